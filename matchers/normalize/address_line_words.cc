#include "matchers/normalize/address_line_words.h"

#include <algorithm>
#include <utility>

#include "matchers/normalize/address.h"
#include "matchers/normalize/address_words.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

std::vector<LineWord> words_of(std::string_view text) {
  constexpr std::string_view kBreaks = ",;\n";
  std::vector<LineWord> words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(" \t\r,;\n", at), text.size());
    LineWord word{text.substr(at, end - at), {}, false};
    fold(word.raw, word.folded);
    if (!word.folded.empty()) words.push_back(std::move(word));
    const bool breaks = end < text.size() && kBreaks.find(text[end]) != std::string_view::npos;
    if (breaks && !words.empty()) words.back().ends_part = true;
    at = end + 1;
  }
  return words;
}

/// Puts back the blanks that were lost: "desCerisiers", "RueJean", "Vosges93290", "PrévoyanceVincennes". Behind the
/// first letters of a word a capital begins a new one only after a street type or an article, so that "McDonald" stays
/// whole.
std::string with_blanks_back(std::string_view raw) {
  constexpr size_t kPostcode = 5, kNamePrefix = 3;
  std::string text;
  size_t word = 0;  // where the last word of `text` began
  const auto begin_word = [&] {
    text += ' ';
    word = text.size();
  };
  for (size_t i = 0; i < raw.size(); ++i) {
    if (i > 0 && is_upper(raw[i]) && is_lower(raw[i - 1])) {
      const std::string before = fold(std::string_view(text).substr(word));
      if (before.size() > kNamePrefix || leads_on(before) || is_french_type(before)) begin_word();
    }
    const bool is_last_number = raw.size() - i == kPostcode && is_number(raw.substr(i));
    if (i > 0 && is_last_number && raw[i - 1] != ' ' && !is_digit(raw[i - 1])) begin_word();
    text += raw[i];
    if (raw[i] == ' ') word = text.size();
  }
  return text;
}

}  // namespace

LineWords::LineWords(std::string_view raw, bool mend)
    : text_(mend ? with_blanks_back(raw) : std::string(raw)), words_(words_of(text_)) {}

std::string_view LineWords::raw(size_t begin, size_t end) const {
  if (begin >= end) return {};
  const char* const first = words_[begin].raw.data();
  const std::string_view last = words_[end - 1].raw;
  return {first, static_cast<size_t>(last.data() + last.size() - first)};
}

std::string LineWords::city(size_t begin, size_t end) const {
  std::string city;
  normalize_city(raw(begin, end), city);
  return city;
}

bool LineWords::has_digits(size_t begin, size_t end) const {
  const std::string_view text = raw(begin, end);
  return std::any_of(text.begin(), text.end(), is_digit);
}

size_t LineWords::part_begin(size_t end) const {
  size_t begin = end == 0 ? 0 : end - 1;
  while (begin > 0 && !words_[begin - 1].ends_part) --begin;
  return begin;
}

bool leads_on(std::string_view folded) {
  constexpr std::string_view kWords[] = {"de", "du",  "des", "d",    "la", "le",    "les",    "l",  "et", "a",
                                         "au", "aux", "sur", "sous", "en", "saint", "sainte", "st", "ste"};
  return std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords);
}

bool is_french_type(std::string_view folded) { return !meaning_of(folded).french_type.empty(); }

}  // namespace sosie::matchers
