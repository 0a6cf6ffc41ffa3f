#include "datasets/generator/weighted.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "datasets/generator/permutation.h"

namespace sosie::generator {
namespace {

TEST(WeightedChoice, DrawsInProportion) {
  const WeightedChoice choice{1, 0, 3, 6};
  Random random(1);
  std::array<int, 4> counts{};
  for (int i = 0; i < 100'000; ++i) ++counts[choice.draw(random)];
  EXPECT_NEAR(counts[0], 10'000, 500);
  EXPECT_EQ(counts[1], 0);
  EXPECT_NEAR(counts[2], 30'000, 800);
  EXPECT_NEAR(counts[3], 60'000, 800);
  EXPECT_DOUBLE_EQ(choice.share(2), 0.3);
}

TEST(Permutation, MeetsEveryNumberOnce) {
  for (const uint64_t seed : {1u, 2u, 3u}) {
    const Permutation permutation(1009, seed);
    std::set<uint64_t> seen;
    for (uint64_t x = 0; x < 1009; ++x) seen.insert(permutation(x));
    EXPECT_EQ(seen.size(), 1009u);
    EXPECT_EQ(*seen.rbegin(), 1008u);
  }
}

}  // namespace
}  // namespace sosie::generator
