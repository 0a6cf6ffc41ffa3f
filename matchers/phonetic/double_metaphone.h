// Double Metaphone: two sounds for a name whose spelling allows two.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Writes the primary and the alternate key, of any length (the published program cuts both at four characters); they
/// are equal for most names. `folded` is lower case without marks; blanks part words as in "van buren"; what is neither
/// a letter a to z nor a blank is skipped; a name without letters has empty keys. Replaces both outputs, which must not
/// hold `folded`. Thread-safe. Source: Philips 2000, C/C++ Users Journal 18(6), with the corrections that later
/// versions of it agree on.
void double_metaphone(std::string_view folded, std::string& primary, std::string& alternate);

}  // namespace sosie::matchers
