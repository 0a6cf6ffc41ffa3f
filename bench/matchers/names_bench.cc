// Relations of names, whose words, nicknames and sounds have no second definition to compare with.
#include <benchmark/benchmark.h>

#include "bench/matchers/pair_bench.h"
#include "matchers/similarity/names.h"

namespace sosie::bench {
namespace {

struct NamedSound {
  std::string name;
  matchers::NameSound sound;
};

void set_time_per_pair(benchmark::State& state, size_t num_pairs) {
  state.counters["per_pair"] = benchmark::Counter(
      static_cast<double>(num_pairs), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void given_name_relation(benchmark::State& state) {
  const std::vector<NamePair> pairs = name_pairs();
  for (auto _ : state) {
    for (const auto& [a, b] : pairs) benchmark::DoNotOptimize(matchers::given_name_relation(a, b));
  }
  set_time_per_pair(state, pairs.size());
}

// With the sounds worked out beforehand, as the engine does once per distinct value.
void family_name_relation(benchmark::State& state) {
  std::vector<std::pair<NamedSound, NamedSound>> pairs;
  for (const auto& [a, b] : name_pairs()) {
    pairs.push_back({{a, matchers::name_sound(a)}, {b, matchers::name_sound(b)}});
  }
  for (auto _ : state) {
    for (const auto& [a, b] : pairs) {
      benchmark::DoNotOptimize(matchers::family_name_relation(a.name, a.sound, b.name, b.sound));
    }
  }
  set_time_per_pair(state, pairs.size());
}

void name_sound(benchmark::State& state) {
  const std::vector<std::string> names = family_names(kNumPairs, 1);
  for (auto _ : state) {
    for (const std::string& name : names) benchmark::DoNotOptimize(matchers::name_sound(name));
  }
  set_time_per_pair(state, names.size());
}
BENCHMARK(given_name_relation);
BENCHMARK(family_name_relation);
BENCHMARK(name_sound);

}  // namespace
}  // namespace sosie::bench
