// Phonetic keys have no second definition to compare with; their published vectors are tests.
#include <benchmark/benchmark.h>

#include "bench/matchers/name_samples.h"
#include "matchers/phonetic/english_key.h"
#include "matchers/phonetic/french_key.h"
#include "matchers/phonetic/soundex.h"

namespace sosie::bench {
namespace {

template <void (*kKey)(std::string_view, std::string&)>
void phonetic_key(benchmark::State& state) {
  const std::vector<std::string> names = family_names(16384, 1);
  std::string key;
  for (auto _ : state) {
    for (const std::string& name : names) {
      kKey(name, key);
      benchmark::DoNotOptimize(key.data());
    }
  }
  state.counters["ns_per_value"] =
      benchmark::Counter(static_cast<double>(names.size()) * 1e-9,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(phonetic_key<matchers::french_key>)->Name("french_key");
BENCHMARK(phonetic_key<matchers::nysiis>)->Name("nysiis");
BENCHMARK(phonetic_key<matchers::soundex>)->Name("soundex");

}  // namespace
}  // namespace sosie::bench
