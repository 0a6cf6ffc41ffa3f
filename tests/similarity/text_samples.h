// Texts for tests of string kernels: seeded, with UTF-8 and code points side by side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "core/simd.h"

namespace sosie::samples {

/// Written by hand, so that the decoder under test has no part in it.
inline std::string utf8(std::u32string_view text) {
  std::string bytes;
  for (const char32_t c : text) {
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (c < 0x800) {
      bytes += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
    } else if (c < 0x10000) {
      bytes += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
                static_cast<char>(0x80 | (c & 0x3f))};
    } else {
      bytes += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3f)),
                static_cast<char>(0x80 | (c >> 6 & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
    }
  }
  return bytes;
}

/// Alphabets of two letters make matches and exchanges frequent; the last one needs one to four bytes a symbol.
inline const std::vector<std::u32string>& alphabets() {
  static const std::vector<std::u32string> kAlphabets = {U"ab", U"aeinrst ", std::u32string(U"a\0z", 3), U"aé王𝄞бe"};
  return kAlphabets;
}

inline std::u32string text(Random& random, std::u32string_view alphabet, size_t size) {
  std::u32string result(size, U'\0');
  for (char32_t& symbol : result) symbol = alphabet[random.below(alphabet.size())];
  return result;
}

/// `text` after up to `edits` slips of a typist.
inline std::u32string mistyped(Random& random, std::u32string_view alphabet, std::u32string text, size_t edits) {
  for (size_t i = 0; i < edits; ++i) {
    const size_t at = random.below(text.size() + 1);
    const char32_t symbol = alphabet[random.below(alphabet.size())];
    switch (random.below(4)) {
      case 0: text.insert(at, 1, symbol); break;
      case 1:
        if (at < text.size()) text.erase(at, 1);
        break;
      case 2:
        if (at < text.size()) text[at] = symbol;
        break;
      default:
        if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
        break;
    }
  }
  return text;
}

/// Runs `body(target name)` once per SIMD target of this machine, then lets the library choose again.
template <typename Body>
void on_every_target(Body&& body) {
  for (const std::string& target : simd_targets()) {
    const Status forced = force_simd_target(target);
    if (forced.ok()) body(target);
  }
  static_cast<void>(force_simd_target(""));
}

}  // namespace sosie::samples
