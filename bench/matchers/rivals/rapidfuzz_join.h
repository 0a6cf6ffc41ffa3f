// The rival's joins: a cached scorer per query, one value after the other, as its users write it. Compiled for the
// machine at hand, so that the rival has every instruction there is.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "matchers/similarity/value_join.h"

namespace sosie::bench {

/// Every `step`-th value from `first` on is a query against all values behind it.
struct QuerySample {
  size_t first = 0;
  size_t step = 1;
  size_t num_pairs(size_t num_values) const;
};

using matchers::JoinHit;
using ValueViews = std::span<const std::string_view>;

std::vector<JoinHit> rapidfuzz_join_jaro_winkler(ValueViews values, double level, QuerySample sample);
std::vector<JoinHit> rapidfuzz_join_levenshtein(ValueViews values, size_t most, QuerySample sample);
/// With its SIMD class: the values stand in a MultiJaroWinkler, and each is then a query against all of them at once;
/// of what comes back the pairs left < right count. Values of at most 16 symbols, or at most 64.
std::vector<JoinHit> rapidfuzz_multi_jaro_winkler(ValueViews values, double level);

}  // namespace sosie::bench
