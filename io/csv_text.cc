// Nearly every text needs no quotes. So a text is copied in words while the words are searched for the four bytes that
// ask for quotes, in one pass without a branch per byte; only a text that has one is written anew, byte by byte.
#include "io/csv_text.h"

namespace sosie::io {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x8080808080808080;

/// Non-zero exactly when a byte of `word` is `byte` (Mycroft's test: zero bytes of the difference).
constexpr uint64_t find_byte(uint64_t word, char byte) {
  const uint64_t difference = word ^ kOnes * static_cast<unsigned char>(byte);
  return (difference - kOnes) & ~difference & kHighBits;
}

constexpr uint64_t find_special(uint64_t word) {
  return find_byte(word, '"') | find_byte(word, ',') | find_byte(word, '\n') | find_byte(word, '\r');
}

/// Copies `sizeof(Word)` bytes; non-zero when one of them asks for quotes.
template <typename Word>
uint64_t copy_word(const char* from, char* to) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  std::memcpy(to, &word, sizeof word);
  return find_special(word);
}

/// Copies `value`; non-zero when it asks for quotes. The last word overlaps the one before where the size is no
/// multiple.
uint64_t copy_and_search(std::string_view value, char* out) {
  const char* const from = value.data();
  const size_t size = value.size();
  uint64_t found = 0;
  if (size >= sizeof(uint64_t)) {
    const size_t last = size - sizeof(uint64_t);
    for (size_t i = 0; i < last; i += sizeof(uint64_t)) found |= copy_word<uint64_t>(from + i, out + i);
    return found | copy_word<uint64_t>(from + last, out + last);
  }
  if (size >= sizeof(uint32_t)) {
    const size_t last = size - sizeof(uint32_t);
    return copy_word<uint32_t>(from, out) | copy_word<uint32_t>(from + last, out + last);
  }
  for (size_t i = 0; i < size; ++i) found |= copy_word<uint8_t>(from + i, out + i);
  return found;
}

char* write_quoted(std::string_view value, char* out) {
  *out++ = '"';
  for (const char c : value) {
    if (c == '"') *out++ = '"';
    *out++ = c;
  }
  *out++ = '"';
  return out;
}

}  // namespace

char* write_csv_text(std::string_view value, char* out) {
  return copy_and_search(value, out) == 0 ? out + value.size() : write_quoted(value, out);
}

}  // namespace sosie::io
