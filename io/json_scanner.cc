#include "io/json_scanner.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace sosie::io {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x8080808080808080;

/// The high bit of the lowest byte that equals `byte`, and perhaps of bytes above it.
constexpr uint64_t bytes_equal(uint64_t word, char byte) {
  const uint64_t difference = word ^ kOnes * static_cast<unsigned char>(byte);
  return (difference - kOnes) & ~difference & kHighBits;
}

/// Position of the first quote or backslash at or after `from`. There is one.
size_t find_quote_or_backslash(std::string_view text, size_t from) {
  for (; from + 8 <= text.size(); from += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + from, 8);
    const uint64_t found = bytes_equal(word, '"') | bytes_equal(word, '\\');
    if (found != 0) return from + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  while (text[from] != '"' && text[from] != '\\') ++from;
  return from;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

void skip_space(std::string_view& text) {
  size_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  text.remove_prefix(i);
}

/// Takes a string whose opening quote comes first.
JsonValue take_string(std::string_view& text) {
  JsonValue value{JsonKind::string, {}, false};
  size_t end = find_quote_or_backslash(text, 1);
  for (; text[end] == '\\'; end = find_quote_or_backslash(text, end + 2)) value.has_escapes = true;
  value.text = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return value;
}

std::string_view take(std::string_view& text, size_t size) {
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

JsonValue take_container(std::string_view& text, JsonKind kind) {
  std::string_view rest = text;
  for (size_t depth = 0; !rest.empty();) {
    const char c = rest.front();
    if (c == '"') {
      take_string(rest);
      continue;
    }
    rest.remove_prefix(1);
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return {kind, take(text, text.size() - rest.size()), false};
}

JsonValue take_word(std::string_view& text) {
  size_t size = 0;
  while (size < text.size() && text[size] != ',' && text[size] != '}' && text[size] != ']' && !is_space(text[size]))
    ++size;
  const char first = text.front();
  const JsonKind kind = first == 'n'                   ? JsonKind::null
                        : first == 't' || first == 'f' ? JsonKind::boolean
                                                       : JsonKind::number;
  return {kind, take(text, size), false};
}

JsonValue take_value(std::string_view& text) {
  switch (text.front()) {
    case '{': return take_container(text, JsonKind::object);
    case '[': return take_container(text, JsonKind::array);
    case '"': return take_string(text);
    default: return take_word(text);
  }
}

uint32_t hex4(std::string_view text) {
  uint32_t value = 0;
  std::from_chars(text.data(), text.data() + std::min<size_t>(4, text.size()), value, 16);
  return value;
}

void append_code_point(uint32_t code_point, std::string& out) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3f)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += {static_cast<char>(0xc0 | code_point >> 6), tail(0)};
  } else if (code_point < 0x10000) {
    out += {static_cast<char>(0xe0 | code_point >> 12), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xf0 | code_point >> 18), tail(12), tail(6), tail(0)};
  }
}

/// `text` stands behind a backslash and u; returns how many bytes were used.
size_t append_unicode_escape(std::string_view text, std::string& out) {
  constexpr uint32_t kReplacement = 0xfffd;
  const uint32_t first = hex4(text);
  const bool is_high = first >= 0xd800 && first < 0xdc00;
  if (is_high && text.size() >= 10 && text[4] == '\\' && text[5] == 'u') {
    const uint32_t second = hex4(text.substr(6));
    if (second >= 0xdc00 && second < 0xe000) {
      append_code_point(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), out);
      return 10;
    }
  }
  append_code_point(first >= 0xd800 && first < 0xe000 ? kReplacement : first, out);
  return 4;
}

char control_of(char escape) {
  switch (escape) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return escape;  // quote, backslash, slash
  }
}

}  // namespace

JsonValue json_value(std::string_view document) {
  skip_space(document);
  return take_value(document);
}

bool JsonItems::next(JsonValue& key, JsonValue& value) {
  skip_space(rest_);
  if (!rest_.empty() && rest_.front() == ',') {
    rest_.remove_prefix(1);
    skip_space(rest_);
  }
  if (rest_.empty() || rest_.front() == '}' || rest_.front() == ']') return false;
  if (has_keys_) {
    key = take_string(rest_);
    skip_space(rest_);
    rest_.remove_prefix(1);  // the colon
    skip_space(rest_);
  }
  value = take_value(rest_);
  return true;
}

void append_unescaped(std::string_view escaped, std::string& out) {
  while (!escaped.empty()) {
    const size_t backslash = escaped.find('\\');
    out += escaped.substr(0, backslash);
    if (backslash == std::string_view::npos || backslash + 1 >= escaped.size()) return;
    const char escape = escaped[backslash + 1];
    escaped.remove_prefix(backslash + 2);
    if (escape == 'u') {
      escaped.remove_prefix(std::min(append_unicode_escape(escaped, out), escaped.size()));
    } else {
      out += control_of(escape);
    }
  }
}

}  // namespace sosie::io
