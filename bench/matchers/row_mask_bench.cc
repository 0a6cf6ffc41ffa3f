// Pairs of one row each, as those that survive the bound. The argument is the number of lanes.
#include "matchers/similarity/row_mask.h"

#include <benchmark/benchmark.h>

#include <vector>

#include "core/random.h"
#include "matchers/reference/equal_lanes.h"

namespace sosie::bench {
namespace {

constexpr size_t kNumRows = 16'384;

// A value in four is missing or agrees by chance.
std::vector<uint32_t> make_rows(size_t lanes) {
  Random random(5);
  std::vector<uint32_t> rows(kNumRows * lanes);
  for (uint32_t& value : rows) value = static_cast<uint32_t>(random.below(8));
  return rows;
}

bool equals_definition(const std::vector<uint32_t>& rows, size_t lanes) {
  for (size_t r = 0; r + 1 < 64; ++r) {
    const uint32_t* row = &rows[r * lanes];
    if (matchers::equal_lanes(row, row + lanes, lanes) != reference::equal_lanes(row, row + lanes, lanes)) return false;
  }
  return true;
}

void equal_lanes_pair(benchmark::State& state) {
  const auto lanes = static_cast<size_t>(state.range(0));
  const std::vector<uint32_t> rows = make_rows(lanes);
  if (!equals_definition(rows, lanes)) return state.SkipWithError("differs from the definition");
  const size_t num_rows = rows.size() / lanes;
  for (auto _ : state) {
    for (size_t r = 0; r + 1 < num_rows; ++r) {
      benchmark::DoNotOptimize(matchers::equal_lanes(&rows[r * lanes], &rows[(r + 1) * lanes], lanes));
    }
  }
  state.counters["per_pair"] = benchmark::Counter(
      static_cast<double>(num_rows - 1), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(equal_lanes_pair)->Arg(8)->Arg(16)->Arg(24)->Arg(32);

}  // namespace
}  // namespace sosie::bench
