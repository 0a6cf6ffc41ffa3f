// Closeness of numbers, places and days by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <string>

namespace sosie::reference {

inline double absolute_closeness(double a, double b, double tolerance) {
  if (std::isnan(a) || std::isnan(b)) return 0.0;
  if (std::abs(a - b) >= tolerance) return 0.0;
  return 1.0 - std::abs(a - b) / tolerance;
}

inline double relative_closeness(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return 0.0;
  const double larger = std::max(std::abs(a), std::abs(b));
  return larger == 0.0 ? 1.0 : std::max(0.0, 1.0 - std::abs(a - b) / larger);
}

/// The angle between two directions from the centre of a sphere, by their products: another formula than the
/// haversine, well conditioned everywhere. Kilometres; degrees in.
inline double great_circle_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  constexpr long double kRadians = std::numbers::pi_v<long double> / 180;
  const long double phi_a = latitude_a * kRadians;
  const long double phi_b = latitude_b * kRadians;
  const long double turn = (static_cast<long double>(longitude_b) - longitude_a) * kRadians;
  const long double east = std::cos(phi_b) * std::sin(turn);
  const long double north = std::cos(phi_a) * std::sin(phi_b) - std::sin(phi_a) * std::cos(phi_b) * std::cos(turn);
  const long double along = std::sin(phi_a) * std::sin(phi_b) + std::cos(phi_a) * std::cos(phi_b) * std::cos(turn);
  return static_cast<double>(6371.0088L * std::atan2(std::hypot(east, north), along));
}

/// The eight digits of a day yyyymmdd.
inline std::string day_text(uint32_t day) {
  char text[16];
  std::snprintf(text, sizeof text, "%08u", day);
  return text;
}

inline unsigned differing_digits(uint32_t a, uint32_t b) {
  const std::string left = day_text(a);
  const std::string right = day_text(b);
  unsigned count = 0;
  for (size_t i = 0; i < 8; ++i) count += left[i] != right[i];
  return count;
}

inline bool day_month_swapped(uint32_t a, uint32_t b) {
  const std::string left = day_text(a);
  return a != b && left.substr(0, 4) + left.substr(6, 2) + left.substr(4, 2) == day_text(b);
}

inline unsigned equal_parts(uint32_t a, uint32_t b) {
  const std::string left = day_text(a);
  const std::string right = day_text(b);
  return unsigned{left.substr(0, 4) == right.substr(0, 4)} + unsigned{left.substr(4, 2) == right.substr(4, 2)} +
         unsigned{left.substr(6, 2) == right.substr(6, 2)};
}

}  // namespace sosie::reference
