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

/// What a caller asks: Jaro (prefix 0), or Jaro-Winkler with the common prefix of the pair (0 to 4).
struct JaroRequest {
  size_t prefix = 0;
  double cutoff = 0.0;
};

/// The score if it reaches the cutoff.
inline double finished_score(double jaro, JaroRequest request) {
  const double score = winkler_boost(jaro, request.prefix);
  return score >= request.cutoff ? score : 0.0;
}

/// Whether `matches` symbols in perfect order could reach the cutoff: (m/a + m/b + 1) / 3 against the Jaro similarity
/// that the boost lifts to the cutoff, with no division. Allows for rounding, so that the exact score has the last
/// word.
inline bool can_reach(size_t a, size_t b, size_t matches, JaroRequest request) {
  constexpr double kUnboosted[5] = {1.0, 1.0 / 0.9, 1.0 / 0.8, 1.0 / 0.7, 1.0 / 0.6};  // 1 / (1 - prefix * 0.1)
  constexpr double kMargin = 1e-9;
  const double boost = static_cast<double>(request.prefix) * 0.1;
  const double jaro =
      request.cutoff > 0.7 ? std::max(0.7, (request.cutoff - boost) * kUnboosted[request.prefix]) : request.cutoff;
  return static_cast<double>(matches * (a + b)) >= (3.0 * jaro - 1.0 - kMargin) * static_cast<double>(a * b);
}

/// Bits of the matched symbols on both sides.
template <typename Mask>
struct JaroMatches {
  Mask pattern = 0;
  Mask text = 0;
};

/// The greedy assignment on equality masks: bit i of equal[j] tells whether pattern[i] == text[j]. `num_masks` is the
/// size of the text, or more when the masks behind it are 0 within the pattern; a multiple of kStep.
template <size_t kStep, typename Mask>
inline JaroMatches<Mask> jaro_matches(const Mask* equal, size_t pattern_size, size_t num_masks, size_t reach) {
  const Mask inside = static_cast<Mask>(static_cast<Mask>(~Mask{0}) >> (sizeof(Mask) * 8 - pattern_size));
  Mask window = static_cast<Mask>((Mask{2} << reach) - 1);
  Mask free = inside;
  Mask found = 0;
  for (size_t first = 0; first < num_masks; first += kStep) {
    for (size_t j = first; j < first + kStep; ++j) {
      const Mask hit = static_cast<Mask>(equal[j] & window & free);
      free = static_cast<Mask>(free & ~(hit & (~hit + 1u)));
      found = static_cast<Mask>(found | Mask{hit != 0} << j);
      window = static_cast<Mask>(window << 1 | Mask{j < reach});
    }
  }
  return {static_cast<Mask>(inside & ~free), found};
}

/// Walks both sequences of matched symbols, kStep at a time, and counts where they agree.
template <size_t kStep, typename Mask>
inline size_t jaro_agreements(const Mask* equal, JaroMatches<Mask> matched) {
  constexpr Mask kLast = static_cast<Mask>(Mask{1} << (sizeof(Mask) * 8 - 1));  // stops the count of zeros at the end
  size_t count = 0;
  while (matched.text != 0) {
    for (size_t step = 0; step < kStep; ++step) {
      const Mask first = static_cast<Mask>(matched.pattern & (~matched.pattern + 1u));
      count += (equal[std::countr_zero(static_cast<Mask>(matched.text | kLast))] & first) != 0;
      matched.pattern = static_cast<Mask>(matched.pattern ^ first);
      matched.text = static_cast<Mask>(matched.text & (matched.text - 1u));
    }
  }
  return count;
}

/// The whole score from equality masks; pattern and text have 1 to as many symbols as Mask has bits. With kStep > 1 the
/// masks behind the text, up to a multiple of kStep, are 0 within the pattern, and equal has an entry per bit of Mask.
template <size_t kStep, typename Mask>
inline double jaro_from_masks(const Mask* equal, size_t pattern_size, size_t text_size, JaroRequest request) {
  const size_t num_masks = (text_size + kStep - 1) / kStep * kStep;
  const auto matched = jaro_matches<kStep>(equal, pattern_size, num_masks, jaro_window(pattern_size, text_size));
  const auto matches = static_cast<size_t>(std::popcount(matched.text));
  if (!can_reach(pattern_size, text_size, matches, request)) return 0.0;
  const size_t disagreements = matches - jaro_agreements<kStep>(equal, matched);
  return finished_score(jaro_score(pattern_size, text_size, {matches, disagreements}), request);
}

/// Counts for texts of any length over any alphabet, in n log n.
JaroCounts long_jaro_counts(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b);
JaroCounts long_jaro_counts(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b);

}  // namespace sosie::matchers
