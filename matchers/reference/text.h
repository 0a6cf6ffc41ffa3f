// What bytes mean as symbols and as words. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::reference {

/// Bytes of the well-formed sequence that `text` begins with; 0 for none. Source: The Unicode Standard 15, table 3-7.
inline size_t well_formed_bytes(std::string_view text) {
  const auto in = [&](size_t i, unsigned low, unsigned high) {
    return i < text.size() && static_cast<uint8_t>(text[i]) >= low && static_cast<uint8_t>(text[i]) <= high;
  };
  const auto tail = [&](size_t i) { return in(i, 0x80, 0xbf); };
  if (in(0, 0x00, 0x7f)) return 1;
  if (in(0, 0xc2, 0xdf) && tail(1)) return 2;
  if (in(0, 0xe0, 0xe0) && in(1, 0xa0, 0xbf) && tail(2)) return 3;
  if (in(0, 0xe1, 0xec) && tail(1) && tail(2)) return 3;
  if (in(0, 0xed, 0xed) && in(1, 0x80, 0x9f) && tail(2)) return 3;
  if (in(0, 0xee, 0xef) && tail(1) && tail(2)) return 3;
  if (in(0, 0xf0, 0xf0) && in(1, 0x90, 0xbf) && tail(2) && tail(3)) return 4;
  if (in(0, 0xf1, 0xf3) && tail(1) && tail(2) && tail(3)) return 4;
  if (in(0, 0xf4, 0xf4) && in(1, 0x80, 0x8f) && tail(2) && tail(3)) return 4;
  return 0;
}

/// Code points; a byte b that begins no well-formed sequence is the symbol 0xDC00 + b.
inline std::u32string symbols_of(std::string_view text) {
  std::u32string symbols;
  while (!text.empty()) {
    const size_t size = well_formed_bytes(text);
    const auto lead = static_cast<uint8_t>(text[0]);
    char32_t code = size == 0 ? 0xdc00u + lead : size == 1 ? lead : lead & (0x7fu >> size);
    for (size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<uint8_t>(text[i]) & 0x3fu);
    symbols += code;
    text.remove_prefix(std::max<size_t>(size, 1));
  }
  return symbols;
}

/// What stands between `blanks`, sorted by bytes.
inline std::vector<std::string> sorted_words(std::string_view text, std::string_view blanks) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (blanks.find(c) != std::string_view::npos) {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  std::erase(words, "");
  std::ranges::sort(words);
  return words;
}

template <typename Words>
std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace sosie::reference
