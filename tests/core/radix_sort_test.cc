#include "core/radix_sort.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.h"

namespace sosie {
namespace {

TEST(RadixSort, AgreesWithStableSort) {
  constexpr uint64_t kSeed = 7;
  struct Item {
    uint64_t key;
    uint32_t position;
  };
  Random random(kSeed);
  for (const uint64_t mask : {~uint64_t{0}, uint64_t{0xff}, uint64_t{0xffff0000}, uint64_t{0x8000000000000001}}) {
    std::vector<Item> items;
    for (uint32_t i = 0; i < 5'000; ++i) items.push_back({random.below(UINT64_MAX) & mask, i});
    std::vector<Item> expected = items;
    std::stable_sort(expected.begin(), expected.end(), [](const Item& a, const Item& b) { return a.key < b.key; });
    radix_sort(items, [](const Item& item) { return item.key; });
    for (size_t i = 0; i < items.size(); ++i) {
      ASSERT_EQ(items[i].key, expected[i].key) << "seed " << kSeed << ", mask " << mask << ", place " << i;
      ASSERT_EQ(items[i].position, expected[i].position) << "seed " << kSeed << ", mask " << mask << ", place " << i;
    }
  }
}

TEST(RadixSort, TakesFewItems) {
  std::vector<uint64_t> none, one{3}, two{UINT64_MAX, 0};
  radix_sort(none);
  radix_sort(one);
  radix_sort(two);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(one, std::vector<uint64_t>{3});
  EXPECT_EQ(two, (std::vector<uint64_t>{0, UINT64_MAX}));
}

}  // namespace
}  // namespace sosie
