#include "matchers/similarity/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.h"
#include "matchers/reference/numbers.h"

namespace sosie::matchers {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Numbers, AbsoluteClosenessFallsLinearly) {
  EXPECT_EQ(absolute_closeness(10, 10, 4), 1.0);
  EXPECT_EQ(absolute_closeness(10, 11, 4), 0.75);
  EXPECT_EQ(absolute_closeness(14, 10, 4), 0.0);
  EXPECT_EQ(absolute_closeness(10, 100, 4), 0.0);
  EXPECT_EQ(absolute_closeness(kNan, 10, 4), 0.0);
}

TEST(Numbers, RelativeClosenessComparesWithTheLarger) {
  EXPECT_EQ(relative_closeness(0, 0), 1.0);
  EXPECT_EQ(relative_closeness(3, 4), 0.75);
  EXPECT_EQ(relative_closeness(-3, 4), 0.0);
  EXPECT_EQ(relative_closeness(0, 4), 0.0);
  EXPECT_EQ(relative_closeness(kNan, 4), 0.0);
  EXPECT_EQ(relative_closeness(kInfinity, kInfinity), 0.0);
}

TEST(Numbers, HaversineKnowsTheEarth) {
  const GeoPoint paris{48.8566, 2.3522};
  const GeoPoint lyon{45.7640, 4.8357};
  EXPECT_EQ(haversine_km(paris, paris), 0.0);
  EXPECT_NEAR(haversine_km(paris, lyon), 391.5, 0.1);
  EXPECT_EQ(haversine_km(paris, lyon), haversine_km(lyon, paris));
  EXPECT_NEAR(haversine_km({0, 0}, {0, 180}), M_PI * 6371.0088, 1e-5);               // half around
  EXPECT_NEAR(haversine_km({0, 179.5}, {0, -179.5}), M_PI * 6371.0088 / 180, 1e-5);  // across the date line
}

TEST(Numbers, EqualTheirDefinitions) {
  Random random(91);
  const auto number = [&] {
    return std::ldexp(static_cast<double>(random.below(2001)) - 1000.0, static_cast<int>(random.below(40)) - 20);
  };
  for (int i = 0; i < 20'000; ++i) {
    const double a = number();
    const double b = random.below(4) == 0 ? a : number();
    const double tolerance = 1.0 + static_cast<double>(random.below(100));
    ASSERT_EQ(absolute_closeness(a, b, tolerance), reference::absolute_closeness(a, b, tolerance)) << a << " " << b;
    ASSERT_EQ(relative_closeness(a, b), reference::relative_closeness(a, b)) << a << " " << b;
    ASSERT_EQ(relative_closeness(a, b), relative_closeness(b, a));
  }
}

// The haversine loses digits near the antipode, 20,015 km away: up to 20 cm there.
TEST(Numbers, HaversineEqualsAnotherFormula) {
  Random random(92);
  const auto degrees = [&](uint64_t limit) {
    return static_cast<double>(random.below(2 * limit * 1'000'000 + 1)) / 1e6 - static_cast<double>(limit);
  };
  for (int i = 0; i < 20'000; ++i) {
    const GeoPoint a{degrees(90), degrees(180)};
    GeoPoint b{degrees(90), degrees(180)};
    if (i % 3 == 0) b = {a.latitude, a.longitude + static_cast<double>(random.below(1000)) / 1e6};
    if (i % 3 == 1) b = {-a.latitude, a.longitude > 0 ? a.longitude - 180 : a.longitude + 180};
    const double expected = reference::great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude);
    ASSERT_NEAR(haversine_km(a, b), expected, expected < 19'000 ? 1.5e-6 : 1e-3) << i;
    ASSERT_EQ(haversine_km(a, b), haversine_km(b, a));
  }
}

}  // namespace
}  // namespace sosie::matchers
