#include "matchers/similarity/dates.h"

#include <gtest/gtest.h>

#include "core/random.h"
#include "matchers/reference/numbers.h"

namespace sosie::matchers {
namespace {

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

// Parts of few values, so that days share some, and swap some.
TEST(Dates, EqualTheirDefinitions) {
  Random random(61);
  const auto day = [&](uint64_t years, uint64_t parts) {
    return static_cast<uint32_t>(random.below(years) * 10000 + random.below(parts) * 100 + random.below(parts));
  };
  for (int i = 0; i < 20'000; ++i) {
    const bool few = i % 2 == 0;
    const uint32_t a = few ? day(3, 4) : day(10'000, 100);
    const uint32_t b = few ? day(3, 4) : day(10'000, 100);
    ASSERT_EQ(differing_digits(a, b), reference::differing_digits(a, b)) << a << " " << b;
    ASSERT_EQ(day_month_swapped(a, b), reference::day_month_swapped(a, b)) << a << " " << b;
    ASSERT_EQ(equal_parts(a, b), reference::equal_parts(a, b)) << a << " " << b;
    const uint32_t packed_a = packed_digits(a), packed_b = packed_digits(b);
    ASSERT_EQ(packed_day_month_swapped(packed_a, packed_b), day_month_swapped(a, b)) << a << " " << b;
    ASSERT_EQ(packed_equal_parts(packed_a, packed_b), equal_parts(a, b)) << a << " " << b;
  }
}

}  // namespace
}  // namespace sosie::matchers
