// Text as symbols: what string kernels compare are code points, never bytes.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "matchers/similarity/short_text.h"

namespace sosie::matchers {

/// Whether every byte is below 0x80: then a byte is a symbol. Reads overlap at the end: a tail has no length to
/// predict.
inline bool is_ascii(std::string_view text) {
  const size_t size = text.size();
  if (size < 8) return (load_short_text(text.data(), size) & kHighBits) == 0;
  const auto word = [&](size_t at) {
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, 8);
    return bytes;
  };
  const auto four = [&](size_t at) { return word(at) | word(at + 8) | word(at + 16) | word(at + 24); };
  uint64_t bits = word(size - 8);
  if (size > 40) {
    for (size_t i = 0; i + 32 < size; i += 32) bits |= four(i);
    bits |= four(size - 32);
  } else {
    for (size_t i = 0; i + 8 < size; i += 8) bits |= word(i);
  }
  return (bits & kHighBits) == 0;
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

/// The same with a faster form in front: two ShortText when both texts are ASCII and fit.
template <typename Kernel>
decltype(auto) with_text(std::string_view a, std::string_view b, Kernel&& kernel) {
  if (a.size() <= ShortText::kMost && b.size() <= ShortText::kMost) {
    const ShortText left(a);
    const ShortText right(b);
    if (left.is_ascii() && right.is_ascii()) return kernel(left, right);
  }
  return with_symbols(a, b, kernel);
}

}  // namespace sosie::matchers
