// How many symbols two texts share at one end.
#pragma once

#include <cstddef>
#include <string_view>

#include "matchers/similarity/levenshtein.h"

namespace sosie::matchers {

// Forms and cutoffs as in indel.h; the distance is what the longer text has besides the common end.

/// Equal symbols from the beginning on.
size_t prefix_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
size_t prefix_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
double prefix_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double prefix_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Equal symbols from the end on, backwards.
size_t suffix_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
size_t suffix_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
double suffix_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double suffix_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
