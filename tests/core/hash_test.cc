#include "core/hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sosie {
namespace {

// Entity ids and blocking keys rest on these numbers: a change makes every published id a different one.
// The expected values are those of xxHash 0.8's own xxhsum (-H3 and -H2), seed 0.
TEST(Hash, ResultsAreFixed) {
  EXPECT_EQ(hash_bytes(""), 0x2d06800538d394c2ULL);
  EXPECT_EQ(hash_bytes_128("").hex(), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hash_bytes("abc"), 0x78af5f94892f3950ULL);
  EXPECT_EQ(hash_bytes_128("abc").hex(), "06b05ab6733a618578af5f94892f3950");
}

TEST(Hash, HexKeepsLeadingZeros) {
  const Hash128 hash = {0x0f, 0xa0};
  EXPECT_EQ(hash.hex(), "000000000000000f00000000000000a0");
}

TEST(Hash, ComparesHighWordFirst) {
  EXPECT_LT((Hash128{1, 9}), (Hash128{2, 0}));
  EXPECT_LT((Hash128{1, 1}), (Hash128{1, 2}));
}

// First output of SplitMix64 seeded with 0 and with 1234567 (the generator adds the golden ratio, then mixes).
TEST(Hash, Mix64IsSplitMixsFinaliser) {
  constexpr uint64_t kGolden = 0x9e3779b97f4a7c15ULL;
  EXPECT_EQ(mix64(kGolden), 0xe220a8397b1dcdafULL);
  EXPECT_EQ(mix64(1234567 + kGolden), 6457827717110365317ULL);
}

TEST(Hash, CombineMindsTheOrder) {
  EXPECT_NE(hash_combine(hash_combine(0, 1), 2), hash_combine(hash_combine(0, 2), 1));
  std::set<uint64_t> seen;
  for (uint64_t i = 0; i < 10'000; ++i) seen.insert(hash_combine(i / 100, i % 100));
  EXPECT_EQ(seen.size(), 10'000u);
}

}  // namespace
}  // namespace sosie
