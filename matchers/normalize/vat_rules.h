// What VAT numbers look like, and the arithmetic of their check digits, by country.
#pragma once

#include <string_view>

namespace sosie::matchers {

enum class VatCheck : unsigned char { fails, agrees, not_known };

struct VatRule {
  std::string_view prefix;
  /// Forms behind the prefix, by blanks: # a digit, @ a capital, * either, anything else itself.
  std::string_view forms;
  /// Takes a number of one of the forms; null where no check digit is published.
  VatCheck (*check)(std::string_view number);
};

/// Null for an unknown prefix.
const VatRule* vat_rule(std::string_view prefix);

}  // namespace sosie::matchers
