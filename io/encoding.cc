#include "io/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "io/validate.h"

namespace sosie::io {
namespace {

using std::string_view_literals::operator""sv;

// Bytes 0x80 to 0x9F of Windows-1252, as the WHATWG Encoding Standard maps them; the rest equals Latin-1.
constexpr std::array<uint16_t, 32> kWindows1252 = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                                   0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

void append_utf8(uint32_t code_point, std::string& out) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3f)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += {static_cast<char>(0xc0 | code_point >> 6), tail(0)};
  } else {
    out += {static_cast<char>(0xe0 | code_point >> 12), tail(6), tail(0)};
  }
}

/// Length of the well-formed multi-byte sequence at `at`, or 0. Surrogates and overlong forms pass: this only counts.
size_t sequence_length(std::string_view bytes, size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const size_t length = lead >= 0xc2 && lead < 0xe0   ? 2
                        : lead >= 0xe0 && lead < 0xf0 ? 3
                        : lead >= 0xf0 && lead < 0xf5 ? 4
                                                      : 0;
  if (length == 0 || at + length > bytes.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((bytes[at + i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

/// Letters and punctuation that Western European texts in Windows-1252 are made of.
bool is_plausible_windows_1252(unsigned char byte) {
  constexpr std::string_view kPunctuation =
      "\x80\x85\x8a\x8c\x8e\x91\x92\x93\x94\x95\x96\x97\x9a\x9c\x9e\x9f\xa0\xab\xb0\xb7\xba\xbb"sv;
  constexpr std::string_view kUnlikely = "\xc3\xd0\xd7\xde\xf0\xf7\xfe\xff"sv;
  const char c = static_cast<char>(byte);
  return byte < 0xc0 ? kPunctuation.find(c) != std::string_view::npos : kUnlikely.find(c) == std::string_view::npos;
}

/// Whether well-formed sequences are at least as many as bad bytes that Windows-1252 would explain.
bool is_mostly_utf8(std::string_view bytes) {
  size_t good = 0, plausible = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) continue;
    if (const size_t length = sequence_length(bytes, i); length > 0) {
      ++good;
      i += length - 1;
    } else {
      plausible += is_plausible_windows_1252(static_cast<unsigned char>(bytes[i])) ? 1 : 0;
    }
  }
  return good >= plausible;
}

/// UTF-16 of mostly Western text has a zero in nearly every unit, always on the same side.
std::optional<Encoding> utf16_by_zeros(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 64 * 1024);
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const size_t units = sample.size() / 2;
  if (units < 4) return {};
  if (odd * 2 > units && even * 20 < units) return Encoding::utf16_le;
  if (even * 2 > units && odd * 20 < units) return Encoding::utf16_be;
  return {};
}

size_t bom_length(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return bytes.starts_with("\xef\xbb\xbf"sv) ? 3 : 0;
    case Encoding::utf16_le: return bytes.starts_with("\xff\xfe"sv) ? 2 : 0;
    case Encoding::utf16_be: return bytes.starts_with("\xfe\xff"sv) ? 2 : 0;
    default: return 0;
  }
}

Encoding encoding_of(std::string_view bytes, bool is_valid_utf8) {
  for (const Encoding marked : {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be}) {
    if (bom_length(bytes, marked) > 0) return marked;
  }
  if (const auto utf16 = utf16_by_zeros(bytes)) return *utf16;
  return is_valid_utf8 || is_mostly_utf8(bytes) ? Encoding::utf8 : Encoding::windows_1252;
}

uint16_t unit_at(const char* bytes, Encoding encoding) {
  const auto first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
  return static_cast<uint16_t>(encoding == Encoding::utf16_le ? first | second << 8 : first << 8 | second);
}

/// Writes one unit that is not part of a surrogate pair; at most three bytes.
char* put_unit(uint16_t unit, char* out) {
  if (unit < 0x80) {
    *out++ = static_cast<char>(unit);
  } else if (unit < 0x800) {
    *out++ = static_cast<char>(0xc0 | unit >> 6);
    *out++ = static_cast<char>(0x80 | (unit & 0x3f));
  } else {
    *out++ = static_cast<char>(0xe0 | unit >> 12);
    *out++ = static_cast<char>(0x80 | (unit >> 6 & 0x3f));
    *out++ = static_cast<char>(0x80 | (unit & 0x3f));
  }
  return out;
}

char* put_pair(uint16_t high, uint16_t low, char* out) {
  const uint32_t code_point = 0x10000 + ((high - 0xd800u) << 10) + (low - 0xdc00u);
  *out++ = static_cast<char>(0xf0 | code_point >> 18);
  *out++ = static_cast<char>(0x80 | (code_point >> 12 & 0x3f));
  *out++ = static_cast<char>(0x80 | (code_point >> 6 & 0x3f));
  *out++ = static_cast<char>(0x80 | (code_point & 0x3f));
  return out;
}

}  // namespace

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "utf8";
    case Encoding::windows_1252: return "windows-1252";
    case Encoding::latin1: return "latin1";
    case Encoding::utf16_le: return "utf16le";
    case Encoding::utf16_be: return "utf16be";
  }
  return "";
}

Result<EncodingGuess> recognise_encoding(std::string_view bytes, std::optional<Encoding> declared) {
  if (bytes.starts_with("\xff\xfe\0\0"sv) || bytes.starts_with("\0\0\xfe\xff"sv))
    return Status::invalid_data("the text is UTF-32, which is not read").hint("convert it to UTF-8");
  EncodingGuess guess;
  guess.is_valid_utf8 = is_valid_utf8(bytes);
  guess.encoding = declared ? *declared : encoding_of(bytes, guess.is_valid_utf8);
  guess.bom_bytes = bom_length(bytes, guess.encoding);
  return guess;
}

Status utf16_to_utf8(std::string_view bytes, Encoding encoding, ByteBuffer& out) {
  SOSIE_RETURN_IF_ERROR(out.make_room(bytes.size() / 2 * 3 + 1));
  const char* const last = bytes.data() + bytes.size();
  char* to = out.end();
  for (const char* from = bytes.data(); from < last;) {
    if (last - from == 1) {
      *to++ = static_cast<char>(0xc0);
      break;
    }
    const uint16_t unit = unit_at(from, encoding);
    from += 2;
    const uint16_t follower = (unit & 0xfc00) == 0xd800 && last - from >= 2 ? unit_at(from, encoding) : 0;
    const bool is_pair = (follower & 0xfc00) == 0xdc00;
    to = is_pair ? put_pair(unit, follower, to) : put_unit(unit, to);
    if (is_pair) from += 2;
  }
  out.append(static_cast<size_t>(to - out.end()));
  return out.finish();
}

size_t utf16_units(std::string_view utf8) {
  size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += ((byte & 0xc0) != 0x80 ? 1 : 0) + (byte >= 0xf0 ? 1 : 0);
  }
  return units;
}

void append_windows_1252(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80] : byte, out);
  }
}

bool is_ascii(std::string_view bytes) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t seen = 0, word = 0;
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::memcpy(&word, bytes.data() + i, 8);
    seen |= word;
  }
  for (; i < bytes.size(); ++i) seen |= static_cast<unsigned char>(bytes[i]);
  return (seen & kHighBits) == 0;
}

}  // namespace sosie::io
