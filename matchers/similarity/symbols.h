// Text as symbols: what string kernels compare are code points, never bytes.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace sosie::matchers {

/// Bytes 0 to size - 1 of `text` as a little-endian number, the rest zero; size <= 8. Reads nothing beyond the text.
inline uint64_t load_short_text(const char* text, size_t size) {
  static_assert(std::endian::native == std::endian::little);
  uint64_t word = 0;
  if (size >= 4) {
    uint32_t first;
    uint32_t last;
    std::memcpy(&first, text, 4);
    std::memcpy(&last, text + size - 4, 4);
    return first | static_cast<uint64_t>(last) << ((size - 4) * 8);  // overlapping bytes agree
  }
  for (size_t i = 0; i < size; ++i) word |= static_cast<uint64_t>(static_cast<uint8_t>(text[i])) << (i * 8);
  return word;
}

/// Whether every byte is below 0x80: then a byte is a symbol.
inline bool is_ascii(std::string_view text) {
  uint64_t bits = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    bits |= word;
  }
  bits |= load_short_text(text.data() + i, text.size() - i);
  return (bits & 0x8080808080808080ULL) == 0;
}

/// Number of code points of UTF-8 text. A byte that belongs to no code point counts as one symbol.
size_t num_symbols(std::string_view text);

/// Writes the code points of `text` to `out`, which has room for text.size(); returns how many there are. Total on any
/// bytes: a byte b that belongs to no code point becomes 0xDC00 + b, a surrogate, which valid text cannot hold.
size_t decode_symbols(std::string_view text, char32_t* out);

/// Byte texts and code point texts have the same kernels: `Symbol` is uint8_t or char32_t.
template <typename Symbol>
using SymbolSpan = std::span<const Symbol>;

/// The bytes of an ASCII text as symbols; no copy.
inline SymbolSpan<uint8_t> ascii_symbols(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// Owns the code points of a text; short ones without allocation.
class DecodedText {
 public:
  explicit DecodedText(std::string_view text)
      : heap_(text.size() > short_.size() ? std::make_unique<char32_t[]>(text.size()) : nullptr),
        size_(decode_symbols(text, heap_ ? heap_.get() : short_.data())) {}
  DecodedText(const DecodedText&) = delete;
  DecodedText& operator=(const DecodedText&) = delete;

  SymbolSpan<char32_t> symbols() const { return {heap_ ? heap_.get() : short_.data(), size_}; }

 private:
  std::array<char32_t, 64> short_;
  std::unique_ptr<char32_t[]> heap_;
  size_t size_;
};

/// Calls `kernel(a, b)` with two spans of symbols: of bytes when both texts are ASCII, else of code points.
template <typename Kernel>
decltype(auto) with_symbols(std::string_view a, std::string_view b, Kernel&& kernel) {
  if (is_ascii(a) && is_ascii(b)) return kernel(ascii_symbols(a), ascii_symbols(b));
  const DecodedText left(a);
  const DecodedText right(b);
  return kernel(left.symbols(), right.symbols());
}

}  // namespace sosie::matchers
