// The vocabulary of street lines. All take folded words and give static text.
#pragma once

#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// A street type in front of a name, in full: "bd" is "boulevard", "rue" itself. Empty for another word.
std::string_view french_street_type(std::string_view word);
/// The same for the languages of one country: "c" is "calle" in ES. Empty for another word, and for other countries.
std::string_view local_street_type(std::string_view word, std::string_view country);
/// A type behind a name: "st" is "street", "dr" is "drive". Empty for another word.
std::string_view english_street_type(std::string_view word);
/// A word inside a name in full: "gal" is "general", "st" is "saint". Empty for another word.
std::string_view street_word_in_full(std::string_view word);
/// "de", "la", "of", "the": left out of keys.
bool is_street_article(std::string_view word);

/// What names a part of a building or a box, in the order of the unit text.
enum class UnitKind : uint8_t { none, apartment, building, staircase, floor, door, lot, box, post_box };
/// What the word announces; `form` receives its one spelling ("apt", "bat").
UnitKind unit_kind(std::string_view word, std::string_view& form);

/// Whether the street language puts numbers behind names.
bool number_follows_name(std::string_view country);

}  // namespace sosie::matchers
