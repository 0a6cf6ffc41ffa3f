#include "matchers/similarity/token_ratios.h"

#include <algorithm>
#include <cstring>

#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/symbols.h"
#include "matchers/similarity/token_text.h"
#include "matchers/similarity/token_words.h"

namespace sosie::matchers {
namespace {

// Words joined by blanks.
class Joined {
 public:
  explicit Joined(size_t most_bytes) : room_(most_bytes + 1) {}
  void add(std::string_view word) {
    char* const out = room_.data();
    if (size_ > 0) out[size_++] = ' ';
    std::memcpy(out + size_, word.data(), word.size());
    size_ += word.size();
  }
  std::string_view text() const { return {room_.data(), size_}; }

 private:
  Room<char, 264> room_;
  size_t size_ = 0;
};

void sort_and_join(std::string_view text, Joined& out) {
  TokenWords words(text);
  words.sort();
  for (const std::string_view word : words) out.add(word);
}

// Walks two sorted lists of words; what both have goes to `common`, the rest to its side.
void split_words(TokenWords& a, TokenWords& b, Joined& common, Joined& only_a, Joined& only_b) {
  const std::string_view* i = a.begin();
  const std::string_view* j = b.begin();
  while (i != a.end() || j != b.end()) {
    const int order = i == a.end() ? 1 : j == b.end() ? -1 : i->compare(*j);
    if (order == 0) {
      common.add(*i);
      ++i, ++j;
    } else if (order < 0) {
      only_a.add(*i++);
    } else {
      only_b.add(*j++);
    }
  }
}

}  // namespace

double token_sort_ratio(std::string_view a, std::string_view b, double cutoff) {
  const TokenText a_words(a);
  const TokenText b_words(b);
  if (a_words.has_words() && b_words.has_words()) {
    return unless_below(cutoff, indel_normalized_similarity(a_words.joined(), b_words.joined()) * 100.0);
  }
  Joined left(a.size());
  Joined right(b.size());
  sort_and_join(a, left);
  sort_and_join(b, right);
  return unless_below(cutoff, indel_normalized_similarity(left.text(), right.text()) * 100.0);
}

double token_set_ratio(std::string_view a, std::string_view b, double cutoff) {
  TokenWords left(a);
  TokenWords right(b);
  if (left.empty() || right.empty()) return 0.0;
  for (TokenWords* words : {&left, &right}) {
    words->sort();
    words->keep_one_of_each();
  }
  Joined common(std::min(a.size(), b.size()));
  Joined only_a(a.size());
  Joined only_b(b.size());
  split_words(left, right, common, only_a, only_b);
  const SetSizes sizes{num_symbols(common.text()), num_symbols(only_a.text()), num_symbols(only_b.text())};
  if (sizes.common > 0 && (sizes.only_a == 0 || sizes.only_b == 0)) return unless_below(cutoff, 100.0);
  return unless_below(cutoff, best_set_ratio(sizes, lcs_similarity(only_a.text(), only_b.text())));
}

double monge_elkan_similarity(std::string_view a, std::string_view b, double cutoff) {
  TokenWords left(a);
  TokenWords right(b);
  if (left.empty() || right.empty()) return unless_below(cutoff, left.empty() && right.empty() ? 1.0 : 0.0);
  double sum = 0.0;
  for (const std::string_view word : left) {
    double best = 0.0;
    for (const std::string_view other : right) best = std::max(best, jaro_winkler_similarity(word, other, best));
    sum += best;
  }
  return unless_below(cutoff, sum / static_cast<double>(left.size()));
}

}  // namespace sosie::matchers
