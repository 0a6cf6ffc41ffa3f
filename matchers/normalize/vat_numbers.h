// VAT numbers of the European Union, of Great Britain, Northern Ireland and Switzerland.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sosie::matchers {

enum class VatVerdict : uint8_t {
  unknown_country,  ///< neither the number nor the caller names a country we know
  malformed,        ///< not written as numbers of its country are
  wrong_check,      ///< of the right form, check digits fail
  form_only,        ///< of the right form; no check digit is known for it
  checked,          ///< of the right form, check digits agree
};

struct VatNumber {
  std::string number;  ///< letters and digits in capitals with the prefix: "FR40303265045", "EL094259216"
  VatVerdict verdict = VatVerdict::unknown_country;

  bool valid() const { return verdict == VatVerdict::form_only || verdict == VatVerdict::checked; }
};

/// Reads one VAT number. The two letters in front tell the country (EL and GR are Greece; CHE is Switzerland); a number
/// without them is read as one of `country` (ISO 3166), and gets them. Belgian numbers of nine digits get their leading
/// zero. "VAT", "TVA", "n°" and the like in front are dropped. `number` of a malformed one is what was written, as
/// letters and digits. At most kFoldGrowth times the input and four bytes. Thread-safe, never fails.
VatNumber read_vat(std::string_view raw, std::string_view country);

/// Judges the part behind the prefix; `prefix` is a VAT prefix (EL, XI, CHE among them). Letters and digits in
/// capitals.
VatVerdict check_vat(std::string_view prefix, std::string_view number);

}  // namespace sosie::matchers
