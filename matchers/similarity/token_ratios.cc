#include "matchers/similarity/token_ratios.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

// Room for short texts on the stack, for others on the heap.
template <typename T, size_t kOnStack>
class Room {
 public:
  explicit Room(size_t size) : heap_(size > kOnStack ? new T[size] : nullptr) {}
  T* data() { return heap_ ? heap_.get() : stack_.data(); }
  const T* data() const { return heap_ ? heap_.get() : stack_.data(); }

 private:
  std::array<T, kOnStack> stack_;
  std::unique_ptr<T[]> heap_;
};

// Two texts of n bytes have at most n / 2 + 1 words.
using WordRoom = Room<std::string_view, 32>;
constexpr size_t most_words(std::string_view text) { return text.size() / 2 + 1; }

class Words {
 public:
  explicit Words(std::string_view text) : room_(num_words_bound(text)) {
    std::string_view* const words = room_.data();
    for (size_t begin = 0; begin < text.size();) {
      if (is_blank(text[begin])) {
        ++begin;
        continue;
      }
      size_t end = begin + 1;
      while (end < text.size() && !is_blank(text[end])) ++end;
      words[size_++] = text.substr(begin, end - begin);
      begin = end;
    }
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::string_view* begin() { return room_.data(); }
  std::string_view* end() { return room_.data() + size_; }

  void sort() {
    // Few words: insertion beats the general way.
    if (size_ > 16) return std::sort(begin(), end());
    std::string_view* const words = begin();
    for (size_t i = 1; i < size_; ++i) {
      const std::string_view word = words[i];
      size_t at = i;
      for (; at > 0 && word < words[at - 1]; --at) words[at] = words[at - 1];
      words[at] = word;
    }
  }
  void keep_one_of_each() { size_ = static_cast<size_t>(std::unique(begin(), end()) - begin()); }

 private:
  static size_t num_words_bound(std::string_view text) {
    if (most_words(text) <= 32) return 0;
    size_t count = 1;
    for (const char c : text) count += is_blank(c);
    return count;
  }

  WordRoom room_;
  size_t size_ = 0;
};

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
  Words words(text);
  words.sort();
  for (const std::string_view word : words) out.add(word);
}

double unless_below(double cutoff, double value) { return value >= cutoff ? value : 0.0; }

double ratio_of(size_t distance, size_t all) {
  return all > 0 ? 100.0 - 100.0 * static_cast<double>(distance) / static_cast<double>(all) : 100.0;
}

// Walks two sorted lists of words; what both have goes to `common`, the rest to its side.
void split_words(Words& a, Words& b, Joined& common, Joined& only_a, Joined& only_b) {
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
  Joined left(a.size());
  Joined right(b.size());
  sort_and_join(a, left);
  sort_and_join(b, right);
  return unless_below(cutoff, indel_normalized_similarity(left.text(), right.text()) * 100.0);
}

double token_set_ratio(std::string_view a, std::string_view b, double cutoff) {
  Words left(a);
  Words right(b);
  if (left.empty() || right.empty()) return 0.0;
  for (Words* words : {&left, &right}) {
    words->sort();
    words->keep_one_of_each();
  }
  Joined common(std::min(a.size(), b.size()));
  Joined only_a(a.size());
  Joined only_b(b.size());
  split_words(left, right, common, only_a, only_b);
  const size_t shared = num_symbols(common.text());
  const size_t a_size = num_symbols(only_a.text());
  const size_t b_size = num_symbols(only_b.text());
  if (shared > 0 && (a_size == 0 || b_size == 0)) return unless_below(cutoff, 100.0);
  const size_t blank = shared > 0 ? 1 : 0;
  const size_t all_a = shared + blank + a_size;
  const size_t all_b = shared + blank + b_size;
  double best = ratio_of(indel_distance(only_a.text(), only_b.text()), all_a + all_b);
  if (shared > 0) {
    best = std::max({best, ratio_of(blank + a_size, shared + all_a), ratio_of(blank + b_size, shared + all_b)});
  }
  return unless_below(cutoff, best);
}

double monge_elkan_similarity(std::string_view a, std::string_view b, double cutoff) {
  Words left(a);
  Words right(b);
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
