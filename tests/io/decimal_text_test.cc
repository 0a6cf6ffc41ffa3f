#include "io/decimal_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace sosie::io {
namespace {

std::string written(double value, int digits) {
  std::string out(decimal_limit(digits), '\0');
  out.resize(static_cast<size_t>(write_decimal(value, digits, out.data()) - out.data()));
  return out;
}

void expect_same(double value, int digits) {
  ASSERT_EQ(written(value, digits), fmt::format("{:.{}f}", value, digits)) << fmt::format("{:a}", value);
}

TEST(DecimalText, Examples) {
  EXPECT_EQ(written(0, 4), "0.0000");
  EXPECT_EQ(written(-0.0, 4), "-0.0000");
  EXPECT_EQ(written(-12.34567, 2), "-12.35");
  EXPECT_EQ(written(0.999999999, 6), "1.000000");
  EXPECT_EQ(written(0.03125, 4), "0.0312") << "a tie goes to the even digit";
  EXPECT_EQ(written(0.09375, 4), "0.0938");
  EXPECT_EQ(written(2.675, 2), "2.67") << "no tie: the double is a little less";
  EXPECT_EQ(written(1e300, 1).size(), 303u);
}

/// Every fraction of a match weight, at whole parts of every size it has; the ties are among them.
TEST(DecimalText, MatchWeights) {
  for (const int32_t whole : {0, 1, 7, 42, 999, 32'767}) {
    for (int32_t fraction = 0; fraction < 65'536; ++fraction) {
      const int32_t weight = whole * 65'536 + fraction;
      for (const int digits : {4, 6}) {
        expect_same(weight / 65'536.0, digits);
        expect_same(-weight / 65'536.0, digits);
      }
    }
  }
}

TEST(DecimalText, MatchProbabilities) {
  for (int32_t weight = -40 * 65'536; weight < 40 * 65'536; weight += 7)
    expect_same(1.0 / (1.0 + std::exp2(-weight / 65'536.0)), 6);
}

/// Any double, and doubles next to a tie.
TEST(DecimalText, RandomDoubles) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 300'000; ++i) {
    const int digits = static_cast<int>(random() % 8);
    const double any = std::bit_cast<double>(random());
    if (std::isfinite(any)) expect_same(any, digits);
    const double power = std::pow(10, digits);
    const double tie = (static_cast<double>(random() % 2'000'000) + 0.5) / power;
    for (const double value : {tie, std::nextafter(tie, 1e9), std::nextafter(tie, -1e9)}) expect_same(value, digits);
    expect_same(std::ldexp(static_cast<double>(random() >> 11), -static_cast<int>(random() % 70)), digits);
  }
}

}  // namespace
}  // namespace sosie::io
