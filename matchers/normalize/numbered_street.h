// Street lines share few names: the number apart, each name needs reading only once.
#pragma once

#include <optional>
#include <string_view>

namespace sosie::matchers {

/// A plain house number and what follows it. Views into the line.
struct NumberedStreet {
  std::string_view number;  ///< one to four digits
  std::string_view name;    ///< not empty, without a digit
};

/// Takes "12 rue de la Gare" and "12, rue de la Gare" apart. Nothing for lines where more than the number may depend on
/// it: another digit, an index ("12 bis", "12 B"), a range, a `#`, signs in the first word.
///
/// If `read_street` finds the number 1 in "1 " and the name, it finds the same key and unit behind every number taken
/// off here, and as its number `plain_house_number`.
std::optional<NumberedStreet> split_numbered_street(std::string_view raw);

/// The number as `Street::number` has it: "0012" is "12". A view into `number`, which is all digits.
std::string_view plain_house_number(std::string_view number);

}  // namespace sosie::matchers
