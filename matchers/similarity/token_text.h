// The words of one text, taken apart once for any number of comparisons.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// A text and, when it is short, its words in order of their bytes. Words are separated as in token_ratios.h.
///
/// Some 300 bytes, no allocation. The text must outlive it. Const use is thread-safe.
class TokenText {
 public:
  static constexpr size_t kMostBytes = 63;
  static constexpr size_t kMostWords = 8;
  static constexpr size_t kMostInRegister = 16;

  struct Word {
    uint64_t key;  ///< the first eight bytes, as a number that sorts like them
    uint32_t begin;
    uint32_t size;
  };

  explicit TokenText(std::string_view text);

  std::string_view text() const { return text_; }
  /// Whether the words are known: ASCII, at most kMostBytes and kMostWords. The rest is for such texts.
  bool has_words() const { return has_words_; }
  size_t num_words() const { return num_words_; }
  /// Words that are the same as the one before.
  bool has_repeated_words() const { return has_repeated_words_; }
  /// Whether a word is longer than kMostInRegister.
  bool has_long_words() const { return has_long_words_; }
  const Word& word(size_t i) const { return words_[i]; }
  std::string_view word_text(size_t i) const { return {joined_.data() + words_[i].begin, words_[i].size}; }
  bool same_word(size_t i, const TokenText& other, size_t j) const {
    return words_[i].key == other.words_[j].key && word_text(i) == other.word_text(j);
  }
  /// All words, joined by blanks.
  std::string_view joined() const { return {joined_.data(), joined_size_}; }

 private:
  friend class TokenSplitter;

  std::string_view text_;
  size_t num_words_ = 0;
  size_t joined_size_ = 0;
  bool has_words_ = false;
  bool has_repeated_words_ = false;
  bool has_long_words_ = false;
  // Written as far as there are words.
  std::array<Word, kMostWords> words_;
  std::array<char, kMostBytes + 33> joined_;  ///< words are copied in whole registers
};

}  // namespace sosie::matchers
