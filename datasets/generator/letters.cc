#include "datasets/generator/letters.h"

#include <cstdint>

namespace sosie::generator {
namespace {

/// Plain letters of U+00C0 to U+017F, two bytes each; a blank second byte is none.
constexpr std::string_view kPlainLetters =
    "A A A A A A AEC E E E E I I I I D N O O O O O x O U U U U Y THss"
    "a a a a a a aec e e e e i i i i d n o o o o o / o u u u u y thy "
    "A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g "
    "G g G g H h H h I i I i I i I i I i IJijJ j K k k L l L l L l L "
    "l L l N n N n N n n N n O o O o O o OEoeR r R r R r S s S s S s "
    "S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s ";
static_assert(kPlainLetters.size() == 2 * (0x180 - 0xC0));

/// Takes one code point off the front; a broken byte is taken as it is.
uint32_t take_code_point(std::string_view& text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const size_t length = byte(0) < 0xC0 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (length == 1 || length > text.size()) {
    const uint32_t value = byte(0);
    text.remove_prefix(1);
    return value;
  }
  uint32_t value = byte(0) & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) value = value << 6 | (byte(i) & 0x3F);
  text.remove_prefix(length);
  return value;
}

void append_code_point(Text& out, uint32_t value) {
  if (value < 0x80) {
    out.append(static_cast<char>(value));
  } else if (value < 0x800) {
    out.append(static_cast<char>(0xC0 | value >> 6)).append(static_cast<char>(0x80 | (value & 0x3F)));
  } else {
    out.append(static_cast<char>(0xE0 | value >> 12)).append(static_cast<char>(0x80 | (value >> 6 & 0x3F)));
    out.append(static_cast<char>(0x80 | (value & 0x3F)));
  }
}

/// The plain letters of a code point; empty when it has none here.
std::string_view plain_letters(uint32_t value) {
  if (value < 0xC0 || value >= 0x180) return {};
  const std::string_view pair = kPlainLetters.substr(2 * (value - 0xC0), 2);
  return pair[1] == ' ' ? pair.substr(0, 1) : pair;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

uint32_t upper_code_point(uint32_t value) {
  if (value < 0x80) return is_lower(static_cast<char>(value)) ? value - 32 : value;
  if (value >= 0xE0 && value <= 0xFE && value != 0xF7) return value - 32;
  if (value == 0xFF) return 0x178;
  if (value == 0x131) return 'I';
  // In Latin Extended-A capitals are even up to U+0137 and from U+014A to U+0177, odd elsewhere.
  const bool capitals_even = value <= 0x137 || (value >= 0x14A && value <= 0x177);
  if (value >= 0x100 && value < 0x17F && (value % 2 == 1) == capitals_even) return value - 1;
  return value;
}

}  // namespace

Text folded(std::string_view text) {
  Text out;
  while (!text.empty()) {
    const uint32_t value = take_code_point(text);
    const std::string_view plain = plain_letters(value);
    plain.empty() ? append_code_point(out, value) : static_cast<void>(out.append(plain));
  }
  return out;
}

Text upper(std::string_view text) {
  Text out;
  while (!text.empty()) append_code_point(out, upper_code_point(take_code_point(text)));
  return out;
}

Text lower_ascii(std::string_view text) {
  Text out;
  const Text plain = folded(text);
  for (const char c : plain.view())
    if (is_lower(c) || is_upper(c)) out.append(is_upper(c) ? static_cast<char>(c + 32) : c);
  return out;
}

void append_windows_1252(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const uint32_t value = take_code_point(text);
    if (value < 0x80 || (value >= 0xA0 && value < 0x100)) {
      out.push_back(static_cast<char>(value));
    } else if (value == 0x152 || value == 0x153) {  // Œ œ
      out.push_back(static_cast<char>(value == 0x152 ? 0x8C : 0x9C));
    } else {
      out.append(plain_letters(value));
    }
  }
}

Text first_letter(std::string_view text) {
  Text out;
  if (!text.empty()) append_code_point(out, take_code_point(text));
  return out;
}

}  // namespace sosie::generator
