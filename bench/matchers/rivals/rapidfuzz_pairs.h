// The rival's metrics, one query against values one after the other. Compiled for the machine at hand.
#pragma once

#include <span>
#include <string_view>

namespace sosie::bench {

/// Writes a result per value.
using ManyScores = void (*)(std::string_view query, std::span<const std::string_view> values, double* out);

struct RivalMetric {
  const char* name;
  ManyScores cached;  ///< a cached scorer, made once per call
  ManyScores fresh;   ///< its function of two texts
};

/// By the names of pair_rows.cc.
std::span<const RivalMetric> rapidfuzz_metrics();

}  // namespace sosie::bench
