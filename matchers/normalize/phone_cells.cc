// Several numbers in one cell.
#include <algorithm>
#include <array>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/phone.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

// Fewer digits are a piece of a number: "06/12/34/56/78" and "0475/12.34.56" are one number each.
constexpr size_t kFewestDigits = 8;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

size_t count_digits(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

bool equals_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return (a | 0x20) == b; });
}

/// Bytes of a word that joins two numbers at the front of `text`, where a word begins; 0 when there is none.
size_t joining_word(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kWords = {"ou", "et", "or", "and", "und", "oder", "o", "y"};
  size_t size = 0;
  while (size < text.size() && is_letter(text[size])) ++size;
  const std::string_view word = text.substr(0, size);
  const bool joins = std::any_of(kWords.begin(), kWords.end(), [&](auto known) { return equals_word(word, known); });
  return joins ? size : 0;
}

/// Bytes at `at` that separate two numbers when enough digits stand on both sides; 0 when nothing there does.
size_t separator_at(std::string_view cell, size_t at) {
  constexpr std::string_view kSigns = "/;,|\n\r&";
  if (kSigns.find(cell[at]) != std::string_view::npos) return 1;
  const bool word_begins = is_letter(cell[at]) && (at == 0 || !is_letter(cell[at - 1]));
  return word_begins ? joining_word(cell.substr(at)) : 0;
}

/// Whether a number begins anew behind the blank at `at`: with a sign, or with a zero where both sides are numbers in
/// full.
bool begins_anew(std::string_view cell, size_t start, size_t at) {
  if (cell[at] != ' ' || at + 1 >= cell.size()) return false;
  const size_t before = count_digits(cell.substr(start, at - start));
  if (cell[at + 1] == '+') return before >= kFewestDigits;
  return cell[at + 1] == '0' && before > kFewestDigits && count_digits(cell.substr(at)) > kFewestDigits;
}

}  // namespace

bool holds_one_phone(std::string_view cell) {
  size_t digits = 0;
  for (size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    digits += is_digit(c);
    const bool inside = is_digit(c) || c == ' ' || c == '.' || c == '-' || c == '(' || c == ')';
    if (!inside && !(c == '+' && i == 0)) return false;
  }
  // Without signs, words and a second +, only a zero behind a blank cuts, between two numbers in full.
  return digits > 0 && digits < 2 * (kFewestDigits + 1);
}

std::vector<std::string_view> split_phones(std::string_view cell) {
  std::vector<std::string_view> pieces;
  size_t start = 0;
  const auto cut = [&](size_t end, size_t next) {
    pieces.push_back(trim(cell.substr(start, end - start)));
    start = next;
  };
  for (size_t i = 0; i < cell.size(); ++i) {
    const size_t size = separator_at(cell, i);
    if (size != 0) {
      const bool full = count_digits(cell.substr(start, i - start)) >= kFewestDigits;
      if (full && count_digits(cell.substr(i + size)) >= kFewestDigits) cut(i, i + size);
      i += size - 1;
    } else if (begins_anew(cell, start, i)) {
      cut(i, i + 1);
    }
  }
  const std::string_view last = trim(cell.substr(start));
  if (!last.empty()) pieces.push_back(last);
  return pieces;
}

}  // namespace sosie::matchers
