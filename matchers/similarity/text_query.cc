#include "matchers/similarity/text_query.h"

#include <algorithm>
#include <bit>

#include "matchers/similarity/edit_blocks.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_counts.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/metric_forms.h"

namespace sosie::matchers {
namespace {

constexpr size_t kSymbols = 128;

uint8_t byte(char c) { return static_cast<uint8_t>(c); }

// One word: the column stays in registers.
template <EditKind kKind>
size_t word_edits(const uint64_t* positions, size_t query_size, std::string_view text) {
  EditColumn<kKind> column;
  size_t distance = query_size;
  const size_t last = query_size - 1;
  for (const char c : text) {
    const auto out = column.step(positions[byte(c)], {});
    distance += out.hp >> last & 1;
    distance -= out.hn >> last & 1;
  }
  return distance;
}

template <EditKind kKind>
size_t many_words_edits(const uint64_t* positions, size_t num_words, size_t query_size, std::string_view text) {
  using Column = EditColumn<kKind>;
  std::array<Column, 8> on_stack;
  std::vector<Column> on_heap(num_words > on_stack.size() ? num_words : 0);
  Column* const column = num_words > on_stack.size() ? on_heap.data() : on_stack.data();
  size_t distance = query_size;
  const size_t last = (query_size - 1) % 64;
  for (const char c : text) {
    const uint64_t* const equal = positions + byte(c) * num_words;
    typename Column::Differences out;
    typename Column::Carry carry;
    for (size_t word = 0; word < num_words; ++word) {
      out = column[word].step(equal[word], carry);
      carry = out.carry();
    }
    distance += out.hp >> last & 1;
    distance -= out.hn >> last & 1;
  }
  return distance;
}

template <EditKind kKind>
size_t edits(const std::vector<uint64_t>& positions, size_t num_words, size_t query_size, std::string_view text) {
  if (num_words == 1) return word_edits<kKind>(positions.data(), query_size, text);
  return many_words_edits<kKind>(positions.data(), num_words, query_size, text);
}

// Beyond the cutoff by length alone. The query is ASCII; a text has at most as many symbols as bytes.
bool is_too_short(std::string_view query, std::string_view text, size_t cutoff) {
  return text.size() < query.size() && query.size() - text.size() > cutoff;
}
bool is_too_long(std::string_view query, std::string_view text, size_t cutoff) {
  return text.size() > query.size() && text.size() - query.size() > cutoff;
}

}  // namespace

TextQuery::TextQuery(std::string_view text) : text_(text) {
  if (text.empty() || !is_ascii(text)) return;
  num_words_ = (text.size() + 63) / 64;
  positions_.resize(kSymbols * num_words_);
  for (size_t i = 0; i < text.size(); ++i) positions_[byte(text[i]) * num_words_ + i / 64] |= uint64_t{1} << i % 64;
}

bool TextQuery::is_fast_with(std::string_view text) const { return num_words_ > 0 && !text.empty() && is_ascii(text); }

size_t TextQuery::levenshtein_distance(std::string_view text, size_t cutoff) const {
  if (num_words_ > 0 && is_too_short(text_, text, cutoff)) return cutoff + 1;
  if (!is_fast_with(text)) return matchers::levenshtein_distance(text_, text, cutoff);
  if (is_too_long(text_, text, cutoff)) return cutoff + 1;
  if (cutoff <= 2) return matchers::levenshtein_distance(text_, text, cutoff);
  return std::min(edits<EditKind::levenshtein>(positions_, num_words_, text_.size(), text), cutoff + 1);
}

size_t TextQuery::osa_distance(std::string_view text, size_t cutoff) const {
  if (num_words_ > 0 && is_too_short(text_, text, cutoff)) return cutoff + 1;
  if (!is_fast_with(text)) return matchers::osa_distance(text_, text, cutoff);
  if (is_too_long(text_, text, cutoff)) return cutoff + 1;
  return std::min(edits<EditKind::osa>(positions_, num_words_, text_.size(), text), cutoff + 1);
}

size_t TextQuery::lcs_length(std::string_view text) const {
  if (num_words_ == 1) {
    uint64_t rest = ~uint64_t{0};
    for (const char c : text) {
      const uint64_t taken = rest & positions_[byte(c)];
      rest = (rest + taken) | (rest - taken);
    }
    return static_cast<size_t>(std::popcount(~rest));
  }
  std::array<uint64_t, 16> on_stack;
  std::vector<uint64_t> on_heap(num_words_ > on_stack.size() ? num_words_ : 0);
  uint64_t* const rest = num_words_ > on_stack.size() ? on_heap.data() : on_stack.data();
  lcs_rest(positions_.data(), num_words_, SymbolSpan<uint8_t>(ascii_symbols(text)), rest);
  size_t length = 0;
  for (size_t word = 0; word < num_words_; ++word) length += static_cast<size_t>(std::popcount(~rest[word]));
  return length;
}

size_t TextQuery::lcs_similarity(std::string_view text, size_t cutoff) const {
  if (!is_fast_with(text)) return matchers::lcs_similarity(text_, text, cutoff);
  const size_t length = lcs_length(text);
  return length >= cutoff ? length : 0;
}

size_t TextQuery::indel_distance(std::string_view text, size_t cutoff) const {
  if (!is_fast_with(text)) return matchers::indel_distance(text_, text, cutoff);
  const size_t all = text_.size() + text.size();
  return distance_within({all - 2 * lcs_length(text), all}, cutoff);
}

double TextQuery::indel_normalized_similarity(std::string_view text, double cutoff) const {
  if (!is_fast_with(text)) return matchers::indel_normalized_similarity(text_, text, cutoff);
  const size_t all = text_.size() + text.size();
  return normalized_similarity_from({all - 2 * lcs_length(text), all}, cutoff);
}

// The query is the pattern, the longer text or not: the greedy assignment is the same from both sides.
double TextQuery::jaro(std::string_view text, size_t prefix, double cutoff) const {
  const JaroRequest request{.prefix = prefix, .cutoff = cutoff};
  const size_t a = text_.size();
  const size_t b = text.size();
  if (!can_reach(a, b, std::min(a, b), request)) return 0.0;
  const size_t reach = jaro_window(a, b);
  const uint64_t* const positions = positions_.data();
  const uint64_t inside = ~uint64_t{0} >> (64 - a);
  uint64_t window = (uint64_t{2} << reach) - 1;
  uint64_t free = inside;
  uint64_t found = 0;
  for (size_t j = 0; j < b; ++j) {
    const uint64_t hit = positions[byte(text[j])] & window & free;
    free &= ~(hit & (~hit + 1));
    found |= uint64_t{hit != 0} << j;
    window = window << 1 | uint64_t{j < reach};
  }
  uint64_t matched = inside & ~free;
  const auto matches = static_cast<size_t>(std::popcount(found));
  if (!can_reach(a, b, matches, request)) return 0.0;
  size_t disagreements = matches;
  for (; found != 0; found &= found - 1) {
    const uint64_t first = matched & (~matched + 1);
    disagreements -= (positions[byte(text[static_cast<size_t>(std::countr_zero(found))])] & first) != 0;
    matched ^= first;
  }
  return finished_score(jaro_score(a, b, {matches, disagreements}), request);
}

double TextQuery::jaro_similarity(std::string_view text, double cutoff) const {
  if (num_words_ != 1 || text.size() > 64 || !is_fast_with(text)) {
    return matchers::jaro_similarity(text_, text, cutoff);
  }
  return jaro(text, 0, cutoff);
}

double TextQuery::jaro_winkler_similarity(std::string_view text, double cutoff) const {
  if (num_words_ != 1 || text.size() > 64 || !is_fast_with(text)) {
    return matchers::jaro_winkler_similarity(text_, text, cutoff);
  }
  size_t prefix = 0;
  while (prefix < std::min({text_.size(), text.size(), size_t{4}}) && text_[prefix] == text[prefix]) ++prefix;
  return jaro(text, prefix, cutoff);
}

}  // namespace sosie::matchers
