#include "matchers/normalize/street_words.h"

#include <algorithm>
#include <cstddef>

#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

/// "#5" is a unit.
std::string with_unit_words(std::string_view raw) {
  std::string text;
  for (const char c : raw) c == '#' ? text.append(" apt ") : text.append(1, c);
  return text;
}

/// What two letters with dots stand for as one word: "B.P.", "R.N.", "N.D."; empty for others.
std::string_view abbreviation(char first, char second) {
  for (const std::string_view known : {"bp", "cs", "rn", "rd", "nd", "jj", "jb", "za", "zi"}) {
    if (known[0] == first && known[1] == second) return known;
  }
  return {};
}

}  // namespace

bool StreetWord::is_house_number() const {
  constexpr size_t kMostDigits = 5;
  if (num_digits == 0 || num_digits > kMostDigits) return false;
  const std::string_view index = text.substr(num_digits);
  return index.size() <= 1 || is_one_of(index, {"bis", "ter", "quater"});
}

bool StreetWord::is_unit_value() const {
  constexpr size_t kLongest = 6;
  return text.size() <= kLongest && (text.size() == 1 || std::any_of(text.begin(), text.end(), is_digit));
}

bool StreetWord::is_ordinal() const {
  return num_digits > 0 && is_one_of(text.substr(num_digits), {"e", "er", "eme", "ieme", "st", "nd", "rd", "th", "o"});
}

bool StreetWord::is_index() const {
  return is_one_of(text, {"bis", "ter", "quater"}) || (text.size() == 1 && num_digits == 0);
}

void StreetLine::join_letters() {
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    if (words_[i].text.size() != 1 || words_[i + 1].text.size() != 1) continue;
    // "Bat B P ..." and "12 r d'Artagnan" are no abbreviations.
    if (i > 0 && (words_[i - 1].meaning->unit != UnitKind::none || words_[i - 1].is_house_number())) continue;
    const std::string_view known = abbreviation(words_[i].text[0], words_[i + 1].text[0]);
    const bool before_number = i + 2 < words_.size() && words_[i + 2].num_digits > 0;
    if (known.empty() || (!before_number && is_one_of(known, {"bp", "cs", "rn", "rd"}))) continue;
    words_[i + 1] = looked_up(known);
    erase(i, 1);
  }
}

void StreetLine::read(std::string_view raw, std::string_view country) {
  local_types_ = street_types_of(country);
  words_.clear();
  if (raw.find('#') == std::string_view::npos) fold(raw, text_);
  else fold(with_unit_words(raw), text_);
  for_each_word(text_, [&](std::string_view word) { words_.push_back(looked_up(word)); });
  if (local_types_ == nullptr) join_letters();
  // Italian types are shortened in the middle: "V.le", "P.za", "C.so".
  if (country != "IT" || words_.size() < 3 || words_[0].text.size() != 1) return;
  if (!is_one_of(words_[1].text, {"le", "za", "zza", "zle", "so", "go", "lo", "da"})) return;
  joined_.assign(words_[0].text).append(words_[1].text);
  words_[1] = looked_up(joined_);
  erase(0, 1);
}

StreetWord StreetLine::looked_up(std::string_view word) const {
  StreetWord entry;
  entry.text = word;
  entry.meaning = &meaning_of(word);
  entry.type = local_street_type(word, local_types_);
  if (entry.type.empty()) entry.type = entry.meaning->french_type;
  entry.num_digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
  return entry;
}

bool StreetLine::announces_unit(size_t at) const {
  return at + 1 < words_.size() && words_[at].meaning->unit != UnitKind::none && words_[at + 1].is_unit_value();
}

size_t StreetLine::find(std::string_view word) const {
  const auto found =
      std::find_if(words_.begin(), words_.end(), [&](const StreetWord& entry) { return entry.text == word; });
  return static_cast<size_t>(found - words_.begin());
}

void StreetLine::erase(size_t at, size_t count) {
  const auto begin = words_.begin() + static_cast<std::ptrdiff_t>(at);
  words_.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
}

}  // namespace sosie::matchers
