#include <algorithm>
#include <string_view>

#include "bench/matchers/pair_bench.h"
#include "matchers/reference/edit_distance.h"
#include "matchers/similarity/levenshtein.h"

namespace sosie::bench {
namespace {

void time_levenshtein(benchmark::State& state, const std::vector<NamePair>& pairs, size_t cutoff) {
  time_pairs(
      state, pairs,
      [=](std::string_view a, std::string_view b) { return matchers::levenshtein_distance(a, b, cutoff); },
      [=](const std::u32string& a, const std::u32string& b) {
        return std::min(reference::levenshtein_distance(a, b), cutoff + 1);
      });
}

void levenshtein_names(benchmark::State& state) { time_levenshtein(state, name_pairs(), matchers::kNoCutoff); }
void levenshtein_names_2(benchmark::State& state) { time_levenshtein(state, name_pairs(), 2); }
void levenshtein_addresses(benchmark::State& state) { time_levenshtein(state, address_pairs(), matchers::kNoCutoff); }
void osa_names(benchmark::State& state) {
  time_pairs(
      state, name_pairs(), [](std::string_view a, std::string_view b) { return matchers::osa_distance(a, b); },
      reference::osa_distance);
}
void within_one_edit_names(benchmark::State& state) {
  time_pairs(state, name_pairs(), matchers::within_one_edit,
             [](const std::u32string& a, const std::u32string& b) { return reference::osa_distance(a, b) <= 1; });
}
BENCHMARK(levenshtein_names);
BENCHMARK(levenshtein_names_2);
BENCHMARK(levenshtein_addresses);
BENCHMARK(osa_names);
BENCHMARK(within_one_edit_names);

}  // namespace
}  // namespace sosie::bench
