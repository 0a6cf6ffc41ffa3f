// One kernel on pairs of values: checked against its definition, then timed.
#pragma once

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bench/matchers/name_samples.h"

namespace sosie::bench {

inline constexpr size_t kNumPairs = 16384;

/// Candidate pairs of family names (about 7 symbols) and of address lines (about 20).
inline std::vector<NamePair> name_pairs() { return candidate_pairs(family_names(50'000, 1), kNumPairs, 2); }
inline std::vector<NamePair> address_pairs() { return candidate_pairs(address_lines(50'000, 3), kNumPairs, 4); }

/// Times kernel(a, b) per pair, after kernel == definition on all pairs.
template <typename Kernel, typename Definition>
void time_pairs(benchmark::State& state, const std::vector<NamePair>& pairs, Kernel&& kernel, Definition&& definition) {
  for (const auto& [a, b] : pairs) {
    if (kernel(a, b) != definition(symbols(a), symbols(b))) return state.SkipWithError("differs from the definition");
  }
  for (auto _ : state) {
    for (const auto& [a, b] : pairs) benchmark::DoNotOptimize(kernel(a, b));
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * pairs.size()));
  state.counters["per_pair"] = benchmark::Counter(
      static_cast<double>(pairs.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace sosie::bench
