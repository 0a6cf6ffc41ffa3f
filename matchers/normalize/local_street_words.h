// The vocabulary of street lines that holds in one country only. Takes folded words, gives static text. Thread-safe.
#pragma once

#include <string_view>

#include "matchers/normalize/address_words.h"

namespace sosie::matchers {

/// What a word announces, and how the unit text spells it.
struct UnitWord {
  UnitKind kind = UnitKind::none;
  std::string_view form;
};

/// The customs of one country.
class LocalStreetWords {
 public:
  /// By ISO 3166 code; countries without customs of their own share an empty vocabulary.
  static const LocalStreetWords& of(std::string_view country);

  /// A street type in full, in front of names or behind them: "c" is "calle" in ES. Empty for another word.
  std::string_view type(std::string_view word) const;
  /// Whether French types are read beside the country's own.
  bool has_types() const;
  /// What announces a unit and is followed by its value: "int" in IT.
  UnitWord unit(std::string_view word) const;
  /// What is a whole unit behind the house number: "hinterhaus" in DE, "bajo" in ES.
  UnitWord whole_unit(std::string_view word) const;
  /// What a slash between digits announces, as a word of unit(): "16/3" is box 3 in BE; empty where it joins numbers.
  std::string_view slash() const;

  struct Vocabulary;
  explicit LocalStreetWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

 private:
  const Vocabulary& vocabulary_;
};

/// Whether the custom of the country puts house numbers behind street names.
bool number_follows_name(std::string_view country);
/// Whether it writes English street types behind names: "High Street".
bool is_english_speaking(std::string_view country);

}  // namespace sosie::matchers
