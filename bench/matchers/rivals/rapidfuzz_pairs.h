// The rival's metrics, one query against values one after the other. Compiled for the machine at hand.
#pragma once

#include <span>
#include <string_view>
#include <vector>

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

/// A SIMD class of a rival: each value is a query against all of them; a result per pair is appended.
struct RivalMulti {
  const char* name;
  const char* beside;  ///< as the row's name ends
  const char* type;
  void (*scores)(std::span<const std::string_view> values, std::vector<double>& out);
};

std::span<const RivalMulti> rapidfuzz_multis();
/// Empty where StringZilla was not fetched or not for this CPU.
std::span<const RivalMulti> stringzilla_blocks();

}  // namespace sosie::bench
