#include "core/random.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>

namespace sosie {
namespace {

/// xoshiro256** written a second time from its definition, with the state of a given seed.
class ReferenceRandom {
 public:
  explicit ReferenceRandom(uint64_t seed) {
    for (uint64_t& word : state_) word = split_mix(seed);
  }
  uint64_t next() {
    const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

 private:
  static uint64_t split_mix(uint64_t& x) {
    uint64_t z = (x += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::array<uint64_t, 4> state_;
};

TEST(Random, EqualsItsDefinition) {
  for (const uint64_t seed : {0ULL, 1ULL, 42ULL, ~0ULL}) {
    Random random(seed);
    ReferenceRandom reference(seed);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(random.next(), reference.next()) << "seed=" << seed << " i=" << i;
  }
}

// Generated files and samples depend on these numbers.
TEST(Random, FirstNumbersAreFixed) {
  Random random(42);
  EXPECT_EQ(random.next(), 1546998764402558742ULL);
  EXPECT_EQ(random.next(), 6990951692964543102ULL);
}

TEST(Random, StaysInRangeAndReachesBothEnds) {
  Random random(7);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60'000; ++i) {
    const int64_t value = random.between(-2, 3);
    ASSERT_GE(value, -2);
    ASSERT_LE(value, 3);
    ++counts[static_cast<size_t>(value + 2)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);  // five standard deviations
}

TEST(Random, ChanceKeepsItsOdds) {
  Random random(8);
  int hits = 0;
  for (int i = 0; i < 100'000; ++i) hits += random.chance(0.3);
  EXPECT_NEAR(hits, 30'000, 750);
  EXPECT_FALSE(random.chance(0.0));
  EXPECT_TRUE(random.chance(1.0));
}

}  // namespace
}  // namespace sosie
