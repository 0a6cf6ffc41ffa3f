#include "matchers/normalize/street_units.h"

#include <algorithm>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/local_street_words.h"

namespace sosie::matchers {
namespace {

/// What goes with "floor" or "flat": "ground floor flat". Empty for others.
std::string_view english_storey(std::string_view word) {
  struct Storey {
    std::string_view word, number;
  };
  constexpr Storey kStoreys[] = {{"ground", "0"},          {"first", "1"},         {"second", "2"},
                                 {"third", "3"},           {"fourth", "4"},        {"fifth", "5"},
                                 {"basement", "basement"}, {"garden", "basement"}, {"top", "top"},
                                 {"upper", "top"},         {"lower", "0"}};
  for (const Storey& storey : kStoreys) {
    if (storey.word == word) return storey.number;
  }
  return {};
}

}  // namespace

void StreetUnits::take() {
  take_post_office_box();
  if (number_follows_name(country_)) take_behind_number();
  for (size_t i = 0; i < words_.size();) i += take_unit(i) ? 0 : 1;
}

std::string StreetUnits::text() const {
  std::string text;
  for (const std::string& unit : units_) append_word(unit, text);
  return text;
}

void StreetUnits::add(UnitKind kind, std::string_view form, std::string_view value) {
  std::string& unit = units_[static_cast<size_t>(kind)];
  append_word(form, unit);
  append_word(value, unit);
}

void StreetUnits::take_post_office_box() {
  struct Words {
    std::string_view first, second;
  };
  constexpr Words kBoxes[] = {{"po", "box"}, {"case", "postale"}, {"casella", "postale"},  {"c", "p"},
                              {"cp", ""},    {"postfach", ""},    {"apartado", "correos"}, {"apartado", "de"}};
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    size_t count = 0;
    for (const auto& [first, second] : kBoxes) {
      if (first.size() <= 2 && first[0] == 'c' && country_ != "IT" && country_ != "CH") continue;
      if (words_[i].text != first || (!second.empty() && words_[i + 1].text != second)) continue;
      count = second.empty() ? 1 : 2;
    }
    if (words_[i].text == "p" && words_[i + 1].text == "o" && i + 2 < words_.size() && words_[i + 2].text == "box")
      count = 3;
    if (count == 2 && i + 2 < words_.size() && words_[i + 2].text == "correos") ++count;
    const size_t value = i + count;
    if (count == 0 || value >= words_.size() || !words_[value].is_unit_value()) continue;
    // German boxes are written in pairs of digits: "10 01 23".
    size_t end = value + 1;
    std::string number(words_[value].text);
    while (words_[i].text == "postfach" && end < words_.size() && words_[end].is_number()) number += words_[end++].text;
    add(UnitKind::post_box, "po box", number);
    words_.erase(i, end - i);
    return;
  }
}

size_t StreetUnits::number_behind_name() const {
  for (size_t i = 1; i < words_.size(); ++i) {
    if (words_[i].is_house_number()) return i;
  }
  return words_.size();
}

void StreetUnits::take_behind_number() {
  for (size_t i = number_behind_name() + 1; i < words_.size();) {
    const bool taken = take_whole_unit(i) || (country_ == "ES" && take_spanish_storey(i));
    i += taken ? 0 : 1;
  }
}

bool StreetUnits::take_whole_unit(size_t at) {
  const UnitWord unit = words_.local()->whole_unit(words_[at].text);
  if (unit.kind == UnitKind::none) return false;
  add(unit.kind, unit.form, {});
  words_.erase(at, 1);
  return true;
}

/// "3º 2ª", "3º B", "3 B" at the end: a storey and a door.
bool StreetUnits::take_spanish_storey(size_t at) {
  constexpr size_t kMostDigits = 2;
  const StreetWord& storey = words_[at];
  const bool is_last = at + 1 == words_.size();
  const bool counted = storey.is_ordinal() && !(at + 1 < words_.size() && words_[at + 1].unit.kind == UnitKind::floor);
  const bool bare = storey.is_number() && !is_last && at + 2 == words_.size() && words_[at + 1].text.size() == 1;
  if (storey.num_digits > kMostDigits || (!counted && !bare)) return false;
  add(UnitKind::floor, "etg", storey.text.substr(0, storey.num_digits));
  size_t count = 1;
  if (!is_last) {
    const StreetWord& door = words_[at + 1];
    if (door.is_ordinal() || door.text.size() == 1) {
      add(UnitKind::door, "porte", door.num_digits > 0 ? door.text.substr(0, door.num_digits) : door.text);
      ++count;
    }
  }
  words_.erase(at, count);
  return true;
}

bool StreetUnits::take_unit(size_t at) {
  if (take_glued_box(at) || take_storey(at)) return true;
  if (is_english_speaking(country_) && take_english_storey(at)) return true;
  if (!words_.announces_unit(at)) return false;
  const UnitWord unit = words_[at].unit;
  if (at + 2 < words_.size() && is_number_sign(words_[at + 1].text) && words_[at + 2].is_number())
    words_.erase(at + 1, 1);  // "BP n° 12"
  // "Bat 12 rue ...": the number is the house's. A box has no street behind it.
  const bool street_follows = words_.is_type(at + 2) && !words_.announces_unit(at + 2);
  const bool house_number = unit.kind != UnitKind::post_box && words_[at + 1].is_house_number() && street_follows;
  if (elides(at + 1) || house_number) return false;
  add(unit.kind, unit.form, words_[at + 1].text);
  words_.erase(at, 2);
  return true;
}

bool StreetUnits::elides(size_t at) const {
  if (words_[at].text != "d" && words_[at].text != "l") return false;
  return at + 1 < words_.size() && !words_[at + 1].is_house_number();
}

/// "bp12", "cs40123".
bool StreetUnits::take_glued_box(size_t at) {
  const std::string_view word = words_[at].text;
  for (const std::string_view box : {"bp", "cs", "tsa"}) {
    if (!word.starts_with(box) || word.size() == box.size()) continue;
    const std::string_view digits = word.substr(box.size());
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) continue;
    add(UnitKind::post_box, box, digits);
    words_.erase(at, 1);
    return true;
  }
  return false;
}

/// "2e etage", "3rd floor"; "3. OG" behind the house number.
bool StreetUnits::take_storey(size_t at) {
  if (at + 1 >= words_.size()) return false;
  const bool shortened = words_[at + 1].text == "et" && at + 2 == words_.size();  // "2e ét."
  if (!shortened && words_[at + 1].unit.kind != UnitKind::floor) return false;
  const bool behind_number = at > 1 && words_[at].is_number() && words_[at - 1].is_house_number();
  const bool behind_index = at > 2 && words_[at].is_number() && words_[at - 1].is_index() && words_[at - 2].is_number();
  if (!words_[at].is_ordinal() && !behind_number && !behind_index) return false;
  add(UnitKind::floor, "etg", words_[at].text.substr(0, words_[at].num_digits));
  words_.erase(at, 2);
  return true;
}

/// "ground floor flat", "basement flat".
bool StreetUnits::take_english_storey(size_t at) {
  const std::string_view storey = english_storey(words_[at].text);
  if (storey.empty() || at + 1 >= words_.size()) return false;
  if (!is_one_of(words_[at + 1].text, {"floor", "flat"})) return false;
  // "Ground Floor Flat, 10 High Street"; in "Ground Floor, Flat 2, 10 High Street" the flat has a number too.
  const bool flat_follows = at + 2 < words_.size() && words_[at + 1].text == "floor" && words_[at + 2].text == "flat";
  const bool both = flat_follows && !(at + 4 < words_.size() && words_[at + 4].is_house_number());
  add(UnitKind::floor, "etg", storey);
  words_.erase(at, both ? 3 : 2);
  return true;
}

}  // namespace sosie::matchers
