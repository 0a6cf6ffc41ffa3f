// The vocabulary of street lines that is read everywhere. Takes folded words, gives static text. Thread-safe.
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

}  // namespace sosie::matchers
