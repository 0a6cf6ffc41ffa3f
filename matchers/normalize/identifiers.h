// Identifiers with and without check digits.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Letters and digits in upper case, everything else dropped, replacing `out`. Letters beyond ASCII are folded first.
/// "IBAN" in front of one is dropped.
void normalize_identifier(std::string_view raw, std::string& out);

/// The following take normalised identifiers.

/// Length of its country (15 to 34 where the registry of ISO 13616 has none), check digits by ISO 7064 mod 97-10.
bool valid_iban(std::string_view iban);
/// Nine digits, Luhn.
bool valid_siren(std::string_view siren);
/// Fourteen digits, Luhn; La Poste's (SIREN 356000000) by digit sum divisible by 5.
bool valid_siret(std::string_view siret);
/// Fifteen characters with key, Corsica's 2A and 2B included. Thirteen without key are not validated: false.
bool valid_nir(std::string_view nir);

}  // namespace sosie::matchers
