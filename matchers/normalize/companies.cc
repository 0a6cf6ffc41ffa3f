#include "matchers/normalize/companies.h"

#include <algorithm>
#include <array>
#include <vector>

#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

// Folded; a form written with dots ("S.A.R.L.", "S. p. A.") reaches us as single letters, which are put together first.
const WordTable& legal_forms() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "sa sarl sas sasu eurl snc scs sca sci scp scm scop selarl selas selafa earl gaec gie ei eirl sem spl "
        "epic sc scea scic gmbh ag kg ohg gbr ug ev eg kgaa mbh gesmbh ltd limited plc llp lp llc inc "
        "incorporated corp corporation co company pty pte bv nv vof cv bvba sprl srl asbl vzw scrl spa snc sas "
        "sapa sl slu slp sau lda ltda sgps unipessoal ab oy oyj as asa aps sro spol kft zrt nyrt doo dd ood ead "
        "eood sp zoo sa sarls se scs",
        ' ', 1);
    return words;
  }();
  return table;
}

/// Puts runs of single letters together: "s a r l" is "sarl". A letter alone stays.
std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  bool in_letters = false;
  for_each_word(folded, [&](std::string_view word) {
    const bool letter = word.size() == 1 && (word[0] < '0' || word[0] > '9');
    if (letter && in_letters) words.back() += word;
    else words.emplace_back(word);
    in_letters = letter;
  });
  return words;
}

bool is_form(const std::string& word) { return legal_forms().contains(word); }

/// "gmbh co kg", "sp z o o" arrive as several words: all are removed from the ends.
void strip_forms(std::vector<std::string>& words) {
  const auto first = std::find_if_not(words.begin(), words.end(), is_form);
  if (first == words.end()) return;  // forms alone: a name after all
  words.erase(words.begin(), first);
  const auto ends = [](const std::string& word) { return is_form(word) || word == "et" || word == "z"; };
  while (words.size() > 1 && ends(words.back())) words.pop_back();
}

std::string with_and(std::string_view raw) {
  std::string text;
  for (const char c : raw) c == '&' ? text.append(" et ") : text.append(1, c);
  return text;
}

bool is_and(std::string_view word) {
  return word == "and" || word == "und" || word == "en" || word == "y" || word == "e";
}

}  // namespace

void normalize_company(std::string_view raw, std::string& out) {
  std::vector<std::string> words = words_of(fold(with_and(raw)));
  for (std::string& word : words) {
    if (is_and(word)) word = "et";
  }
  strip_forms(words);
  out.clear();
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
}

bool has_legal_form(std::string_view raw) {
  const std::vector<std::string> words = words_of(fold(with_and(raw)));
  return words.size() > 1 && (is_form(words.front()) || is_form(words.back()));
}

}  // namespace sosie::matchers
