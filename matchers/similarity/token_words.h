// The words of a text of any length, and what ratios make of their sizes. Internal to this folder.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace sosie::matchers {

/// White space of ASCII, and what separates records and units in files.
constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

/// Room for short texts on the stack, for others on the heap.
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

/// A text of n bytes has at most n / 2 + 1 words.
using WordRoom = Room<std::string_view, 32>;
constexpr size_t most_words(std::string_view text) { return text.size() / 2 + 1; }

/// Views of the words, as they stand in the text.
class TokenWords {
 public:
  explicit TokenWords(std::string_view text) : room_(num_words_bound(text)) {
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

/// Symbols of the common words, and of those that only one side has, blanks between them included.
struct SetSizes {
  size_t common = 0;
  size_t only_a = 0;
  size_t only_b = 0;
};

inline double unless_below(double cutoff, double value) { return value >= cutoff ? value : 0.0; }

/// 100 * (1 - distance / all), in this order of operations.
inline double token_ratio(size_t distance, size_t all) {
  return all > 0 ? 100.0 - 100.0 * static_cast<double>(distance) / static_cast<double>(all) : 100.0;
}

/// The token set ratio; `lcs`: length of the longest common subsequence of the words that only one side has.
inline double best_set_ratio(SetSizes sizes, size_t lcs) {
  if (sizes.common > 0 && (sizes.only_a == 0 || sizes.only_b == 0)) return 100.0;
  const size_t blank = sizes.common > 0 ? 1 : 0;
  const size_t all_a = sizes.common + blank + sizes.only_a;
  const size_t all_b = sizes.common + blank + sizes.only_b;
  const double rest = token_ratio(sizes.only_a + sizes.only_b - 2 * lcs, all_a + all_b);
  if (sizes.common == 0) return rest;
  return std::max({rest, token_ratio(blank + sizes.only_a, sizes.common + all_a),
                   token_ratio(blank + sizes.only_b, sizes.common + all_b)});
}

}  // namespace sosie::matchers
