// Thirty-two bits of a name that tell most pairs of names far apart without reading them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// Which letters a folded name has (24 classes, so that a few letters share one) and its length. 0, which is near
/// everything, for what such bits say nothing about: names of several words, of one letter, of other alphabets, or of
/// more than 30 letters.
inline uint32_t name_signature(std::string_view name) {
  constexpr unsigned kClasses = 24, kLongest = 30;
  if (name.size() < 2 || name.size() > kLongest) return 0;
  uint32_t letters = 0;
  for (const char c : name) {
    if (c < 'a' || c > 'z') return 0;
    letters |= 1u << (static_cast<unsigned>(c - 'a') % kClasses);
  }
  return static_cast<uint32_t>(name.size()) << kClasses | letters;
}

/// Bits set among 32. The instruction for it is not in every x86-64, and the compiler's stand-in is a call.
inline unsigned count_bits(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555u;
  bits = (bits & 0x33333333u) + (bits >> 2 & 0x33333333u);
  return ((bits + (bits >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24;
}

/// The same among 64.
inline unsigned count_bits(uint64_t bits) {
  return count_bits(static_cast<uint32_t>(bits)) + count_bits(static_cast<uint32_t>(bits >> 32));
}

/// Whether two names may lie within one edit (an insertion, deletion, substitution or transposition of neighbours), or
/// reach a Jaro-Winkler similarity of `tenths` / 10 in the sum of matched shares m / |a| + m / |b|; false is certain.
/// Letters of one name that the other lacks are not matched, which bounds m. With the longest common prefix a level s
/// asks for a Jaro similarity of (s - 0.4) / 0.6, and without transpositions that is (m / |a| + m / |b| + 1) / 3:
/// 14 tenths at 0.88, 16 at 0.92.
inline bool names_may_be_near(uint32_t a, uint32_t b, unsigned tenths) {
  constexpr uint32_t kLetters = (1u << 24) - 1;
  const unsigned size_a = a >> 24, size_b = b >> 24;
  if (size_a == 0 || size_b == 0) return true;
  const unsigned missing_b = count_bits(a & ~b & kLetters);
  const unsigned missing_a = count_bits(b & ~a & kLetters);
  if (missing_a <= 1 && missing_b <= 1 && size_a <= size_b + 1 && size_b <= size_a + 1) return true;
  const unsigned matches = std::min(size_a - missing_b, size_b - missing_a);
  return 10 * matches * (size_a + size_b) >= tenths * size_a * size_b;
}
inline constexpr unsigned kTenthsAt88 = 14, kTenthsAt92 = 16;

/// Whether two sounds may be alike, each sixteen bits of an English and of a French key, 0 for no key; false is
/// certain.
inline bool sounds_may_be_alike(uint32_t a, uint32_t b) {
  const uint32_t different = a ^ b;
  return ((different & 0xffff) == 0 && (a & 0xffff) != 0) || (different >> 16 == 0 && a >> 16 != 0);
}

/// Whether two given names may be closer than "else", by their signatures and by bits of their nickname groups; false
/// is certain. Crossed names are the caller's to tell.
inline bool given_names_may_be_near(uint32_t signature_a, uint32_t signature_b, uint32_t nicknames_a,
                                    uint32_t nicknames_b) {
  return (nicknames_a & nicknames_b) != 0 || names_may_be_near(signature_a, signature_b, kTenthsAt88);
}

/// The same of family names, by their signatures and sounds. Names at birth are the caller's to tell.
inline bool family_names_may_be_near(uint32_t signature_a, uint32_t signature_b, uint32_t sound_a, uint32_t sound_b) {
  return sounds_may_be_alike(sound_a, sound_b) || names_may_be_near(signature_a, signature_b, kTenthsAt92);
}

}  // namespace sosie::matchers
