// Addresses in one line as Great Britain and the United States write them.
#pragma once

#include "matchers/normalize/address_line.h"
#include "matchers/normalize/address_line_words.h"

namespace sosie::matchers {

/// "10 Downing St., Westminster, London SW1A 2AA". False, and nothing written, when no word is a British postcode. A
/// county or a part of the town beside it is left out.
bool split_british_line(const LineWords& words, AddressLine& line);

/// "1600 Main St, Springfield, IL 62701", whose ZIP code begins at the word `place`. The state is left out.
void split_american_line(const LineWords& words, size_t place, AddressLine& line);

}  // namespace sosie::matchers
