// Ratios of texts of several words by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/subsequences.h"
#include "matchers/reference/text.h"

namespace sosie::reference {

/// White space of ASCII, as rapidfuzz counts it: the information separators are among it.
inline constexpr std::string_view kTokenBlanks = " \t\n\v\f\r\x1c\x1d\x1e\x1f";

struct IndelSize {
  size_t distance = 0;
  size_t most = 0;  ///< symbols of both texts
};

inline IndelSize indel(std::string_view left, std::string_view right) {
  const std::u32string a = symbols_of(left);
  const std::u32string b = symbols_of(right);
  return {a.size() + b.size() - 2 * lcs_length(a, b), a.size() + b.size()};
}

inline double token_sort_ratio(std::string_view a, std::string_view b) {
  const IndelSize size = indel(joined(sorted_words(a, kTokenBlanks)), joined(sorted_words(b, kTokenBlanks)));
  const double far = size.most == 0 ? 0.0 : static_cast<double>(size.distance) / static_cast<double>(size.most);
  return (1.0 - far) * 100.0;
}

/// In the order of operations of rapidfuzz's token_set_ratio, which is not that of its ratio.
inline double set_part_ratio(std::string_view a, std::string_view b) {
  const IndelSize size = indel(a, b);
  if (size.most == 0) return 100.0;
  return 100.0 - 100.0 * static_cast<double>(size.distance) / static_cast<double>(size.most);
}

inline double token_set_ratio(std::string_view a, std::string_view b) {
  const auto distinct = [](std::vector<std::string> words) {
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  };
  const std::vector<std::string> left = distinct(sorted_words(a, kTokenBlanks));
  const std::vector<std::string> right = distinct(sorted_words(b, kTokenBlanks));
  if (left.empty() || right.empty()) return 0.0;
  std::vector<std::string> common, with_a, with_b;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  with_a = with_b = common;
  std::ranges::set_difference(left, right, std::back_inserter(with_a));
  std::ranges::set_difference(right, left, std::back_inserter(with_b));
  if (common.empty()) return set_part_ratio(joined(with_a), joined(with_b));
  return std::max({set_part_ratio(joined(with_a), joined(with_b)), set_part_ratio(joined(common), joined(with_a)),
                   set_part_ratio(joined(common), joined(with_b))});
}

/// Words in the order of the text: sums of doubles depend on it.
inline std::vector<std::u32string> words_in_order(std::string_view text) {
  std::vector<std::u32string> words;
  size_t begin = text.find_first_not_of(kTokenBlanks);
  while (begin != std::string_view::npos) {
    const size_t end = text.find_first_of(kTokenBlanks, begin);
    words.push_back(symbols_of(text.substr(begin, end == std::string_view::npos ? end : end - begin)));
    begin = text.find_first_not_of(kTokenBlanks, end);
  }
  return words;
}

inline double monge_elkan_similarity(std::string_view a, std::string_view b) {
  const std::vector<std::u32string> left = words_in_order(a);
  const std::vector<std::u32string> right = words_in_order(b);
  if (left.empty() || right.empty()) return left.empty() && right.empty() ? 1.0 : 0.0;
  double sum = 0.0;
  for (const std::u32string& word : left) {
    double best = 0.0;
    for (const std::u32string& other : right) best = std::max(best, jaro_winkler_similarity(word, other));
    sum += best;
  }
  return sum / static_cast<double>(left.size());
}

/// The share of common words, weighed by bytes; blanks only part words.
inline double token_set_similarity(std::string_view a, std::string_view b) {
  const std::vector<std::string> left = sorted_words(a, " ");
  const std::vector<std::string> right = sorted_words(b, " ");
  std::vector<std::string> common;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  const auto bytes = [](const std::vector<std::string>& words) {
    size_t sum = 0;
    for (const std::string& word : words) sum += word.size();
    return sum;
  };
  const size_t all = bytes(left) + bytes(right);
  return all == 0 ? 1.0 : static_cast<double>(2 * bytes(common)) / static_cast<double>(all);
}

}  // namespace sosie::reference
