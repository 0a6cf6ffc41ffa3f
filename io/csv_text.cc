// Nearly every text needs no quotes. So a text is copied in vectors or words while they are searched for the four bytes
// that ask for quotes, in one pass without a branch per byte; only a text that has one is written anew, byte by byte.
// Vectors are as wide as on every machine: texts are too short for a choice at run time to pay.
#include "io/csv_text.h"

namespace sosie::io {
namespace {

using Bytes [[gnu::vector_size(16)]] = uint8_t;

/// All bits of every byte that asks for quotes.
Bytes special_bytes(Bytes bytes) {
  return reinterpret_cast<Bytes>((bytes == '"') | (bytes == ',') | (bytes == '\n') | (bytes == '\r'));
}

/// Copies a text of at least a vector; true when a byte asks for quotes. The last vector overlaps the one before where
/// the size is no multiple.
bool copy_vectors(std::string_view value, char* out) {
  Bytes found{};
  const auto copy = [&](size_t i) {
    Bytes bytes;
    std::memcpy(&bytes, value.data() + i, sizeof bytes);
    std::memcpy(out + i, &bytes, sizeof bytes);
    found |= special_bytes(bytes);
  };
  const size_t last = value.size() - sizeof(Bytes);
  for (size_t i = 0; i < last; i += sizeof(Bytes)) copy(i);
  copy(last);
  uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

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

/// Likewise a text that is shorter than a vector: two words that overlap.
template <typename Word>
bool copy_two_words(std::string_view value, char* out) {
  const size_t last = value.size() - sizeof(Word);
  return (copy_word<Word>(value.data(), out) | copy_word<Word>(value.data() + last, out + last)) != 0;
}

bool copy_and_search(std::string_view value, char* out) {
  if (value.size() >= sizeof(Bytes)) return copy_vectors(value, out);
  if (value.size() >= sizeof(uint64_t)) return copy_two_words<uint64_t>(value, out);
  if (value.size() >= sizeof(uint32_t)) return copy_two_words<uint32_t>(value, out);
  uint64_t found = 0;
  for (size_t i = 0; i < value.size(); ++i) found |= copy_word<uint8_t>(value.data() + i, out + i);
  return found != 0;
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
  return copy_and_search(value, out) ? write_quoted(value, out) : out + value.size();
}

}  // namespace sosie::io
