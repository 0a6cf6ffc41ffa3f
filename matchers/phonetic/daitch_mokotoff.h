// Daitch-Mokotoff Soundex, for Slavic, German and Yiddish names written in Latin letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sosie::matchers {

/// Writes the codes, six digits each: several when a spelling may be pronounced in several ways ("peters" gives 739400
/// and 734000). In the order of the readings, each once, at most kMostDaitchMokotoffCodes. `folded` is lower case
/// without marks; what is not a letter a to z is skipped; a name without letters has no code. Replaces `out`.
/// Thread-safe. Source: Mokotoff 1985 and Daitch 1986, Avotaynu; the table as published on avotaynu.com.
void daitch_mokotoff(std::string_view folded, std::vector<std::string>& out);

/// Readings double with each ambiguous spelling; longer names keep the first ones.
inline constexpr size_t kMostDaitchMokotoffCodes = 64;

}  // namespace sosie::matchers
