#include "matchers/similarity/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

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

}  // namespace
}  // namespace sosie::matchers
