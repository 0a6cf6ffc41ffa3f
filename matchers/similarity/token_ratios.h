// Similarity of texts of several words, in any order.
#pragma once

#include <string_view>

namespace sosie::matchers {

// Words are separated by white space of ASCII. Ratios lie in [0, 100], the scale they are known by; below the cutoff
// they are 0. Any length, any bytes, compared by code points. Symmetric but for monge_elkan. Thread-safe; no allocation
// up to 32 words and 256 bytes a side. Values equal those of rapidfuzz in every bit.

/// 100 * indel_normalized_similarity of the words of each text in order of their bytes, joined by blanks.
double token_sort_ratio(std::string_view a, std::string_view b, double cutoff = 0.0);

/// With S the common words, A and B the rest of each text (each word once), joined by blanks: the best ratio among
/// (S A, S B), (S, S A) and (S, S B). 100 when one text has only words of the other; 0 when one has none.
double token_set_ratio(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Mean over the words of a of the best Jaro-Winkler similarity with a word of b, in [0, 1]; not symmetric. 1 for two
/// texts without words, 0 when only one has none. Below the cutoff: 0.
/// Source: Monge and Elkan 1996, KDD-96:267, with Jaro-Winkler inside as Cohen et al. 2003.
double monge_elkan_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
