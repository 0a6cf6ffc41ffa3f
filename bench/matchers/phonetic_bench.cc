// Phonetic keys have no second definition to compare with; their published vectors are tests.
#include <benchmark/benchmark.h>

#include "bench/matchers/name_samples.h"
#include "matchers/phonetic/double_metaphone.h"
#include "matchers/phonetic/english_key.h"
#include "matchers/phonetic/french_key.h"
#include "matchers/phonetic/soundex.h"

namespace sosie::bench {
namespace {

void primary_metaphone(std::string_view folded, std::string& out) {
  std::string alternate;
  matchers::double_metaphone(folded, out, alternate);
}

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
  state.counters["per_value"] = benchmark::Counter(
      static_cast<double>(names.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(phonetic_key<matchers::french_key>)->Name("french_key");
BENCHMARK(phonetic_key<primary_metaphone>)->Name("double_metaphone");
BENCHMARK(phonetic_key<matchers::nysiis>)->Name("nysiis");
BENCHMARK(phonetic_key<matchers::soundex>)->Name("soundex");

}  // namespace
}  // namespace sosie::bench
