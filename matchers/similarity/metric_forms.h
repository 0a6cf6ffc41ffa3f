// One count becomes the usual forms of a metric, with their cutoffs (see indel.h). Internal to this folder.
#pragma once

#include <algorithm>
#include <cstddef>

namespace sosie::matchers {

/// A distance and the largest one that texts of these lengths can have.
struct MeasuredDistance {
  size_t distance = 0;
  size_t maximum = 0;
};

inline size_t distance_within(MeasuredDistance measured, size_t cutoff) {
  return measured.distance <= cutoff ? measured.distance : cutoff + 1;
}

inline size_t similarity_from(MeasuredDistance measured, size_t cutoff) {
  const size_t similarity = measured.maximum - measured.distance;
  return similarity >= cutoff ? similarity : 0;
}

inline double normalized_distance_of(MeasuredDistance measured) {
  if (measured.maximum == 0) return 0.0;
  return static_cast<double>(measured.distance) / static_cast<double>(measured.maximum);
}

inline double normalized_distance_within(MeasuredDistance measured, double cutoff) {
  const double distance = normalized_distance_of(measured);
  return distance <= cutoff ? distance : 1.0;
}

inline double normalized_similarity_from(MeasuredDistance measured, double cutoff) {
  const double similarity = 1.0 - normalized_distance_of(measured);
  return similarity >= cutoff ? similarity : 0.0;
}

}  // namespace sosie::matchers
