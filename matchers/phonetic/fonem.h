// FONEM, the code made for the family names of the Saguenay in Québec.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Writes the code of a French name: its spelling with the variants of one sound written in one way ("BOLIEU" for
/// "beaulieu", "BOMON" for "beaumont"), and "ST-" or "STE-" for a leading saint or sainte. It forgives less than
/// french_key, which drops what is silent and tells vowels by sound: names of one FONEM code differ in spelling only.
///
/// `folded` is lower case without marks; what is not a letter a to z is skipped; a name without letters has an empty
/// code. At most two characters a letter and four more. Replaces `out`, which must not hold `folded`. Thread-safe.
/// Source: Bouchard, Brard and Lavoie 1981, FONEM, Population 36:1085; fonem.cc says where readings of it differ.
void fonem(std::string_view folded, std::string& out);

}  // namespace sosie::matchers
