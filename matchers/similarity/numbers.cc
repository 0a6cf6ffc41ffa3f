#include "matchers/similarity/numbers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sosie::matchers {
namespace {

double square(double x) { return x * x; }

}  // namespace

double absolute_closeness(double a, double b, double tolerance) {
  const double closeness = 1.0 - std::abs(a - b) / tolerance;
  return closeness > 0.0 ? closeness : 0.0;  // NaN included
}

double relative_closeness(double a, double b) {
  if (a == 0.0 && b == 0.0) return 1.0;
  const double closeness = 1.0 - std::abs(a - b) / std::max(std::abs(a), std::abs(b));
  return closeness > 0.0 ? closeness : 0.0;
}

double haversine_km(GeoPoint a, GeoPoint b) {
  constexpr double kRadiusKm = 6371.0088;
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double half = square(std::sin((b.latitude - a.latitude) * kRadians / 2)) +
                      std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) *
                          square(std::sin((b.longitude - a.longitude) * kRadians / 2));
  const double km = 2 * kRadiusKm * std::asin(std::sqrt(std::min(half, 1.0)));
  return std::round(km * 1e6) / 1e6;
}

}  // namespace sosie::matchers
