// A name in one field, taken apart: markers first (née, et, titles, suffixes), then what separates given from family
// name: capitals, a comma, particles, and at last which words are usual given names.
#include <algorithm>
#include <span>
#include <vector>

#include "matchers/normalize/name_words.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/nicknames.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

using Words = std::vector<std::string_view>;

/// Words of the raw text; brackets are blanks, "&" and "/" words of their own.
Words words_of(std::string_view raw) {
  Words words;
  size_t start = 0;
  const auto flush = [&](size_t end) {
    if (end > start) words.push_back(raw.substr(start, end - start));
    start = end + 1;
  };
  for (size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool bracket =
        (c == '(' || c == ')') && raw.substr(i, 3) != "(e)" && (i < 2 || raw.substr(i - 2, 3) != "(e)");
    if (c == ' ' || c == '\t' || bracket) flush(i);
    if (c == '&' || c == '/' || c == '+') {
      flush(i);
      words.push_back(raw.substr(i, 1));
    }
  }
  flush(raw.size());
  return words;
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

bool is_title(std::string_view word) {
  return word == "M." || word == "M" || title_word(fold(word)) != TitleWord::none;
}

/// "M. Mme": a man's title and a woman's.
bool addresses_both(std::span<const std::string_view> titles) {
  const auto is = [](NameGender gender) { return [gender](auto title) { return gender_of_title(title) == gender; }; };
  return std::any_of(titles.begin(), titles.end(), is(NameGender::female)) &&
         std::any_of(titles.begin(), titles.end(), is(NameGender::male));
}

/// A single "M." is Monsieur only when more than one word follows it, or the word behind it is written in full.
void take_titles(Words& words, FullName& name) {
  size_t count = 0;
  while (count < words.size() && is_title(words[count])) {
    ++count;
    if (count + 1 < words.size() && joins_people(words[count]) && is_title(words[count + 1])) {
      name.two_people = true;
      ++count;
    }
  }
  if (count == words.size() && count > 0 && !name.two_people) --count;
  name.two_people |= count > 0 && (fold(words[0]) == "mm" || fold(words[0]) == "messieurs" || fold(words[0]) == "mmes");
  name.title = joined(std::span(words).first(count));
  name.two_people |= count > 1 && addresses_both(std::span(words).first(count));
  words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(count));
}

void take_suffix(Words& words, FullName& name) {
  if (words.size() < 3) return;
  const std::string last = fold(words.back());
  if (suffix_form(last).empty() || last == "v" || last.find_first_of("0123456789") == 0) return;
  name.suffix = words.back();
  words.pop_back();
}

bool is_mixed_case(std::span<const std::string_view> words) {
  const auto capitals = std::count_if(words.begin(), words.end(), is_capitals);
  return capitals != 0 && static_cast<size_t>(capitals) != words.size();
}

/// Cuts the words at "née" or "épouse". In "DURAND née PETIT Anne" what follows the capitals goes back to the name.
void take_birth_name(Words& words, FullName& name) {
  const auto marker =
      std::find_if(words.begin(), words.end(), [](auto word) { return name_marker(word) != NameMarker::none; });
  if (marker == words.end()) return;
  const NameMarker kind = name_marker(*marker);
  Words behind(marker + 1, words.end());
  words.erase(marker, words.end());
  if (behind.empty()) return;
  Words rest;
  if (is_mixed_case(behind)) {
    const auto past = std::find_if_not(behind.begin(), behind.end(), is_capitals);
    if (past != behind.begin()) rest.assign(past, behind.end()), behind.erase(past, behind.end());
  }
  if (kind == NameMarker::born) {
    name.birth_family = joined(behind);
  } else {
    name.family = joined(behind);
  }
  words.insert(words.end(), rest.begin(), rest.end());
}

/// Capitals that name a family: initials ("JP", "J.") do not.
bool is_family_capitals(std::string_view word) {
  constexpr size_t kInitials = 3;
  if (!is_capitals(word)) return false;
  const std::string folded = fold(word);
  if (folded.find(' ') == 1 || folded.size() < 2) return folded.size() > kInitials;
  return folded.size() > kInitials || folded.find_first_of("aeiouy") != std::string::npos;
}

/// By capitals; false when they tell nothing.
bool split_by_capitals(const Words& words, Words& given, Words& family) {
  std::vector<bool> is_family(words.size());
  std::transform(words.begin(), words.end(), is_family.begin(), is_family_capitals);
  const auto count = std::count(is_family.begin(), is_family.end(), true);
  if (count == 0 || static_cast<size_t>(count) == words.size()) return false;
  for (size_t i = words.size() - 1; i-- > 0;) {
    if (is_family[i + 1] && is_particle(fold(words[i]))) is_family[i] = true;
  }
  for (size_t i = 0; i < words.size(); ++i) (is_family[i] ? family : given).push_back(words[i]);
  return !given.empty();
}

bool are_initials(std::string_view folded) {
  for (size_t i = 0; i < folded.size(); ++i) {
    if ((folded[i] == ' ') != (i % 2 == 1)) return false;
  }
  return !folded.empty();
}

/// A usual given name, a compound that begins with one, initials, or the "et" between two.
bool belongs_to_given(std::string_view word) {
  const std::string folded = fold(word);
  if (is_particle(folded) && folded != "ben" && folded != "al") return false;
  return joins_people(word) || are_initials(folded) || usual_gender(folded) != NameGender::unknown ||
         is_known_given_name(folded);
}

size_t known_in_front(const Words& words) {
  return static_cast<size_t>(std::find_if_not(words.begin(), words.end(), belongs_to_given) - words.begin());
}

size_t known_at_end(const Words& words) {
  return static_cast<size_t>(std::find_if_not(words.rbegin(), words.rend(), belongs_to_given) - words.rbegin());
}

/// Index of the first word of the family name in "Jean de la Tour"; 0 when no particle tells.
size_t particle_start(const Words& words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (is_particle(fold(words[i]))) return i;
  }
  return 0;
}

void split_by_habit(const Words& words, Words& given, Words& family) {
  const auto cut = [&](size_t at, bool given_first) {
    (given_first ? given : family).assign(words.begin(), words.begin() + static_cast<ptrdiff_t>(at));
    (given_first ? family : given).assign(words.begin() + static_cast<ptrdiff_t>(at), words.end());
  };
  if (words.size() < 2) return cut(0, true);
  const size_t front = known_in_front(words), end = known_at_end(words);
  if (front == 0 && end > 0) return cut(words.size() - end, false);
  if (const size_t particle = particle_start(words); particle > 0) return cut(particle, true);
  if (front > 0) return cut(std::min(front, words.size() - 1), true);
  cut(words.size() - 1, true);
}

/// "Jean et Marie Dupont": the joined words and those between are given names.
bool has_joined_people(const Words& words) {
  return words.size() > 2 && std::any_of(words.begin() + 1, words.end() - 1, joins_people);
}

void split_given_and_family(const Words& words, FullName& name) {
  Words given, family;
  if (!name.family.empty()) {
    // "PETIT Anne épouse DURAND": the family name is known, capitals before it are the birth name.
    if (split_by_capitals(words, given, family)) name.birth_family = joined(family);
    else if (is_mixed_case(words) || words.size() != 1) given = words;
    else name.birth_family = joined(words);
    name.given = joined(given);
    return;
  }
  if (!split_by_capitals(words, given, family)) split_by_habit(words, given, family);
  name.given = joined(given);
  name.family = joined(family);
}

FullName split_words(Words words) {
  FullName name;
  take_titles(words, name);
  take_birth_name(words, name);
  take_suffix(words, name);
  name.two_people |= has_joined_people(words);
  split_given_and_family(words, name);
  return name;
}

/// "Dupont, Jean": `family` before the comma.
FullName split_at_comma(std::string_view family, std::string_view given) {
  FullName name;
  Words family_words = words_of(family), given_words = words_of(given);
  take_titles(family_words, name);
  if (name.title.empty()) {
    take_titles(given_words, name);
  }
  take_birth_name(family_words, name);
  take_birth_name(given_words, name);
  name.two_people |= has_joined_people(given_words);
  name.family = joined(family_words);
  name.given = joined(given_words);
  return name;
}

bool is_suffix_alone(std::string_view text) { return !suffix_form(fold(text)).empty(); }

}  // namespace

FullName split_full_name(std::string_view raw) {
  raw = trim(raw);
  std::string_view suffix;
  if (const size_t last = raw.rfind(','); last != std::string_view::npos && is_suffix_alone(raw.substr(last + 1))) {
    suffix = trim(raw.substr(last + 1));
    raw = trim(raw.substr(0, last));
  }
  const size_t comma = raw.find(',');
  const bool by_comma = comma != std::string_view::npos && comma > 0 && !trim(raw.substr(comma + 1)).empty();
  FullName name = by_comma ? split_at_comma(raw.substr(0, comma), raw.substr(comma + 1)) : split_words(words_of(raw));
  if (name.suffix.empty()) name.suffix = suffix;
  return name;
}

FamilyName split_family_name(std::string_view raw) {
  FamilyName name;
  Words words = words_of(trim(raw));
  const auto marker =
      std::find_if(words.begin(), words.end(), [](auto word) { return name_marker(word) != NameMarker::none; });
  const std::string before = joined(std::span(words.begin(), marker));
  if (marker == words.end()) {
    name.family = before;
    return name;
  }
  const std::string behind = joined(std::span(marker + 1, words.end()));
  const bool born = name_marker(*marker) == NameMarker::born;
  name.family = born ? before : behind;
  name.birth_family = born ? behind : before;
  if (name.family.empty()) std::swap(name.family, name.birth_family);
  return name;
}

}  // namespace sosie::matchers
