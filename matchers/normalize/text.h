// Text as a clerk reads it aloud: no case, no accents, words apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sosie::matchers {

/// Without blanks at either end: ASCII blanks and control characters, no-break blank, narrow no-break blank, byte order
/// mark.
inline std::string_view trim(std::string_view text);

/// The definition of `trim`, for text that may have a blank at an end.
std::string_view trim_blanks(std::string_view text);

inline std::string_view trim(std::string_view text) {
  constexpr auto is_visible_ascii = [](char c) { return c > ' ' && c < 0x7f; };
  if (!text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back())) return text;
  return trim_blanks(text);
}

/// The folded form of UTF-8 text, replacing `out`: letters a-z and digits 0-9 in words separated by one blank.
///
/// Case is folded, characters decomposed (compatibly: `ﬁ` is `fi`, `²` is `2`), marks removed, what does not decompose
/// mapped by table (ł ı đ ß ø æ œ þ ...), Greek and Cyrillic written in Latin letters. Letters of other scripts stay as
/// they are, as UTF-8. Every run of characters that are neither letters nor digits is one blank; none at the ends. An
/// apostrophe is such a character ("D'Arc" is "d arc"). Invalid bytes are dropped. Idempotent. At most kFoldGrowth
/// times the bytes of `utf8`. Never fails; thread-safe; ASCII takes a fast path.
void fold(std::string_view utf8, std::string& out);
std::string fold(std::string_view utf8);

/// Most bytes of folded text for one byte of input: `㌖`, three bytes, is eighteen in full.
inline constexpr size_t kFoldGrowth = 6;

/// Calls `visit(std::string_view word)` for each word of folded text, in order.
template <typename Visitor>
void for_each_word(std::string_view folded, Visitor&& visit) {
  while (!folded.empty()) {
    const size_t blank = folded.find(' ');
    visit(folded.substr(0, blank));
    folded = blank == std::string_view::npos ? std::string_view() : folded.substr(blank + 1);
  }
}

}  // namespace sosie::matchers
