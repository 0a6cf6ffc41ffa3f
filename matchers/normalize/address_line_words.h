// A one-line address as words, each known as written and folded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sosie::matchers {

/// A word as written, between blanks.
struct LineWord {
  std::string_view raw;  ///< without a comma behind it
  std::string folded;
  bool ends_part = false;  ///< a comma, semicolon or line break stands behind it
};

/// Owns the line its words point into; stays where it is made.
class LineWords {
 public:
  /// With `mend`, blanks that were lost between words are put back first: "desCerisiers", "Vosges93290".
  LineWords(std::string_view raw, bool mend);
  LineWords(const LineWords&) = delete;
  LineWords& operator=(const LineWords&) = delete;

  size_t size() const { return words_.size(); }
  const LineWord& operator[](size_t at) const { return words_[at]; }
  const LineWord& back() const { return words_.back(); }
  void drop_last() { words_.pop_back(); }

  /// The words [begin, end) as they stand in the line.
  std::string_view raw(size_t begin, size_t end) const;
  /// The same as normalize_city gives them.
  std::string city(size_t begin, size_t end) const;
  bool has_digits(size_t begin, size_t end) const;
  /// Where the part between commas begins that ends in front of `end`; 0 for the first part.
  size_t part_begin(size_t end) const;

 private:
  std::string text_;
  std::vector<LineWord> words_;
};

/// French words that lead on to the next one, folded: what follows is no town of its own.
bool leads_on(std::string_view folded);
bool is_french_type(std::string_view folded);

}  // namespace sosie::matchers
