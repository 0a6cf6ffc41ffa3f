// French communes and their postcodes.
#pragma once

#include <string_view>
#include <vector>

namespace sosie::matchers {

/// All names take and give the form of normalize_city. Texts given are static. Thread-safe. Source: see THIRD_PARTY.md.

/// Postcodes of the communes of that name, ascending: "abbecourt" lies in Aisne and in Oise. Empty for an unknown name.
std::vector<std::string_view> postcodes_of_commune(std::string_view city);
/// Communes that `city` may stand for though none bears its name, in order: those it begins ("herblay" is
/// Herblay-sur-Seine), else those a slip away, blanks aside: a letter lost, added or changed, or two swapped. None for
/// fewer than four letters.
std::vector<std::string_view> communes_near(std::string_view city);

/// Whether mail is delivered under these five digits; postcodes of companies (CEDEX) are not known here.
bool is_french_postcode(std::string_view digits);
/// What four digits may have been before one was lost: "9329" is 93290 among others. Ascending.
std::vector<std::string_view> french_postcodes_near(std::string_view four_digits);

}  // namespace sosie::matchers
