#include "matchers/similarity/jaro_winkler.h"

#include <string_view>

#include "bench/matchers/pair_bench.h"
#include "matchers/reference/jaro_winkler.h"

namespace sosie::bench {
namespace {

void time_jaro_winkler(benchmark::State& state, const std::vector<NamePair>& pairs, double cutoff) {
  time_pairs(
      state, pairs,
      [=](std::string_view a, std::string_view b) { return matchers::jaro_winkler_similarity(a, b, cutoff); },
      [=](const std::u32string& a, const std::u32string& b) {
        const double score = reference::jaro_winkler_similarity(a, b);
        return score >= cutoff ? score : 0.0;
      });
}

void jaro_winkler_names(benchmark::State& state) { time_jaro_winkler(state, name_pairs(), 0.0); }
void jaro_winkler_names_88(benchmark::State& state) { time_jaro_winkler(state, name_pairs(), 0.88); }
void jaro_winkler_addresses(benchmark::State& state) { time_jaro_winkler(state, address_pairs(), 0.0); }
void jaro_winkler_addresses_88(benchmark::State& state) { time_jaro_winkler(state, address_pairs(), 0.88); }
BENCHMARK(jaro_winkler_names);
BENCHMARK(jaro_winkler_names_88);
BENCHMARK(jaro_winkler_addresses);
BENCHMARK(jaro_winkler_addresses_88);

}  // namespace
}  // namespace sosie::bench
