// Eight bands of six minima, as near-address blocking takes them.
#include "matchers/similarity/minhash.h"

#include <benchmark/benchmark.h>

#include <array>

#include "bench/matchers/name_samples.h"
#include "matchers/reference/minhash.h"

namespace sosie::bench {
namespace {

constexpr unsigned kMinima = 6;

bool equals_definition(const std::string& value, const std::array<uint32_t, 8>& bands) {
  const auto features = reference::bigram_features(symbols(value));
  for (size_t band = 0; band < bands.size(); ++band) {
    if (bands[band] != reference::minhash_band(features, band, kMinima)) return false;
  }
  return true;
}

void time_minhash(benchmark::State& state, const std::vector<std::string>& values) {
  std::array<uint32_t, 8> bands;
  for (const std::string& value : values) {
    matchers::minhash_bands(value, bands, kMinima);
    if (!equals_definition(value, bands)) return state.SkipWithError("differs from the definition");
  }
  for (auto _ : state) {
    for (const std::string& value : values) {
      matchers::minhash_bands(value, bands, kMinima);
      benchmark::DoNotOptimize(bands);
    }
  }
  state.counters["per_value"] = benchmark::Counter(
      static_cast<double>(values.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void minhash_names(benchmark::State& state) { time_minhash(state, family_names(16384, 1)); }
void minhash_addresses(benchmark::State& state) { time_minhash(state, address_lines(16384, 3)); }
BENCHMARK(minhash_names);
BENCHMARK(minhash_addresses);

}  // namespace
}  // namespace sosie::bench
