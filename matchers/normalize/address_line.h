// A postal address written in one line, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sosie::matchers {

struct AddressLine {
  std::string street;  ///< as written, for read_street: street, number, unit
  std::string city;    ///< as normalize_city gives it; the French commune it stands for when only one can be meant
  /// Every postcode the line may mean, in the form of normalize_postcode: the one that is written; of a French line
  /// without one those of the commune, or of those a slip away; of four digits those from which one was lost, in the
  /// commune if it is written.
  std::vector<std::string> postcodes;

  /// The postcode when there is no doubt; "" else.
  std::string_view postcode() const { return postcodes.size() == 1 ? postcodes.front() : std::string_view(); }
};

/// Reads "23 Chemin de la Fruitière Versonnex", "12 rue X, 75008 Paris", "Hauptstr. 5, 10115 Berlin", "10 Downing
/// Street, London SW1A 2AA", "1600 Main St, Springfield, IL 62701". `country` (ISO 3166) tells the form of postcodes:
/// FR BE CH LU DE AT ES IT NL GB US and those like them; without one of these only commas are understood. In France a
/// line without postcode ends with its commune, if that is known; blanks lost between words ("desCerisiers",
/// "Vosges93290") are put back. `street` has at most twice the bytes of `raw`, `city` kFoldGrowth times or is the name
/// of a commune. Never fails: what cannot be told is street. Thread-safe.
AddressLine split_address_line(std::string_view raw, std::string_view country);

}  // namespace sosie::matchers
