#include "io/json_text.h"

#include <algorithm>

namespace sosie::io {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// Bytes that stand for themselves inside a JSON string.
constexpr bool is_plain(unsigned char byte) { return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'; }

bool is_tail(std::string_view text, size_t at) { return at < text.size() && (text[at] & 0xc0) == 0x80; }

/// Length of the well-formed sequence of two to four bytes that `text` starts with, or 0 (Unicode, table 3-7).
size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : 0);
  if (!is_tail(text, 1)) return 0;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (!is_tail(text, 2)) return 0;
  if (lead == 0xe0) return second >= 0xa0 ? 3 : 0;
  if (lead == 0xed) return second <= 0x9f ? 3 : 0;
  if (lead >= 0xe1 && lead <= 0xef) return 3;
  if (!is_tail(text, 3)) return 0;
  if (lead == 0xf0) return second >= 0x90 ? 4 : 0;
  if (lead == 0xf4) return second <= 0x8f ? 4 : 0;
  return lead >= 0xf1 && lead <= 0xf3 ? 4 : 0;
}

void append_escape(unsigned char byte, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out += "\\u00"; out += {kHex[byte >> 4], kHex[byte & 15]};
  }
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  while (!text.empty()) {
    const auto special =
        std::find_if_not(text.begin(), text.end(), [](char c) { return is_plain(static_cast<unsigned char>(c)); });
    const auto plain = static_cast<size_t>(special - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const size_t sequence = static_cast<unsigned char>(text[0]) < 0x80 ? 0 : sequence_length(text);
    if (sequence > 0) {
      out += text.substr(0, sequence);
    } else if (static_cast<unsigned char>(text[0]) >= 0x80) {
      out += kReplacement;
    } else {
      append_escape(static_cast<unsigned char>(text[0]), out);
    }
    text.remove_prefix(std::max<size_t>(sequence, 1));
  }
  out += '"';
}

void append_json_array(std::span<const std::string_view> texts, std::string& out) {
  out += '[';
  for (size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(texts[i], out);
  }
  out += ']';
}

}  // namespace sosie::io
