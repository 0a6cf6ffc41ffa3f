#include "io/json_scanner.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace sosie::io {
namespace {

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

JsonItems::JsonItems(std::string_view container) : at_(container.data()) {
  skip_blanks();
  has_keys_ = *at_ == '{';
  ++at_;
}

void JsonItems::take_container(JsonValue& value, JsonKind kind) {
  const char* const begin = at_;
  for (size_t depth = 0;;) {
    if (*at_ == '"') {
      take_string(value);
      continue;
    }
    const char c = *at_++;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  value = {kind, {begin, static_cast<size_t>(at_ - begin)}, false};
}

void JsonItems::take_word(JsonValue& value) {
  const char* const begin = at_;
  // Every byte that can follow a word lies outside of those that numbers and words are made of.
  while (*at_ != ',' && *at_ != '}' && *at_ != ']' && *at_ > ' ') ++at_;
  const JsonKind kind = *begin == 'n'                    ? JsonKind::null
                        : *begin == 't' || *begin == 'f' ? JsonKind::boolean
                                                         : JsonKind::number;
  value = {kind, {begin, static_cast<size_t>(at_ - begin)}, false};
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
