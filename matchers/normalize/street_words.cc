#include "matchers/normalize/street_words.h"

#include <algorithm>
#include <cstddef>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Signs that are words in this country: "#5" is a unit, "16/3" a number and a box, "King's" one word.
std::string with_signs_as_words(std::string_view raw, const LocalStreetWords& local, bool english) {
  const auto is_between = [&](size_t i, bool (*before)(char), bool (*behind)(char)) {
    return i > 0 && i + 1 < raw.size() && before(raw[i - 1]) && behind(raw[i + 1]);
  };
  const bool staircase_first = local.slash() == "tur" && std::count(raw.begin(), raw.end(), '/') > 1;
  bool first = true;
  std::string text;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '#') {
      text += " apt ";
    } else if (raw[i] == '/' && !local.slash().empty() && is_between(i, is_digit, is_digit)) {
      text.append(" ").append(first && staircase_first ? "stiege" : local.slash()).append(" ");
      first = false;
    } else if (raw[i] != '\'' || !english || !is_between(i, is_letter, is_letter)) {
      text += raw[i];
    }
  }
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

void append_word(std::string_view word, std::string& text) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

bool is_number_sign(std::string_view word) { return is_one_of(word, {"n", "no", "num", "numero", "nr"}); }

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
  return num_digits > 0 &&
         is_one_of(text.substr(num_digits), {"e", "er", "eme", "ieme", "st", "nd", "rd", "th", "o", "a"});
}

bool StreetWord::is_index() const {
  return is_one_of(text, {"bis", "ter", "quater"}) || (text.size() == 1 && num_digits == 0);
}

void StreetLine::join_letters() {
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    if (words_[i].text.size() != 1 || words_[i + 1].text.size() != 1) continue;
    // "Bat B P ..." and "12 r d'Artagnan" are no abbreviations.
    if (i > 0 && (words_[i - 1].unit.kind != UnitKind::none || words_[i - 1].is_house_number())) continue;
    const std::string_view known = abbreviation(words_[i].text[0], words_[i + 1].text[0]);
    const bool before_number = i + 2 < words_.size() && words_[i + 2].num_digits > 0;
    if (known.empty() || (!before_number && is_one_of(known, {"bp", "cs", "rn", "rd"}))) continue;
    words_[i + 1] = looked_up(known);
    erase(i, 1);
  }
}

void StreetLine::read(std::string_view raw, std::string_view country) {
  local_ = &LocalStreetWords::of(country);
  const bool english = is_english_speaking(country);
  words_.clear();
  const auto has = [&](char sign) { return raw.find(sign) != std::string_view::npos; };
  if (has('#') || (!local_->slash().empty() && has('/')) || (english && has('\'')))
    fold(with_signs_as_words(raw, *local_, english), text_);
  else fold(raw, text_);
  for_each_word(text_, [&](std::string_view word) { words_.push_back(looked_up(word)); });
  if (!local_->has_types()) join_letters();
  if (country == "IT") join_italian_type();
}

void StreetLine::join_italian_type() {
  if (words_.size() < 3 || words_[0].text.size() != 1) return;
  if (!is_one_of(words_[1].text, {"le", "za", "zza", "zle", "so", "go", "lo", "da"})) return;
  joined_.assign(words_[0].text).append(words_[1].text);
  words_[1] = looked_up(joined_);
  erase(0, 1);
}

StreetWord StreetLine::looked_up(std::string_view word) const {
  StreetWord entry;
  entry.text = word;
  entry.meaning = &meaning_of(word);
  entry.type = local_->type(word);
  if (entry.type.empty()) entry.type = entry.meaning->french_type;
  entry.unit = local_->unit(word);
  if (entry.unit.kind == UnitKind::none) entry.unit = {entry.meaning->unit, entry.meaning->unit_form};
  entry.num_digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
  return entry;
}

bool StreetLine::announces_unit(size_t at) const {
  return at + 1 < words_.size() && words_[at].unit.kind != UnitKind::none && words_[at + 1].is_unit_value();
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
