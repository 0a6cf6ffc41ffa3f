// Sixteen bytes of a text that tell most pairs of texts far apart without reading them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "matchers/similarity/name_signature.h"

namespace sosie::matchers {

/// Which letters and which pairs of neighbouring letters a text has. Texts beyond ASCII or of more than 255 bytes have
/// length 0, which is near everything.
struct TextSignature {
  uint64_t bigrams = 0;  ///< 64 classes
  uint32_t letters = 0;  ///< 32 classes
  uint8_t length = 0;    ///< symbols; one bigram fewer
};

inline TextSignature text_signature(std::string_view text) {
  constexpr size_t kLongest = 255;
  constexpr uint32_t kSpread = 0x9e3779b1;  // the golden ratio: neighbours in the alphabet fall far apart
  TextSignature signature;
  if (text.size() > kLongest) return signature;
  unsigned char before = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) return {};
    signature.letters |= uint32_t{1} << (c % 32);
    if (i > 0) signature.bigrams |= uint64_t{1} << ((before << 8 | c) * kSpread >> 26);
    before = c;
  }
  signature.length = static_cast<uint8_t>(text.size());
  return signature;
}

/// What two texts of these lengths, with these classes of something, can share of it at most: a class that one has and
/// the other lacks stands for one item at least that finds no partner.
inline unsigned shared_at_most(unsigned size_a, unsigned size_b, uint64_t classes_a, uint64_t classes_b) {
  return std::min(size_a - count_bits(classes_a & ~classes_b), size_b - count_bits(classes_b & ~classes_a));
}
inline constexpr double kSignatureRounding = 1e-9;

/// Whether two texts may reach a Jaro-Winkler similarity, at least 0.82; false is certain. With the longest common
/// prefix a similarity s asks for a Jaro similarity of (s - 0.4) / 0.6, and without transpositions that is (m / |a| + m
/// / |b| + 1) / 3 for m matches.
inline bool may_reach_jaro_winkler(const TextSignature& a, const TextSignature& b, double similarity) {
  if (a.length == 0 || b.length == 0) return true;
  const unsigned shared = shared_at_most(a.length, b.length, a.letters, b.letters);
  const double size_a = a.length, size_b = b.length, jaro = (similarity - 0.4) / 0.6;
  return shared * (size_a + size_b) >= (3.0 * jaro - 1.0) * size_a * size_b - kSignatureRounding;
}

/// The same of a Dice similarity of their bigrams.
inline bool may_reach_dice(const TextSignature& a, const TextSignature& b, double similarity) {
  if (a.length == 0 || b.length == 0) return true;
  const unsigned size_a = a.length - 1u, size_b = b.length - 1u;
  return 2.0 * shared_at_most(size_a, size_b, a.bigrams, b.bigrams) >=
         similarity * (size_a + size_b) - kSignatureRounding;
}

/// Whether two texts may lie one edit apart: an insertion, deletion, substitution or transposition; false is certain.
inline bool texts_may_be_one_edit_apart(const TextSignature& a, const TextSignature& b) {
  if (a.length == 0 || b.length == 0) return true;
  const int difference = int{a.length} - int{b.length};
  return difference >= -1 && difference <= 1 && count_bits(a.letters & ~b.letters) <= 1 &&
         count_bits(b.letters & ~a.letters) <= 1;
}

}  // namespace sosie::matchers
