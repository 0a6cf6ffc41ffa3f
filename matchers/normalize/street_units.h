// Flats, storeys, buildings and boxes in a street line.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "matchers/normalize/address_words.h"
#include "matchers/normalize/street_words.h"

namespace sosie::matchers {

/// Takes the words of units out of a line.
class StreetUnits {
 public:
  /// Changes `words`, which must outlive this.
  StreetUnits(StreetLine& words, std::string_view country) : words_(words), country_(country) {}

  /// Takes all units; what is left is street and number.
  void take();
  /// In the form of Street::unit.
  std::string text() const;

 private:
  /// "PO Box 12", "Casella postale 12".
  void take_post_office_box();
  /// What people write behind the house number without announcing it: "3º 2ª", "Hinterhaus".
  void take_behind_number();
  /// Takes the unit whose announcing word stands at `at`, with its value.
  bool take_unit(size_t at);
  bool take_glued_box(size_t at);
  bool take_storey(size_t at);
  bool take_english_storey(size_t at);
  bool take_spanish_storey(size_t at);
  bool take_whole_unit(size_t at);

  /// "porte d'Orléans", "tour l'Aiguille": a lone d or l in front of a word is no value.
  bool elides(size_t at) const;
  /// The first house number behind a word; size() when there is none.
  size_t number_behind_name() const;
  void add(UnitKind kind, std::string_view form, std::string_view value);

  StreetLine& words_;
  std::string_view country_;
  std::array<std::string, kNumUnitKinds> units_;
};

}  // namespace sosie::matchers
