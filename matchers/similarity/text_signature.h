// Twelve bytes of a text that tell most pairs of texts far apart without reading them, and four that tell edits.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "matchers/similarity/name_signature.h"

namespace sosie::matchers {

/// Texts are alike from a Jaro-Winkler similarity on, where both have few symbols: it says little about longer ones; or
/// from a Dice similarity of their bigrams on.
inline constexpr double kAlikeJaroWinkler = 0.85, kAlikeDice = 0.5;
inline constexpr unsigned kLongestForJaroWinkler = 20;

inline constexpr unsigned kLongestSigned = 255;  // symbols

/// Which letters and which pairs of neighbouring letters a text has, and how many. Texts beyond ASCII or of more than
/// 255 bytes have length 0, which is near everything.
struct TextSignature {
  uint32_t letters = 0;       ///< 32 classes
  uint32_t bigrams_low = 0;   ///< 32 classes
  uint32_t bigrams_high = 0;  ///< 24 classes, and above them the length

  static constexpr unsigned kHighClasses = 24;
  static constexpr uint32_t kHighMask = (uint32_t{1} << kHighClasses) - 1;
  unsigned length() const { return bigrams_high >> kHighClasses; }
};

inline TextSignature text_signature(std::string_view text) {
  constexpr uint32_t kSpread = 0x9e3779b1;  // the golden ratio: neighbours in the alphabet fall far apart
  constexpr unsigned kClasses = 32 + TextSignature::kHighClasses;
  if (text.size() > kLongestSigned) return {};
  TextSignature signature;
  uint64_t bigrams = 0;
  unsigned char before = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) return {};
    signature.letters |= uint32_t{1} << (c % 32);
    if (i > 0) bigrams |= uint64_t{1} << (((before << 8 | c) * kSpread >> 16) * kClasses >> 16);
    before = c;
  }
  signature.bigrams_low = static_cast<uint32_t>(bigrams);
  signature.bigrams_high = static_cast<uint32_t>(bigrams >> 32) | static_cast<uint32_t>(text.size())
                                                                      << TextSignature::kHighClasses;
  return signature;
}

/// What two texts of these sizes can share at most, when one has so many classes of items that the other lacks, and the
/// other so many that the one lacks: each class stands for one item at least that finds no partner.
inline unsigned shared_at_most(unsigned size_a, unsigned size_b, unsigned lacking_in_b, unsigned lacking_in_a) {
  return std::min(size_a - lacking_in_b, size_b - lacking_in_a);
}

/// Whether two texts may reach kAlikeJaroWinkler; false is certain. With the longest common prefix a similarity s asks
/// for a Jaro similarity of (s - 0.4) / 0.6, here 0.75, and without transpositions that is (m / |a| + m / |b| + 1) / 3
/// for m matches.
inline bool may_reach_jaro_winkler(const TextSignature& a, const TextSignature& b) {
  static_assert(kAlikeJaroWinkler == 0.85);
  const unsigned size_a = a.length(), size_b = b.length();
  if (size_a == 0 || size_b == 0) return true;
  if (std::max(size_a, size_b) > kLongestForJaroWinkler) return false;
  const unsigned shared =
      shared_at_most(size_a, size_b, count_bits(a.letters & ~b.letters), count_bits(b.letters & ~a.letters));
  return 4 * shared * (size_a + size_b) >= 5 * size_a * size_b;
}

/// Whether two texts may reach kAlikeDice; false is certain.
inline bool may_reach_dice(const TextSignature& a, const TextSignature& b) {
  static_assert(kAlikeDice == 0.5);
  if (a.length() == 0 || b.length() == 0) return true;
  const auto lacking = [](const TextSignature& x, const TextSignature& y) {
    return count_bits(x.bigrams_low & ~y.bigrams_low) +
           count_bits(x.bigrams_high & ~y.bigrams_high & TextSignature::kHighMask);
  };
  const unsigned size_a = a.length() - 1, size_b = b.length() - 1;  // one bigram fewer than symbols
  return 4 * shared_at_most(size_a, size_b, lacking(a, b), lacking(b, a)) >= size_a + size_b;
}

inline bool texts_may_be_alike(const TextSignature& a, const TextSignature& b) {
  return may_reach_jaro_winkler(a, b) || may_reach_dice(a, b);
}

/// Which letters a text has (24 classes), and above them its length; 0, which is near everything, for texts beyond
/// ASCII, of more than 255 bytes, or empty.
inline uint32_t edit_signature(std::string_view text) {
  constexpr unsigned kClasses = 24;
  if (text.size() > kLongestSigned) return 0;
  uint32_t letters = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return 0;
    letters |= uint32_t{1} << (static_cast<unsigned char>(c) % kClasses);
  }
  return text.empty() ? 0 : static_cast<uint32_t>(text.size()) << kClasses | letters;
}

/// Whether two texts may lie one edit apart: an insertion, deletion, substitution or transposition; false is certain.
inline bool texts_may_be_one_edit_apart(uint32_t a, uint32_t b) {
  constexpr uint32_t kLetters = (1u << 24) - 1;
  const unsigned size_a = a >> 24, size_b = b >> 24;
  if (size_a == 0 || size_b == 0) return true;
  return size_a <= size_b + 1 && size_b <= size_a + 1 && count_bits(a & ~b & kLetters) <= 1 &&
         count_bits(b & ~a & kLetters) <= 1;
}

}  // namespace sosie::matchers
