// Names and addresses to measure kernels on: shaped like those of a French customer file, never random letters.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sosie::bench {

using NamePair = std::pair<std::string, std::string>;

/// `n` folded family names, drawn with frequencies that fall with the rank as in a census (about 1 / (rank + 20)):
/// frequent names from a list, rare ones from syllables. The same seed gives the same names.
std::vector<std::string> family_names(size_t n, uint64_t seed);
/// `n` folded address lines such as "12 bis rue de la republique".
std::vector<std::string> address_lines(size_t n, uint64_t seed);
/// `n` pairs of unequal values, one in five a value beside a mistyped copy of itself, as candidate pairs are.
std::vector<NamePair> candidate_pairs(const std::vector<std::string>& values, size_t n, uint64_t seed);
/// ASCII text as code points, for the reference definitions.
std::u32string symbols(const std::string& text);

}  // namespace sosie::bench
