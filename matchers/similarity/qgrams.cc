#include "matchers/similarity/qgrams.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

struct Overlap {
  size_t left = 0;
  size_t right = 0;
  size_t common = 0;
};

// Length of the intersection of two sorted bags.
template <typename Iterator>
size_t num_common(Iterator a, Iterator a_end, Iterator b, Iterator b_end) {
  size_t count = 0;
  while (a != a_end && b != b_end) {
    if (*a == *b) {
      ++count, ++a, ++b;
    } else {
      ++(*a < *b ? a : b);
    }
  }
  return count;
}

template <typename Symbol, typename Bigram>
Bigram* write_sorted_bigrams(SymbolSpan<Symbol> text, Bigram* out) {
  Bigram* const end = out + (text.size() - 1);
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    out[i] = static_cast<Bigram>(static_cast<Bigram>(text[i]) << (sizeof(Bigram) * 4) | text[i + 1]);
  }
  std::sort(out, end);
  return end;
}

// Both texts have a bigram.
template <typename Bigram, typename Symbol>
Overlap bigram_overlap(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  std::array<Bigram, 128> on_stack;
  std::vector<Bigram> on_heap;
  const size_t size = a.size() + b.size();
  if (size > on_stack.size()) on_heap.resize(size);
  Bigram* const left = size > on_stack.size() ? on_heap.data() : on_stack.data();
  Bigram* const left_end = write_sorted_bigrams(a, left);
  Bigram* const right_end = write_sorted_bigrams(b, left_end);
  return {a.size() - 1, b.size() - 1, num_common(left, left_end, left_end, right_end)};
}

Overlap bigram_overlap_of(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b) { return bigram_overlap<uint16_t>(a, b); }
Overlap bigram_overlap_of(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b) { return bigram_overlap<uint64_t>(a, b); }

double ratio(size_t part, size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

double unless_below(double cutoff, double similarity) { return similarity >= cutoff ? similarity : 0.0; }

template <typename Coefficient>
double bigram_similarity(std::string_view a, std::string_view b, double cutoff, Coefficient&& coefficient) {
  const double similarity = with_symbols(a, b, [&](auto left, auto right) {
    if (left.size() < 2 || right.size() < 2) return a == b ? 1.0 : 0.0;
    return coefficient(bigram_overlap_of(left, right));
  });
  return unless_below(cutoff, similarity);
}

std::vector<std::string_view> sorted_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t blank = text.find(' ');
    if (blank != 0) words.push_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  }
  std::sort(words.begin(), words.end());
  return words;
}

size_t num_bytes(const std::vector<std::string_view>& words) {
  size_t bytes = 0;
  for (const std::string_view word : words) bytes += word.size();
  return bytes;
}

}  // namespace

double dice_similarity(std::string_view a, std::string_view b, double cutoff) {
  return bigram_similarity(a, b, cutoff, [](Overlap o) { return ratio(2 * o.common, o.left + o.right); });
}

double jaccard_similarity(std::string_view a, std::string_view b, double cutoff) {
  return bigram_similarity(a, b, cutoff, [](Overlap o) { return ratio(o.common, o.left + o.right - o.common); });
}

double cosine_similarity(std::string_view a, std::string_view b, double cutoff) {
  return bigram_similarity(a, b, cutoff, [](Overlap o) {
    return static_cast<double>(o.common) / std::sqrt(static_cast<double>(o.left) * static_cast<double>(o.right));
  });
}

double token_set_similarity(std::string_view a, std::string_view b, double cutoff) {
  const std::vector<std::string_view> left = sorted_words(a);
  const std::vector<std::string_view> right = sorted_words(b);
  std::vector<std::string_view> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  const size_t bytes = num_bytes(left) + num_bytes(right);
  return unless_below(cutoff, bytes == 0 ? 1.0 : ratio(2 * num_bytes(common), bytes));
}

}  // namespace sosie::matchers
