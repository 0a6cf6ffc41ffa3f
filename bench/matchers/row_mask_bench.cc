// All pairs of blocks of rows, as blocking forms them. The argument is the number of lanes; blocks of 64 rows.
#include "matchers/similarity/row_mask.h"

#include <benchmark/benchmark.h>

#include <vector>

#include "core/random.h"
#include "matchers/reference/equal_lanes.h"

namespace sosie::bench {
namespace {

constexpr size_t kBlockRows = 64;
constexpr size_t kNumBlocks = 256;

// A value in four is missing or agrees by chance.
std::vector<uint32_t> make_rows(size_t lanes) {
  Random random(5);
  std::vector<uint32_t> rows(kNumBlocks * kBlockRows * lanes);
  for (uint32_t& value : rows) value = static_cast<uint32_t>(random.below(8));
  return rows;
}

bool equals_definition(const std::vector<uint32_t>& rows, size_t lanes) {
  std::vector<uint32_t> masks(kBlockRows);
  matchers::equal_lanes_block(rows.data(), rows.data(), kBlockRows, lanes, masks.data());
  for (size_t r = 0; r < kBlockRows; ++r) {
    if (masks[r] != reference::equal_lanes(rows.data(), rows.data() + r * lanes, lanes)) return false;
  }
  return true;
}

void equal_lanes_block(benchmark::State& state) {
  const auto lanes = static_cast<size_t>(state.range(0));
  const std::vector<uint32_t> rows = make_rows(lanes);
  if (!equals_definition(rows, lanes)) return state.SkipWithError("differs from the definition");
  std::vector<uint32_t> masks(kBlockRows);
  size_t num_pairs = 0;
  for (auto _ : state) {
    for (size_t block = 0; block < kNumBlocks; ++block) {
      const uint32_t* first = rows.data() + block * kBlockRows * lanes;
      for (size_t r = 0; r + 1 < kBlockRows; ++r) {
        const uint32_t* row = first + r * lanes;
        matchers::equal_lanes_block(row, row + lanes, kBlockRows - r - 1, lanes, masks.data());
        benchmark::DoNotOptimize(masks.data());
        benchmark::ClobberMemory();
        num_pairs += kBlockRows - r - 1;
      }
    }
  }
  state.SetItemsProcessed(static_cast<int64_t>(num_pairs));
  state.counters["per_pair"] =
      benchmark::Counter(static_cast<double>(num_pairs), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// One pair a call, as for pairs that survive the comparison of keys.
void equal_lanes_pair(benchmark::State& state) {
  const auto lanes = static_cast<size_t>(state.range(0));
  const std::vector<uint32_t> rows = make_rows(lanes);
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
BENCHMARK(equal_lanes_block)->Arg(8)->Arg(16)->Arg(24)->Arg(32);

}  // namespace
}  // namespace sosie::bench
