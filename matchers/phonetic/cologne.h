// Cologne phonetics, for German names.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Writes the digits of the code, of any length: "65752682" for "mullerludenscheidt". Vowels count at the beginning
/// only, h never. `folded` is lower case without marks (ß written ss); what is not a letter a to z is skipped; a name
/// without a letter that sounds has an empty code. Replaces `out`, which must not hold `folded`. Thread-safe.
/// Source: Postel 1969, Die Kölner Phonetik, IBM-Nachrichten 19.
void cologne(std::string_view folded, std::string& out);

}  // namespace sosie::matchers
