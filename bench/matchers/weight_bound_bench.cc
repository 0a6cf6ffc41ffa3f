// All pairs of a block of customers, as blocking forms them. The argument is the number of records in it.
#include "matchers/similarity/weight_bound.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "bench/matchers/name_samples.h"
#include "core/random.h"
#include "matchers/reference/weight_bound.h"
#include "matchers/similarity/dates.h"

namespace sosie::bench {
namespace {

using matchers::NearSign;

constexpr size_t kLanes = 24;

/// Names, birth date, e-mail and address, with weights of the usual size in 1/65,536 bit.
matchers::WeightBound customers() {
  constexpr int32_t kBit = 65'536;
  matchers::WeightBound bound;
  bound.comparisons = {
      {0, NearSign::given_name, {8, 9}, 9 * kBit, 5 * kBit, -2 * kBit},
      {1, NearSign::family_name, {10, 11, 12}, 11 * kBit, 6 * kBit, -4 * kBit},
      {2, NearSign::birth_date, {19}, 13 * kBit, 6 * kBit, -6 * kBit, nullptr, {6 * kBit, 3 * kBit, 0}},
      {3, NearSign::email, {13}, 19 * kBit, 13 * kBit, -2 * kBit},
      {4,
       NearSign::address,
       {14, 15, 16, 17, 18},
       14 * kBit,
       12 * kBit,
       -3 * kBit,
       nullptr,
       {12 * kBit, 10 * kBit, 2 * kBit}}};
  bound.filled_lane = kLanes - 1;
  bound.several_lane = kLanes - 2;
  bound.start = -20 * kBit;
  bound.birth_date = 2;
  bound.year_lane = 19;
  bound.given_name = 0;
  bound.family_name = 1;
  return bound;
}

struct Block {
  explicit Block(size_t size) : stride(size + matchers::LaneColumns::kPadding), columns(kLanes * stride) {
    Random random(5);
    const std::vector<std::string> names = family_names(2 * size, 5);
    for (size_t r = 0; r < size; ++r) {
      std::vector<uint32_t> row(kLanes);
      for (size_t lane = 0; lane < 19; ++lane) row[lane] = static_cast<uint32_t>(random.below(16));
      const auto year = 1940 + static_cast<uint32_t>(random.below(60)),
                 month = 1 + static_cast<uint32_t>(random.below(12));
      row[2] = matchers::packed_digits(year * 10'000 + month * 100 + 1 + static_cast<uint32_t>(random.below(28)));
      row[19] = year;
      row[8] = matchers::name_signature(names[2 * r]);
      row[10] = matchers::name_signature(names[2 * r + 1]);
      row[11] = row[12] = 0;
      row[13] = matchers::email_signature(names[2 * r] + "@free.fr");
      row[kLanes - 1] = 3 | static_cast<uint32_t>(random.below(32));
      for (size_t lane = 0; lane < kLanes; ++lane) columns[lane * stride + r] = row[lane];
      rows.push_back(std::move(row));
    }
  }
  size_t stride;
  std::vector<uint32_t> columns;
  std::vector<std::vector<uint32_t>> rows;
};

/// n bits, all set.
std::vector<uint64_t> all_of(size_t n) {
  std::vector<uint64_t> bits((n + 63) / 64, ~uint64_t{0});
  if (n % 64 != 0) bits.back() = (uint64_t{1} << n % 64) - 1;
  return bits;
}

bool equals_definition(const matchers::WeightBound& bound, const Block& block) {
  const size_t n = block.rows.size() - 1;
  std::vector<uint64_t> bits = all_of(n);
  matchers::pairs_within_reach(bound, {block.columns.data(), block.stride}, 0, n, bits.data());
  for (size_t k = 0; k < n; ++k) {
    const bool wanted = matchers::reference::is_within_reach(bound, block.rows[0].data(), block.rows[1 + k].data());
    if ((bits[k / 64] >> k % 64 & 1) != wanted) return false;
  }
  return true;
}

void count_pairs(benchmark::State& state, size_t size) {
  state.counters["per_pair"] =
      benchmark::Counter(static_cast<double>(size * (size - 1) / 2),
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void pairs_within_reach(benchmark::State& state) {
  const auto size = static_cast<size_t>(state.range(0));
  const Block block(size);
  const matchers::WeightBound bound = customers();
  if (!equals_definition(bound, block)) return state.SkipWithError("differs from the definition");
  const std::vector<uint64_t> asked = all_of(size);
  std::vector<uint64_t> bits(asked.size());
  for (auto _ : state) {
    for (size_t row = 0; row + 1 < size; ++row) {
      const size_t n = size - row - 1;
      std::copy(asked.begin(), asked.end(), bits.begin());
      if (n % 64 != 0) bits[n / 64] &= (uint64_t{1} << n % 64) - 1;
      matchers::pairs_within_reach(bound, {block.columns.data(), block.stride}, row, n, bits.data());
      benchmark::DoNotOptimize(bits.data());
      benchmark::ClobberMemory();
    }
  }
  count_pairs(state, size);
}

void pair_by_pair(benchmark::State& state) {
  const auto size = static_cast<size_t>(state.range(0));
  const Block block(size);
  const matchers::WeightBound bound = customers();
  for (auto _ : state) {
    for (size_t a = 0; a < size; ++a) {
      for (size_t b = a + 1; b < size; ++b)
        benchmark::DoNotOptimize(
            matchers::reference::is_within_reach(bound, block.rows[a].data(), block.rows[b].data()));
    }
  }
  count_pairs(state, size);
}
BENCHMARK(pair_by_pair)->Arg(128);
BENCHMARK(pairs_within_reach)->Arg(4)->Arg(8)->Arg(32)->Arg(128);

}  // namespace
}  // namespace sosie::bench
