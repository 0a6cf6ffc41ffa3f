// One text against many, one after the other: what depends on the query alone is made once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/query_kernels.h"

namespace sosie::matchers {

/// A text with its positions by symbol. Every method gives what the function of the same name gives for the pair,
/// cutoffs included; ASCII texts take the faster way, for others the pair function is called.
///
/// 1 KiB for each 64 symbols, besides a copy of the text. Runs on the SIMD target that was chosen when it was made.
/// Const use is thread-safe. Sources as in levenshtein.h, indel.h and jaro_winkler.h.
class TextQuery {
 public:
  explicit TextQuery(std::string_view text) : text_(text), query_(text_), kernels_(&query_kernels(query_)) {}
  TextQuery(const TextQuery&) = delete;
  TextQuery& operator=(const TextQuery&) = delete;

  size_t levenshtein_distance(std::string_view text, size_t cutoff = kNoCutoff) const {
    return kernels_->levenshtein_distance(query_, text, cutoff);
  }
  size_t osa_distance(std::string_view text, size_t cutoff = kNoCutoff) const {
    return kernels_->osa_distance(query_, text, cutoff);
  }
  size_t lcs_similarity(std::string_view text, size_t cutoff = 0) const {
    return kernels_->lcs_similarity(query_, text, cutoff);
  }
  size_t indel_distance(std::string_view text, size_t cutoff = kNoCutoff) const {
    return kernels_->indel_distance(query_, text, cutoff);
  }
  double indel_normalized_similarity(std::string_view text, double cutoff = 0.0) const {
    return kernels_->indel_normalized_similarity(query_, text, cutoff);
  }
  double jaro_similarity(std::string_view text, double cutoff = 0.0) const {
    return kernels_->jaro_similarity(query_, text, cutoff);
  }
  double jaro_winkler_similarity(std::string_view text, double cutoff = 0.0) const {
    return kernels_->jaro_winkler_similarity(query_, text, cutoff);
  }

  /// For kernels of this folder.
  const QueryText& prepared() const { return query_; }

 private:
  std::string text_;
  QueryText query_;  ///< of text_
  const QueryKernels* kernels_;
};

}  // namespace sosie::matchers
