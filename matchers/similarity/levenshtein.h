// Edit distances of two texts, over code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// No cutoff.
inline constexpr size_t kNoCutoff = SIZE_MAX - 1;

/// Levenshtein distance: the fewest insertions, deletions and substitutions that turn a into b.
/// A distance above `cutoff` is returned as cutoff + 1. Symmetric; a metric.
/// Time |a| * |b| / 64, after common ends are cut off; with a small cutoff proportional to |a| + |b|. Thread-safe.
/// Source: Myers 1999, JACM 46:395, in the form of Hyyrö 2003, Nordic J. Computing 10:29.
size_t levenshtein_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);

/// 1 - distance / max(|a|, |b|), in [0, 1]; 1 for two empty texts; 0 below the cutoff.
double levenshtein_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// max(|a|, |b|) - distance; 0 below the cutoff.
size_t levenshtein_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
/// distance / max(|a|, |b|), in [0, 1]; 0 for two empty texts; 1 above the cutoff.
double levenshtein_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);

/// Optimal string alignment distance: Levenshtein plus the exchange of two neighbours, no part edited twice.
/// Not a metric (ca, ac, abc). Cutoff as above. Source: Hyyrö 2003, as above.
size_t osa_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);

/// The other forms, as above.
size_t osa_similarity(std::string_view a, std::string_view b, size_t cutoff = 0);
double osa_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double osa_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Whether one insertion, deletion, substitution or exchange of two neighbours, or nothing, turns a into b:
/// osa_distance(a, b) <= 1, in time proportional to the length. Thread-safe.
bool within_one_edit(std::string_view a, std::string_view b);

}  // namespace sosie::matchers
