// One text of several words against many: its words are prepared once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matchers/similarity/query_kernels.h"
#include "matchers/similarity/text_query.h"
#include "matchers/similarity/token_text.h"

namespace sosie::matchers {

/// Every method gives what the function of the same name in token_ratios.h gives for (query, value), cutoffs included.
/// Short ASCII texts take the faster way. A value that is compared more than once is worth a TokenText of its own; for
/// one comparison write query.token_sort_ratio(TokenText(value)).
///
/// 2 KiB, and 2 KiB more for each word. Const use is thread-safe.
class TokenQuery {
 public:
  explicit TokenQuery(std::string_view text);
  TokenQuery(const TokenQuery&) = delete;
  TokenQuery& operator=(const TokenQuery&) = delete;

  double token_sort_ratio(const TokenText& value, double cutoff = 0.0) const;
  double token_set_ratio(const TokenText& value, double cutoff = 0.0) const;
  double monge_elkan_similarity(const TokenText& value, double cutoff = 0.0) const;

 private:
  /// Whether both sides have their words, each once.
  bool is_set_with(const TokenText& value) const;

  std::string text_;
  TokenText tokens_;              ///< of text_
  TextQuery joined_;              ///< of the words in order
  std::vector<QueryText> words_;  ///< as they stand in the text
};

}  // namespace sosie::matchers
