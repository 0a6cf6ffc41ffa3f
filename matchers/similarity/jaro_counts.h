// What Jaro similarity counts, and what the counts are worth. Internal to this folder.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "matchers/similarity/symbols.h"

namespace sosie::matchers {

/// Matched symbols, and disagreements between the two sequences of them (twice the transpositions).
struct JaroCounts {
  size_t matches = 0;
  size_t disagreements = 0;
};

/// How far apart matching symbols may stand.
inline size_t jaro_window(size_t a, size_t b) {
  const size_t half = std::max(a, b) / 2;
  return half > 0 ? half - 1 : 0;
}

inline double jaro_score(size_t a, size_t b, JaroCounts counts) {
  if (counts.matches == 0) return 0.0;
  const auto matches = static_cast<double>(counts.matches);
  const auto in_order = static_cast<double>(counts.matches - counts.disagreements / 2);
  double score = matches / static_cast<double>(a);
  score += matches / static_cast<double>(b);
  score += in_order / matches;
  return score / 3.0;
}

inline double winkler_boost(double jaro, size_t prefix) {
  if (!(jaro > 0.7)) return jaro;
  return std::min(jaro + static_cast<double>(prefix) * 0.1 * (1.0 - jaro), 1.0);
}

/// What a caller asks: Jaro, or Jaro-Winkler with the common prefix of the pair.
struct JaroRequest {
  size_t prefix = 0;  ///< 0 to 4; 0 for Jaro
  double cutoff = 0.0;
};

/// Whether `matches` of the symbols could reach the cutoff were they all in order. Rounding may differ from the exact
/// score in the last bits only, hence the margin.
inline bool can_reach(size_t a, size_t b, size_t matches, JaroRequest request) {
  constexpr double kMargin = 1e-9;
  return request.cutoff <= 0.0 ||
         winkler_boost(jaro_score(a, b, {matches, 0}), request.prefix) >= request.cutoff - kMargin;
}

/// Bits of the matched symbols on both sides.
template <typename Mask>
struct JaroMatches {
  Mask pattern = 0;
  Mask text = 0;
};

/// The greedy assignment on equality masks: bit i of equal[j] tells whether pattern[i] == text[j].
template <typename Mask>
inline JaroMatches<Mask> jaro_matches(const Mask* equal, size_t pattern_size, size_t text_size) {
  const size_t reach = jaro_window(pattern_size, text_size);
  const Mask inside = static_cast<Mask>(static_cast<Mask>(~Mask{0}) >> (sizeof(Mask) * 8 - pattern_size));
  Mask window = static_cast<Mask>((Mask{2} << reach) - 1);
  Mask free = inside;
  Mask found = 0;
  for (size_t j = 0; j < text_size; ++j) {
    const Mask hit = static_cast<Mask>(equal[j] & window & free);
    free = static_cast<Mask>(free & ~(hit & (~hit + 1u)));
    found = static_cast<Mask>(found | Mask{hit != 0} << j);
    window = static_cast<Mask>(window << 1 | Mask{j < reach});
  }
  return {static_cast<Mask>(inside & ~free), found};
}

/// Walks both sequences of matched symbols and counts where they differ.
template <typename Mask>
inline size_t jaro_disagreements(const Mask* equal, JaroMatches<Mask> matched) {
  size_t count = 0;
  while (matched.text != 0) {
    const Mask first = static_cast<Mask>(matched.pattern & (~matched.pattern + 1u));
    count += (equal[std::countr_zero(matched.text)] & first) == 0;
    matched.pattern = static_cast<Mask>(matched.pattern ^ first);
    matched.text = static_cast<Mask>(matched.text & (matched.text - 1u));
  }
  return count;
}

/// The whole score from equality masks; pattern and text have 1 to as many symbols as Mask has bits.
template <typename Mask>
inline double jaro_from_masks(const Mask* equal, size_t pattern_size, size_t text_size, JaroRequest request) {
  const JaroMatches<Mask> matched = jaro_matches(equal, pattern_size, text_size);
  const auto matches = static_cast<size_t>(std::popcount(matched.text));
  if (!can_reach(pattern_size, text_size, matches, request)) return 0.0;
  const double jaro = jaro_score(pattern_size, text_size, {matches, jaro_disagreements(equal, matched)});
  const double score = winkler_boost(jaro, request.prefix);
  return score >= request.cutoff ? score : 0.0;
}

/// Counts for texts of any length over any alphabet, in n log n.
JaroCounts long_jaro_counts(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b);
JaroCounts long_jaro_counts(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b);

}  // namespace sosie::matchers
