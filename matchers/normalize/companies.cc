#include "matchers/normalize/companies.h"

#include <algorithm>
#include <vector>

#include "matchers/normalize/legal_forms.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_letter(std::string_view word) { return word.size() == 1 && (word[0] < '0' || word[0] > '9'); }

/// Words of a folded name, "and" in all languages as "et". Runs of single letters are put together, as forms are
/// written with dots ("S.A.R.L.", "S. p. A."); the C of "& C." is not part of one.
std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  bool in_letters = false;
  for_each_word(folded, [&](std::string_view word) {
    const bool letter = is_letter(word);
    if (letter && in_letters) words.back() += word;
    else words.emplace_back(word);
    const bool and_company = words.size() > 1 && words.back() == "c" && words[words.size() - 2] == "et";
    in_letters = letter && !and_company;
  });
  return words;
}

void strip_front(std::vector<std::string>& words) {
  for (;;) {
    const size_t size = std::max(form_in_front(words), designation_in_front(words));
    if (size == 0 || size >= words.size()) return;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(size));
  }
}

/// "gmbh et co kg" goes as a whole or form by form, an "et" between them with it.
void strip_end(std::vector<std::string>& words) {
  for (;;) {
    const size_t size = form_at_end(words);
    if (size == 0 || size >= words.size()) return;
    words.resize(words.size() - size);
    if (words.size() > 1 && words.back() == "et") words.pop_back();
  }
}

std::string with_and(std::string_view raw) {
  std::string text;
  for (const char c : raw) c == '&' ? text.append(" et ") : text.append(1, c);
  return text;
}

/// "e", "y" and "u" only between names: "E. Leclerc".
bool is_and(const std::vector<std::string>& words, size_t at) {
  const std::string& word = words[at];
  if (word == "and" || word == "und" || word == "en" || word == "og" || word == "och") return true;
  const bool between = at > 0 && at + 1 < words.size();
  return between && (word == "y" || word == "e" || (word == "u" && words[at + 1] == "co"));
}

std::vector<std::string> company_words(std::string_view raw) {
  std::vector<std::string> words = words_of(fold(with_and(raw)));
  for (size_t i = 0; i < words.size(); ++i) {
    if (is_and(words, i)) words[i] = "et";
  }
  return words;
}

}  // namespace

void normalize_company(std::string_view raw, std::string& out) {
  std::vector<std::string> words = company_words(raw);
  if (form_at_end(words) < words.size()) {  // else forms alone: a name after all
    strip_front(words);
    strip_end(words);
  }
  out.clear();
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
}

bool has_legal_form(std::string_view raw) {
  const std::vector<std::string> words = company_words(raw);
  if (words.size() < 2) return false;
  return form_in_front(words) > 0 || form_at_end(words) > 0;
}

}  // namespace sosie::matchers
