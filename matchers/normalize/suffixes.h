// What stands behind a name: which generation it is, or what its bearer has earned. All take folded words.
#pragma once

#include <string_view>

namespace sosie::matchers {

/// The one form of a suffix cell: "junior", "fils" and "d j" are "jr", "3rd" is "iii", "ph d" is "phd". Static text;
/// empty for what is no suffix.
std::string_view suffix_form(std::string_view folded);

/// Whether the word, last of a name in one field, is a suffix rather than part of the name: "jr", "iii", "phd"; not
/// "cadet", "neto", "mba" or "v", which are names and initials too.
bool ends_full_name(std::string_view folded);

/// Whether a suffix in its one form tells father from son: "jr", "iii", not "phd".
bool is_generation(std::string_view suffix);

}  // namespace sosie::matchers
