// Damerau-Levenshtein distance of two texts, over code points.
#pragma once

#include <cstddef>
#include <string_view>

#include "matchers/similarity/levenshtein.h"

namespace sosie::matchers {

/// Unrestricted: Levenshtein plus the exchange of neighbours, between which edits may still happen (ca / abc: 2, where
/// optimal string alignment needs 3). A metric. Forms and cutoffs as in indel.h.
/// Time |a| * |b|, memory |a| + |b|, after common ends are cut off.
/// Source: Lowrance and Wagner 1975, JACM 22:177, with rows instead of a matrix as Zhao and Sahni 2019, BMC
/// Bioinformatics 20:277.
size_t damerau_levenshtein_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
/// max(|a|, |b|) - distance.
size_t damerau_levenshtein_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
double damerau_levenshtein_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double damerau_levenshtein_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
