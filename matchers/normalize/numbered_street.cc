#include "matchers/normalize/numbered_street.h"

#include <algorithm>
#include <array>

#include "matchers/normalize/characters.h"

namespace sosie::matchers {
namespace {

constexpr size_t kMostDigits = 4;           // five may be a postcode
constexpr size_t kFewestLetters = 2;        // one may be an index
constexpr size_t kFewestAccentedBytes = 6;  // longer than "ième", which belongs to the number

char lower(char c) { return static_cast<char>(c | 0x20); }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// Words that belong to the number in front of them: repetitions, "12 et 14", "2 eme etage".
bool belongs_to_number(std::string_view word) {
  constexpr std::array<std::string_view, 15> kWords = {"bis", "ter", "quater", "et", "und", "to", "au", "er",
                                                       "ere", "eme", "ieme",   "st", "nd",  "rd", "th"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view known) {
    return std::equal(word.begin(), word.end(), known.begin(), known.end(),
                      [](char c, char wanted) { return lower(c) == wanted; });
  });
}

/// Whether nothing in the text, once folded, is a digit: ASCII that is none and Latin letters of two bytes (U+00C0 to
/// U+017F).
bool holds_no_digit(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80 ? is_digit(text[i]) : byte < 0xc3 || byte > 0xc5) return false;
    if (byte >= 0x80) ++i;
  }
  return true;
}

/// Whether the first word of a name can be nothing but part of the name.
bool begins_a_name(std::string_view name) {
  const std::string_view word = name.substr(0, name.find(' '));
  if (word.empty() || !is_letter(word.front())) return false;
  const bool plain = std::all_of(word.begin(), word.end(), is_letter);
  if (plain) return word.size() >= kFewestLetters && !belongs_to_number(word);
  return word.size() >= kFewestAccentedBytes && std::all_of(word.begin(), word.end(), [](char c) {
           return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
         });
}

}  // namespace

std::optional<NumberedStreet> split_numbered_street(std::string_view raw) {
  const auto digits = static_cast<size_t>(std::find_if_not(raw.begin(), raw.end(), is_digit) - raw.begin());
  if (digits == 0 || digits > kMostDigits) return std::nullopt;
  size_t begin = digits;
  if (begin < raw.size() && raw[begin] == ',') ++begin;
  while (begin < raw.size() && raw[begin] == ' ') ++begin;
  const std::string_view name = raw.substr(begin);
  if (begin == digits || !begins_a_name(name) || !holds_no_digit(name) || name.find('#') != std::string_view::npos)
    return std::nullopt;
  return NumberedStreet{raw.substr(0, digits), name};
}

std::string_view plain_house_number(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size() - 1));
}

}  // namespace sosie::matchers
