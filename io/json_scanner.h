// Walks a JSON document that is known to be valid, keeping every value as it is written.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sosie::io {

enum class JsonKind : uint8_t { object, array, string, number, boolean, null };

/// A value as it stands in the document. A string is without its quotes, escapes unresolved.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  std::string_view text;
  bool has_escapes = false;

  bool is_scalar() const { return kind != JsonKind::object && kind != JsonKind::array; }
};

/// Goes through the members of an object or the elements of an array. The document is valid JSON and followed by at
/// least 8 readable bytes: nothing here looks for the end of a damaged one.
class JsonItems {
 public:
  /// `container` begins with its bracket, or with blanks before it; it may go on behind its end.
  explicit JsonItems(std::string_view container);
  explicit JsonItems(const JsonValue& container) : JsonItems(container.text) {}

  /// False at the end. `key` is set for the members of an object only.
  bool next(JsonValue& key, JsonValue& value);

 private:
  void skip_blanks() {
    while (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n') ++at_;
  }
  void take_string(JsonValue& value);
  void take_container(JsonValue& value, JsonKind kind);
  void take_word(JsonValue& value);

  const char* at_;
  bool has_keys_;
};

/// Appends what a string means, as UTF-8; a lone surrogate becomes U+FFFD.
void append_unescaped(std::string_view escaped, std::string& out);

namespace json_detail {

/// The high bit of the lowest byte that equals `byte`, and perhaps of bytes above it.
constexpr uint64_t bytes_equal(uint64_t word, char byte) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x8080808080808080;
  const uint64_t difference = word ^ kOnes * static_cast<unsigned char>(byte);
  return (difference - kOnes) & ~difference & kHighBits;
}

inline const char* find_quote_or_backslash(const char* at) {
  for (;; at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, 8);
    const uint64_t found = bytes_equal(word, '"') | bytes_equal(word, '\\');
    if (found != 0) return at + std::countr_zero(found) / 8;
  }
}

}  // namespace json_detail

inline void JsonItems::take_string(JsonValue& value) {
  const char* const begin = at_ + 1;
  const char* end = json_detail::find_quote_or_backslash(begin);
  value.kind = JsonKind::string;
  value.has_escapes = *end == '\\';
  while (*end == '\\') end = json_detail::find_quote_or_backslash(end + 2);
  value.text = {begin, static_cast<size_t>(end - begin)};
  at_ = end + 1;
}

inline bool JsonItems::next(JsonValue& key, JsonValue& value) {
  skip_blanks();
  if (*at_ == ',') {
    ++at_;
    skip_blanks();
  }
  if (*at_ == '}' || *at_ == ']') return false;
  if (has_keys_) {
    take_string(key);
    skip_blanks();
    ++at_;  // the colon
    skip_blanks();
  }
  switch (*at_) {
    case '"': take_string(value); break;
    case '{': take_container(value, JsonKind::object); break;
    case '[': take_container(value, JsonKind::array); break;
    default: take_word(value);
  }
  return true;
}

}  // namespace sosie::io
