// Texts that fit two registers. Most names do, and then no byte is looked at alone.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sosie::matchers {

/// Bytes 0 to size - 1 of `text` as a little-endian number, the rest zero; size <= 8. Reads nothing beyond the text.
/// Overlapping reads instead of a loop: lengths of names are hard to predict.
inline uint64_t load_short_text(const char* text, size_t size) {
  static_assert(std::endian::native == std::endian::little);
  if (size >= 4) {
    uint32_t first;
    uint32_t last;
    std::memcpy(&first, text, 4);
    std::memcpy(&last, text + size - 4, 4);
    return first | static_cast<uint64_t>(last) << ((size - 4) * 8);  // where they overlap they agree
  }
  if (size == 0) return 0;
  const auto byte = [text](size_t i) { return static_cast<uint64_t>(static_cast<uint8_t>(text[i])) << (i * 8); };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

inline constexpr uint64_t kHighBits = 0x8080808080808080ULL;

/// A text of at most 16 bytes as one number, first byte lowest, zeros behind the end.
class ShortText {
 public:
  using Bits = unsigned __int128;
  static constexpr size_t kMost = 16;

  ShortText() = default;
  explicit ShortText(std::string_view text) : size_(text.size()) {
    if (size_ <= 8) {
      bits_ = load_short_text(text.data(), size_);
      return;
    }
    uint64_t low;
    uint64_t high;
    std::memcpy(&low, text.data(), 8);
    std::memcpy(&high, text.data() + size_ - 8, 8);
    bits_ = static_cast<Bits>(high >> (16 - size_) * 8) << 64 | low;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Bits bits() const { return bits_; }
  uint64_t low() const { return static_cast<uint64_t>(bits_); }
  uint64_t high() const { return static_cast<uint64_t>(bits_ >> 64); }
  bool is_ascii() const { return ((low() | high()) & kHighBits) == 0; }
  uint8_t operator[](size_t i) const { return static_cast<uint8_t>(bits_ >> i * 8); }

  void remove_prefix(size_t count) {
    if (count == 0) return;
    bits_ = count < kMost ? bits_ >> count * 8 : 0;
    size_ -= count;
  }
  void remove_suffix(size_t count) {
    size_ -= count;
    if (size_ < kMost) bits_ &= (Bits{1} << size_ * 8) - 1;
  }
  /// The text moved up to the last byte, zeros before it.
  Bits right_aligned() const { return size_ == 0 ? 0 : bits_ << (kMost - size_) * 8; }

 private:
  size_t size_ = 0;
  Bits bits_ = 0;
};

/// Equal bytes at the beginning of both texts.
inline size_t common_prefix(const ShortText& a, const ShortText& b) {
  const ShortText::Bits difference = a.bits() ^ b.bits();
  const auto low = static_cast<uint64_t>(difference);
  const auto high = static_cast<uint64_t>(difference >> 64);
  const int zeros = low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(high);
  return std::min({static_cast<size_t>(zeros) / 8, a.size(), b.size()});
}

/// Equal bytes at the end of both texts.
inline size_t common_suffix(const ShortText& a, const ShortText& b) {
  const ShortText::Bits difference = a.right_aligned() ^ b.right_aligned();
  const auto low = static_cast<uint64_t>(difference);
  const auto high = static_cast<uint64_t>(difference >> 64);
  const int zeros = high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(low);
  return std::min({static_cast<size_t>(zeros) / 8, a.size(), b.size()});
}

}  // namespace sosie::matchers
