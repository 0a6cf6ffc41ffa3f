#include "apps/console.h"

#include <gtest/gtest.h>

namespace sosie::apps {
namespace {

TEST(Console, NumbersForPeople) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(as_bytes(310'400'000), "310 MB");
  EXPECT_EQ(as_bytes(1'900'000'000), "1.9 GB");
  EXPECT_EQ(as_duration(0.84), "0.8 s");
  EXPECT_EQ(as_duration(42.4), "42 s");
  EXPECT_EQ(as_duration(200), "3 min 20 s");
  EXPECT_EQ(as_duration(3720), "1 h 02 min");
  EXPECT_EQ(as_rate(950), "950");
  EXPECT_EQ(as_rate(12'400), "12.4 k");
  EXPECT_EQ(as_rate(8'100'000), "8.1 M");
}

TEST(Console, ColorOnlyWhereItIsWanted) {
  Console console;
  EXPECT_EQ(console.bold("x"), "x");
  console.has_color = true;
  EXPECT_EQ(console.bold("x"), "\x1b[1mx\x1b[0m");
}

TEST(Console, NoColorWins) {
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(Console::open(false, 0).has_color);
  ::unsetenv("NO_COLOR");
}

}  // namespace
}  // namespace sosie::apps
