// Short text in place: what a cell of a generated record is made of.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sosie::generator {

/// At most kCapacity bytes, never allocates; what does not fit is cut.
class Text {
 public:
  static constexpr size_t kCapacity = 119;

  Text() = default;
  Text(std::string_view text) { append(text); }  // NOLINT(google-explicit-constructor): a Text is a string_view kept
  Text(const char* text) : Text(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)

  std::string_view view() const { return {bytes_.data(), size_}; }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char operator[](size_t i) const { return bytes_[i]; }
  void set(size_t i, char byte) { bytes_[i] = byte; }
  void clear() { size_ = 0; }

  Text& append(std::string_view text) {
    const size_t fits = std::min(text.size(), kCapacity - size_);
    if (fits == 0) return *this;  // an empty view may point nowhere
    std::memcpy(bytes_.data() + size_, text.data(), fits);
    size_ = static_cast<uint8_t>(size_ + fits);
    return *this;
  }
  Text& append(char byte) { return append(std::string_view(&byte, 1)); }
  /// Decimal digits, with leading zeros up to `width`.
  Text& append_number(uint64_t number, size_t width = 1) {
    std::array<char, 20> digits;
    size_t count = 0;
    do digits[digits.size() - ++count] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    while (count < std::min(width, digits.size())) digits[digits.size() - ++count] = '0';
    return append({digits.data() + digits.size() - count, count});
  }
  /// Puts `text` in place of the `length` bytes at `begin`.
  void replace(size_t begin, size_t length, std::string_view text) {
    const Text tail(view().substr(begin + length));
    size_ = static_cast<uint8_t>(begin);
    append(text).append(tail.view());
  }

 private:
  std::array<char, kCapacity> bytes_;  // only the first size_ are ever read
  uint8_t size_ = 0;
};

}  // namespace sosie::generator
