// A street line as words, each looked up once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matchers/normalize/address_words.h"
#include "matchers/normalize/local_street_words.h"

namespace sosie::matchers {

struct StreetWord {
  std::string_view text;
  const WordMeaning* meaning = nullptr;  ///< never null
  std::string_view type;                 ///< in full, when it can be a street type in front of a name
  UnitWord unit;                         ///< what it announces, with its value behind it
  size_t num_digits = 0;                 ///< at its front

  bool is_number() const { return num_digits > 0 && num_digits == text.size(); }
  /// "12", "12b", "12bis": one to five digits, perhaps with a repetition index.
  bool is_house_number() const;
  /// Something that names one flat among others: "4", "b", "c2", "3e".
  bool is_unit_value() const;
  /// "2e", "2eme", "3rd": a storey counted.
  bool is_ordinal() const;
  /// "bis", "ter", "quater" or one letter.
  bool is_index() const;
};

/// Adds a word behind a blank; nothing for an empty one.
void append_word(std::string_view word, std::string& text);

/// "n", "no", "nr": a number follows.
bool is_number_sign(std::string_view word);

/// Owns the folded text its words point into; stays where it is made. Made once, it reads many lines: its memory serves
/// again.
class StreetLine {
 public:
  StreetLine() = default;
  /// The words of another line, in place of those it had.
  void read(std::string_view raw, std::string_view country);
  StreetLine(const StreetLine&) = delete;
  StreetLine& operator=(const StreetLine&) = delete;

  /// The folded line, signs such as `#` written out as words.
  const std::string& text() const { return text_; }
  size_t size() const { return words_.size(); }
  const StreetWord& operator[](size_t at) const { return words_[at]; }
  bool is_type(size_t at) const { return at < words_.size() && !words_[at].type.empty(); }
  bool is_index(size_t at) const { return at < words_.size() && words_[at].is_index(); }
  /// The word itself announces a unit and its value follows.
  bool announces_unit(size_t at) const;
  /// Position of a word; size() when it is not there.
  size_t find(std::string_view word) const;
  void erase(size_t at, size_t count);

  /// Never null.
  const LocalStreetWords* local() const { return local_; }

 private:
  /// "b p 12" is "bp 12".
  void join_letters();
  /// Italian types are shortened in the middle: "V.le", "P.za", "C.so".
  void join_italian_type();
  StreetWord looked_up(std::string_view word) const;

  const LocalStreetWords* local_ = nullptr;
  std::string text_;
  std::string joined_;  // an Italian type that was written in two pieces
  std::vector<StreetWord> words_;
};

}  // namespace sosie::matchers
