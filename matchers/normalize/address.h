// Postal addresses: what makes two lines the same door.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// The parts of a street line. Folded words, "" when absent.
struct Street {
  std::string key;     ///< type in full and the words that name the street: "avenue general gaulle"
  std::string number;  ///< "12", "12b" (bis), "12-14"
  std::string unit;    ///< "apt 4", "bat b esc 2", "po box 12", "bp 12", "cs 3"; parts in this order
};

/// Reads "12 bis, av. du Gal de Gaulle Apt 4" as {"avenue general gaulle", "12b", "apt 4"}.
///
/// Street types and common words are written in full, articles and "de" dropped. French words are known everywhere; a
/// last word such as "St", "Rd", "Dr" is an English type when no French type stands in front; German, Dutch, Spanish
/// and Italian types are read for `country` (ISO 3166) DE AT CH LI LU BE NL ES IT. What stands in front of "12 rue ..."
/// (a residence) is dropped, and so are CEDEX and what follows it; "D906" is "route departementale 906". A key without
/// numbers gives itself again. Each part at most kFoldGrowth + 4 times the input and four bytes.
Street read_street(std::string_view raw, std::string_view country);

/// A cell that holds the house number alone, in the form of Street::number, replacing `out`: "12 bis", "N° 12 B" are
/// "12b". What is no house number is folded.
void normalize_house_number(std::string_view raw, std::string& out);

/// A cell that holds the unit alone, in the form of Street::unit, replacing `out`: "Appt. 4" is "apt 4". What announces
/// no unit is folded, with "#" read as "apt". Idempotent.
void normalize_unit(std::string_view raw, std::string& out);

/// One form per postcode, replacing `out`: FR five digits, a lost leading zero restored ("1000" is "01000"), blanks,
/// "F-" and a town behind dropped; DE, ES, IT likewise; BE, CH, LU, AT and others four digits; GB upper case with one
/// blank before the last three; others letters and digits in upper case. "" when there is neither.
void normalize_postcode(std::string_view raw, std::string_view country, std::string& out);

/// A town, replacing `out`: folded, "st", "ste", "s/" and "s/s" written in full, CEDEX, arrondissement, a postcode in
/// front and France behind removed ("75015 PARIS 15E" is "paris").
void normalize_city(std::string_view raw, std::string& out);

/// The first level of a normalised postcode, a view into it: FR two digits, three for 97 and 98; others the first two
/// characters.
std::string_view departement_of(std::string_view postcode, std::string_view country);

/// ISO 3166 alpha-2 of a country cell in capitals: "France", "FRA", "fr", "F", "250", "Frankreich" are "FR". Names in
/// French, English, German, Spanish, Italian, Dutch and Portuguese, and what people say ("UK", "Hollande"). "" when
/// unknown. Static text.
std::string_view country_code(std::string_view raw);

}  // namespace sosie::matchers
