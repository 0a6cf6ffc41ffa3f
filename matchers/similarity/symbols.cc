#include "matchers/similarity/symbols.h"

#include <algorithm>

namespace sosie::matchers {
namespace {

// Bytes of the code point that starts with `lead`; 0 for a byte that starts none.
constexpr size_t sequence_bytes(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF.
constexpr bool forbidden(char32_t symbol, size_t bytes) {
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  return symbol < kSmallest[bytes] || (symbol >= 0xd800 && symbol < 0xe000) || symbol > 0x10ffff;
}

struct Symbol {
  char32_t code = 0;
  size_t bytes = 1;
};

Symbol first_symbol(std::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  const Symbol stray = {char32_t{0xdc00} + lead, 1};
  const size_t bytes = sequence_bytes(lead);
  if (bytes == 1) return {lead, 1};
  if (bytes == 0 || bytes > text.size()) return stray;
  char32_t code = lead & (0x7fu >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if ((byte & 0xc0) != 0x80) return stray;
    code = code << 6 | (byte & 0x3f);
  }
  return forbidden(code, bytes) ? stray : Symbol{code, bytes};
}

}  // namespace

size_t num_symbols(std::string_view text) {
  if (is_ascii(text)) return text.size();
  size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_symbol(text).bytes);
  return count;
}

size_t decode_symbols(std::string_view text, char32_t* out) {
  size_t count = 0;
  while (!text.empty()) {
    const Symbol symbol = first_symbol(text);
    out[count++] = symbol.code;
    text.remove_prefix(symbol.bytes);
  }
  return count;
}

}  // namespace sosie::matchers
