// One text against many, one after the other: what depends on the query alone is made once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "matchers/similarity/levenshtein.h"

namespace sosie::matchers {

/// A text with its positions by symbol. Every method gives what the function of the same name gives for the pair,
/// cutoffs included; ASCII texts take the faster way, for others the pair function is called.
///
/// 2 KiB, and 2 KiB more for each 64 symbols above 64. Owns a copy of the text. Const use is thread-safe.
/// Sources as in levenshtein.h, indel.h and jaro_winkler.h.
class TextQuery {
 public:
  explicit TextQuery(std::string_view text);

  size_t levenshtein_distance(std::string_view text, size_t cutoff = kNoCutoff) const;
  size_t osa_distance(std::string_view text, size_t cutoff = kNoCutoff) const;
  size_t lcs_similarity(std::string_view text, size_t cutoff = 0) const;
  size_t indel_distance(std::string_view text, size_t cutoff = kNoCutoff) const;
  double indel_normalized_similarity(std::string_view text, double cutoff = 0.0) const;
  double jaro_similarity(std::string_view text, double cutoff = 0.0) const;
  double jaro_winkler_similarity(std::string_view text, double cutoff = 0.0) const;

 private:
  /// Whether positions are known and `text` is ASCII with at least one symbol.
  bool is_fast_with(std::string_view text) const;
  /// Longest common subsequence with a text that is_fast_with.
  size_t lcs_length(std::string_view text) const;
  double jaro(std::string_view text, size_t prefix, double cutoff) const;

  std::string text_;
  size_t num_words_ = 0;             ///< of 64 positions each; 0: not ASCII, or empty
  std::vector<uint64_t> positions_;  ///< [symbol][word]
};

}  // namespace sosie::matchers
