// Similarity of texts as bags of pieces: bigrams of symbols, or words.
#pragma once

#include <string_view>

namespace sosie::matchers {

/// Dice coefficient of the bags of bigrams (pairs of neighbouring code points, no padding): 2 |A n B| / (|A| + |B|).
/// In [0, 1]. Texts without a bigram are similar (1) when equal, else not (0). Below the cutoff: 0. Thread-safe.
/// Source: Dice 1945, Ecology 26:297; on bigrams: Adamson and Boreham 1974, Inf. Stor. Retr. 10:253.
double dice_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Jaccard coefficient of the same bags: |A n B| / |A u B|, a bigram counting as often as it occurs.
/// Source: Jaccard 1901, in the form for bags of Ruzicka 1958.
double jaccard_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Cosine of the same bags in the form of Ochiai: |A n B| / sqrt(|A| * |B|).
/// Source: Ochiai 1957, Bull. Jap. Soc. Sci. Fish. 22:526.
double cosine_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Share of common words, long words weighing more: 2 * (bytes in common words) / (bytes in all words of both texts).
/// Words are separated by blanks, in any order; a word counts as often as it occurs. For plain text such as titles.
/// In [0, 1]; two texts without words are similar (1). Below the cutoff: 0. Thread-safe.
double token_set_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
