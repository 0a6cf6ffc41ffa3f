#include "matchers/similarity/dates.h"

#include <gtest/gtest.h>

#include "core/random.h"

namespace sosie::matchers {
namespace {

unsigned differing_digits_by_hand(uint32_t a, uint32_t b) {
  unsigned count = 0;
  for (int i = 0; i < 8; ++i, a /= 10, b /= 10) count += a % 10 != b % 10;
  return count;
}

TEST(Dates, PacksDigits) {
  EXPECT_EQ(packed_digits(20260811), 0x20260811u);
  EXPECT_EQ(packed_digits(99999999), 0x99999999u);
  EXPECT_EQ(packed_digits(0), 0u);
  EXPECT_EQ(packed_digits(7), 0x7u);
  // Both halves have the same arithmetic, so all four-digit numbers on each side are all cases.
  for (uint32_t n = 0; n < 10000; ++n) {
    const uint32_t packed = n / 1000 << 12 | n / 100 % 10 << 8 | n / 10 % 10 << 4 | n % 10;
    ASSERT_EQ(packed_digits(n), packed);
    ASSERT_EQ(packed_digits(n * 10000), packed << 16);
  }
}

TEST(Dates, CountsDifferingDigits) {
  EXPECT_EQ(differing_digits(19800412, 19800412), 0u);
  EXPECT_EQ(differing_digits(19800412, 19800421), 2u);
  EXPECT_EQ(differing_digits(19800412, 19880412), 1u);
  EXPECT_EQ(differing_digits(0, 99999999), 8u);
  Random random(61);
  for (int i = 0; i < 10000; ++i) {
    const auto a = static_cast<uint32_t>(random.below(100'000'000));
    const auto b = static_cast<uint32_t>(random.below(100'000'000));
    ASSERT_EQ(differing_digits(a, b), differing_digits_by_hand(a, b)) << a << " " << b;
  }
}

TEST(Dates, SeesSwappedDayAndMonth) {
  EXPECT_TRUE(day_month_swapped(19800412, 19801204));
  EXPECT_TRUE(day_month_swapped(19801204, 19800412));
  EXPECT_TRUE(day_month_swapped(19800431, 19803104));   // no such days, yet typed
  EXPECT_FALSE(day_month_swapped(19800404, 19800404));  // equal
  EXPECT_FALSE(day_month_swapped(19800412, 19811204));  // another year
  EXPECT_FALSE(day_month_swapped(19800412, 19801205));
}

TEST(Dates, CountsEqualParts) {
  EXPECT_EQ(equal_parts(19800412, 19800412), 3u);
  EXPECT_EQ(equal_parts(19800412, 19810412), 2u);
  EXPECT_EQ(equal_parts(19800412, 19810512), 1u);
  EXPECT_EQ(equal_parts(19800412, 19810513), 0u);
}

}  // namespace
}  // namespace sosie::matchers
