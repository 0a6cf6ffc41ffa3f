// The vocabulary of street lines. Takes folded words, gives static text. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// What names a part of a building or a box, in the order of the unit text.
enum class UnitKind : uint8_t { none, apartment, building, staircase, floor, door, lot, box, post_box };
inline constexpr size_t kNumUnitKinds = 9;

/// All a word can mean in a street line; empty for what it does not.
struct WordMeaning {
  std::string_view french_type;   ///< as a street type in front of a name: "bd" is "boulevard", "rue" itself
  std::string_view english_type;  ///< as a type behind a name: "st" is "street", "dr" is "drive"
  std::string_view in_full;       ///< inside a name: "gal" is "general", "st" is "saint"
  std::string_view unit_form;     ///< the one spelling of a word that announces a unit: "appt" is "apt"
  UnitKind unit = UnitKind::none;
  bool article = false;  ///< "de", "la", "of", "the": left out of keys
};
const WordMeaning& meaning_of(std::string_view word);

/// Street types of one language, in front of names or behind them: "c" is "calle" in ES.
class StreetTypes;
/// Null for countries whose types are all French or English.
const StreetTypes* street_types_of(std::string_view country);
/// The type in full; empty for another word, and for null.
std::string_view local_street_type(std::string_view word, const StreetTypes* types);

/// Whether the custom of the country puts house numbers behind street names.
bool number_follows_name(std::string_view country);

}  // namespace sosie::matchers
