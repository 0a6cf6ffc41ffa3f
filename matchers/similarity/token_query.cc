#include "matchers/similarity/token_query.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "matchers/similarity/token_kernels.h"
#include "matchers/similarity/token_ratios.h"
#include "matchers/similarity/token_words.h"

namespace sosie::matchers {
namespace {

// Which words of two sides are the same, a bit per word.
struct CommonWords {
  uint32_t query = 0;
  uint32_t value = 0;
};

CommonWords common_words(const TokenText& query, const TokenText& value) {
  CommonWords common;
  for (size_t i = 0; i < query.num_words(); ++i) {
    for (size_t j = 0; j < value.num_words(); ++j) {
      if (!query.same_word(i, value, j)) continue;
      common.query |= 1u << i;
      common.value |= 1u << j;
    }
  }
  return common;
}

// The words that are not left out, with one blank before each but the first: their symbols in tokens.joined().
uint64_t kept_symbols(const TokenText& tokens, uint32_t left_out) {
  uint64_t kept = 0;
  for (size_t i = 0; i < tokens.num_words(); ++i) {
    if ((left_out >> i & 1) != 0) continue;
    const size_t blank = kept != 0 ? 1 : 0;
    const TokenText::Word& word = tokens.word(i);
    kept |= ((uint64_t{1} << (word.size + blank)) - 1) << (word.begin - blank);
  }
  return kept;
}

// Symbols that have their bit, one after the other.
class KeptText {
 public:
  KeptText(std::string_view text, uint64_t kept) {
    for (; kept != 0; kept &= kept - 1) bytes_[size_++] = text[static_cast<size_t>(std::countr_zero(kept))];
  }
  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, TokenText::kMostBytes> bytes_;
  size_t size_ = 0;
};

size_t num_ones(uint64_t bits) { return static_cast<size_t>(std::popcount(bits)); }

std::vector<QueryText> queries_of_words(std::string_view text) {
  std::vector<QueryText> queries;
  TokenWords words(text);
  for (const std::string_view word : words) queries.emplace_back(word);
  return queries;
}

std::string_view joined_or_empty(const TokenText& tokens) { return tokens.has_words() ? tokens.joined() : ""; }

}  // namespace

TokenQuery::TokenQuery(std::string_view text) : text_(text), tokens_(text_), joined_(joined_or_empty(tokens_)) {
  if (tokens_.has_words() && !tokens_.has_long_words()) words_ = queries_of_words(text_);
}

double TokenQuery::token_sort_ratio(const TokenText& value, double cutoff) const {
  if (!tokens_.has_words() || !value.has_words()) return matchers::token_sort_ratio(text_, value.text(), cutoff);
  return unless_below(cutoff, joined_.indel_normalized_similarity(value.joined()) * 100.0);
}

bool TokenQuery::is_set_with(const TokenText& value) const {
  return tokens_.has_words() && value.has_words() && !tokens_.has_repeated_words() && !value.has_repeated_words();
}

double TokenQuery::token_set_ratio(const TokenText& value, double cutoff) const {
  if (!is_set_with(value)) return matchers::token_set_ratio(text_, value.text(), cutoff);
  if (tokens_.num_words() == 0 || value.num_words() == 0) return 0.0;
  const CommonWords common = common_words(tokens_, value);
  if (common.query == 0) {
    const size_t all = tokens_.joined().size() + value.joined().size();
    return unless_below(cutoff, token_ratio(joined_.indel_distance(value.joined()), all));
  }
  const uint64_t kept = kept_symbols(tokens_, common.query);
  const KeptText other(value.joined(), kept_symbols(value, common.value));
  const uint32_t all_words = (1u << tokens_.num_words()) - 1;
  const size_t length = kept == 0 || other.text().empty() ? 0 : lcs_of_kept(joined_.prepared(), kept, other.text());
  return unless_below(cutoff, best_set_ratio({.common = num_ones(kept_symbols(tokens_, all_words & ~common.query)),
                                              .only_a = num_ones(kept),
                                              .only_b = other.text().size()},
                                             length));
}

double TokenQuery::monge_elkan_similarity(const TokenText& value, double cutoff) const {
  if (words_.empty() || !value.has_words() || value.num_words() == 0 || value.has_long_words()) {
    return matchers::monge_elkan_similarity(text_, value.text(), cutoff);
  }
  return unless_below(cutoff, sum_of_best_words(words_, value) / static_cast<double>(words_.size()));
}

}  // namespace sosie::matchers
