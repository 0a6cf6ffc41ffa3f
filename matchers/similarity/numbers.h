// Closeness of numbers and of places.
#pragma once

namespace sosie::matchers {

/// Falls linearly from 1 at a == b to 0 at |a - b| >= tolerance; tolerance > 0, finite. NaN resembles nothing (0).
double absolute_closeness(double a, double b, double tolerance);

/// 1 - |a - b| / max(|a|, |b|), at least 0; 1 for two zeros. NaN and infinities resemble nothing (0).
double relative_closeness(double a, double b);

/// A place on Earth, in degrees; latitude in [-90, 90], longitude in [-180, 180].
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;
};

/// Great-circle distance in kilometres on a sphere of 6371.0088 km (IUGG mean radius), in whole millimetres, so that
/// the last bits of a mathematics library rarely show. Within 0.6 % of the ellipsoid.
/// Source: haversine formula, Sinnott 1984, Sky and Telescope 68:159.
double haversine_km(GeoPoint a, GeoPoint b);

}  // namespace sosie::matchers
