// Postal addresses and the ways people write them.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/random.h"
#include "datasets/generator/tables.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// One place to live, in its parts. French unless `country` says otherwise.
struct Address {
  Text number;            ///< `12`, `12 bis`; empty in a hamlet
  std::string_view type;  ///< `rue`, `avenue`, ...; empty for a hamlet and abroad
  Text street;            ///< `de l'Église`, or the whole street abroad
  Text complement;        ///< `Bât B Apt 12`, `Résidence des Lilas`; mostly empty
  Text postcode;
  Text city;
  Country country = Country::FR;
  bool empty() const { return city.empty(); }
};

/// A home anywhere in France, communes drawn by population.
Address draw_address(Random& random);
/// A home in a house of many households: the same house for the same `building` of one seed, the flat is drawn.
Address draw_flat(uint64_t building_seed, Random& random);
/// A home abroad; `country` is one of the countries abroad.
Address draw_address_abroad(Country country, Random& random);

/// Street line: number and street. `spelled` abbreviates or rearranges it (12, av. Victor-Hugo).
Text street_line(const Address& address, bool spelled, Random& random);
/// City as a careless clerk writes it: ST ETIENNE, LYON 3EME, RENNES CEDEX.
Text careless_city(const Address& address, Random& random);

}  // namespace sosie::generator
