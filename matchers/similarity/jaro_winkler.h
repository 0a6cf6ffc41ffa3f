// Jaro and Jaro-Winkler similarity of two texts.
#pragma once

#include <string_view>

namespace sosie::matchers {

/// Jaro similarity in [0, 1], over code points. Two empty texts are equal (1); one empty text resembles nothing (0).
///
/// Symbols match when equal and at most max(floor(max(|a|, |b|) / 2) - 1, 0) apart, assigned greedily from the left;
/// a transposition is half a disagreement between the two sequences of matched symbols, rounded down.
/// With m matches and t transpositions: (m / |a| + m / |b| + (m - t) / m) / 3, added in this order in doubles.
/// Symmetric. Any length: up to 64 symbols bit-parallel, beyond that with memory for one bit a symbol.
/// Returns 0 for a score below `cutoff`; the score itself never depends on the cutoff. Thread-safe.
/// Source: Jaro 1989, JASA 84:414.
double jaro_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Jaro-Winkler similarity in [0, 1]: common prefix of at most 4 symbols, weight 0.1, boost only above 0.7.
///
/// With j the Jaro similarity and p the prefix: j + p * 0.1 * (1 - j) where j > 0.7, else j. These are the variant and
/// the order of operations of rapidfuzz, hence equal to it in every bit. A positive cutoff lets pairs be refused by
/// length or by the number of matches; it never changes a score at or above it. Below the cutoff: 0. Thread-safe.
/// Source: Winkler 1990, Proc. Survey Research Methods, ASA, 354.
double jaro_winkler_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// 1 - similarity, the distance forms; 1 above the cutoff. Both lie in [0, 1], so they are their own normalized forms.
inline double jaro_distance(std::string_view a, std::string_view b, double cutoff = 1.0) {
  const double distance = 1.0 - jaro_similarity(a, b);
  return distance <= cutoff ? distance : 1.0;
}
inline double jaro_winkler_distance(std::string_view a, std::string_view b, double cutoff = 1.0) {
  const double distance = 1.0 - jaro_winkler_similarity(a, b);
  return distance <= cutoff ? distance : 1.0;
}

inline double jaro_winkler(std::string_view a, std::string_view b) { return jaro_winkler_similarity(a, b); }

}  // namespace sosie::matchers
