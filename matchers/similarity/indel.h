// Longest common subsequence of two texts and the distance without substitutions, over code points.
#pragma once

#include <cstddef>
#include <string_view>

#include "matchers/similarity/levenshtein.h"

namespace sosie::matchers {

// Forms and their cutoffs, here and in the other headers of text metrics: a similarity or normalized similarity below
// its cutoff is returned as 0; a distance above it as cutoff + 1; a normalized distance above it as 1. Normalized
// values lie in [0, 1]; two empty texts are equal. All are symmetric, take any length and any bytes (a stray byte is a
// symbol), and are thread-safe.

/// Symbols in the longest sequence that both texts contain in order, not necessarily side by side.
/// Time |a| * |b| / 64 after common ends are cut off. Source: Hyyrö 2004, Bit-parallel LCS-length computation
/// revisited.
size_t lcs_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
/// max(|a|, |b|) - lcs_similarity.
size_t lcs_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
/// lcs_distance / max(|a|, |b|).
double lcs_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
/// 1 - lcs_normalized_distance.
double lcs_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Fewest insertions and deletions: |a| + |b| - 2 * lcs_similarity.
size_t indel_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
/// |a| + |b| - indel_distance.
size_t indel_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
/// indel_distance / (|a| + |b|).
double indel_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
/// 1 - indel_normalized_distance: the "ratio" of many libraries, in [0, 1].
double indel_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
