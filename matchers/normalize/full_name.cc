// A name in one field, taken apart: markers first (née, et, titles, suffixes), then what separates given from family
// name: capitals, a comma, particles, and at last which words are usual given names.
#include <algorithm>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/name_words.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/nicknames.h"
#include "matchers/normalize/suffixes.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

/// A word as written, folded once for all the questions asked of it.
struct NameWord {
  std::string_view raw, folded;
  NameMarker marker() const { return name_marker(raw, folded); }
  bool joins() const { return joins_people(raw, folded); }
  bool capitals() const { return is_capitals(raw); }
};
using Words = std::vector<NameWord>;

/// Folded words of one name. They are read as long as the name is, so that nothing moves.
class FoldedWords {
 public:
  explicit FoldedWords(size_t name_bytes) { text_.reserve(kFoldGrowth * name_bytes); }
  std::string_view add(std::string_view raw) {
    const size_t begin = text_.size();
    fold(raw, word_);
    text_ += word_;
    return std::string_view(text_).substr(begin);
  }

 private:
  std::string text_, word_;
};

/// Bytes of the blank at the front: ASCII, no-break or narrow no-break; 0 for none.
size_t blank_size(std::string_view text) {
  if (text.front() == ' ' || text.front() == '\t') return 1;
  if (text.starts_with("\xc2\xa0")) return 2;
  return text.starts_with("\xe2\x80\xaf") ? 3 : 0;
}

/// Words of the raw text; brackets are blanks, "&" and "/" words of their own.
Words words_of(std::string_view raw, FoldedWords& folded) {
  Words words;
  size_t start = 0;
  const auto add = [&](std::string_view word) { words.push_back({word, folded.add(word)}); };
  const auto flush = [&](size_t end, size_t skipped = 1) {
    if (end > start) add(raw.substr(start, end - start));
    start = end + skipped;
  };
  for (size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool bracket =
        (c == '(' || c == ')') && raw.substr(i, 3) != "(e)" && (i < 2 || raw.substr(i - 2, 3) != "(e)");
    if (const size_t blank = bracket ? 1 : blank_size(raw.substr(i))) {
      flush(i, blank);
      i += blank - 1;
      continue;
    }
    if (c == '&' || c == '/' || c == '+') {
      flush(i);
      add(raw.substr(i, 1));
    }
  }
  flush(raw.size());
  return words;
}

std::string joined(std::span<const NameWord> words) {
  std::string text;
  for (const NameWord& word : words) {
    if (!text.empty()) text += ' ';
    text += word.raw;
  }
  return text;
}

bool is_title(const NameWord& word) {
  return word.raw == "M." || word.raw == "M" || title_word(word.folded) != TitleWord::none;
}

/// "Mme le Maire Anne Durand", "M. le Dr Martin": article and office behind a title, and a name behind both. "M. Le
/// Maire" may be called so.
bool is_office_behind_title(const Words& words, size_t at) {
  if (at == 0 || at + 2 >= words.size() || !is_office(words[at + 1].folded)) return false;
  return words[at].raw == "le" || words[at].raw == "la" || words[at].raw == "LE" || words[at].raw == "LA";
}

/// "M. Mme": a man's title and a woman's.
bool addresses_both(std::span<const NameWord> titles) {
  const auto is = [](NameGender gender) {
    return [gender](const NameWord& title) { return gender_of_title(title.raw) == gender; };
  };
  return std::any_of(titles.begin(), titles.end(), is(NameGender::female)) &&
         std::any_of(titles.begin(), titles.end(), is(NameGender::male));
}

/// A single "M." is Monsieur only when more than one word follows it, or the word behind it is written in full.
void take_titles(Words& words, FullName& name) {
  size_t count = 0;
  for (;;) {
    if (is_office_behind_title(words, count)) {
      count += 2;
      continue;
    }
    if (count == words.size() || !is_title(words[count])) break;
    ++count;
    if (count + 1 < words.size() && words[count].joins() && is_title(words[count + 1])) {
      name.two_people = true;
      ++count;
    }
  }
  if (count == words.size() && count > 0 && !name.two_people) --count;
  name.two_people |= count > 0 && is_one_of(words[0].folded, {"mm", "messieurs", "mmes"});
  name.title = joined(std::span(words).first(count));
  name.two_people |= count > 1 && addresses_both(std::span(words).first(count));
  words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(count));
}

void take_suffix(Words& words, FullName& name) {
  if (words.size() < 3) return;
  if (!ends_full_name(words.back().folded)) return;
  name.suffix = words.back().raw;
  words.pop_back();
}

bool is_mixed_case(std::span<const NameWord> words) {
  const auto capitals = std::count_if(words.begin(), words.end(), std::mem_fn(&NameWord::capitals));
  return capitals != 0 && static_cast<size_t>(capitals) != words.size();
}

Words::const_iterator find_marker(const Words& words) {
  return std::find_if(words.begin(), words.end(),
                      [](const NameWord& word) { return word.marker() != NameMarker::none; });
}

/// Capitals that name a family: initials ("JP", "J.") do not.
bool is_family_capitals(const NameWord& word) {
  constexpr size_t kInitials = 3;
  if (!word.capitals()) return false;
  const std::string_view folded = word.folded;
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
    if (is_family[i + 1] && is_particle(words[i].folded)) is_family[i] = true;
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
bool belongs_to_given(const NameWord& word) {
  const std::string_view folded = word.folded;
  if (is_particle(folded) && folded != "ben" && folded != "al") return false;
  return word.joins() || are_initials(folded) || usual_gender(folded) != NameGender::unknown ||
         is_known_given_name(folded);
}

size_t known_in_front(const Words& words) {
  return static_cast<size_t>(std::find_if_not(words.begin(), words.end(), belongs_to_given) - words.begin());
}

size_t known_at_end(const Words& words) {
  return static_cast<size_t>(std::find_if_not(words.rbegin(), words.rend(), belongs_to_given) - words.rbegin());
}

/// How many words in front of `behind` are the name that a marker announces: in "DURAND née PETIT Anne" those in
/// capitals, in "DURAND NEE PETIT ANNE" those before usual given names, if none stands before the marker.
size_t announced_size(const Words& before, const Words& behind) {
  if (is_mixed_case(behind)) {
    const auto past = std::find_if_not(behind.begin(), behind.end(), std::mem_fn(&NameWord::capitals));
    return past == behind.begin() ? behind.size() : static_cast<size_t>(past - behind.begin());
  }
  if (before.empty() || known_in_front(before) > 0 || known_at_end(before) > 0) return behind.size();
  const size_t given = known_at_end(behind);
  return given < behind.size() ? behind.size() - given : behind.size();
}

/// Cuts the words at "née" or "épouse". What follows the name behind them goes back to the others.
void take_birth_name(Words& words, FullName& name) {
  const auto marker = find_marker(words);
  if (marker == words.end()) return;
  const NameMarker kind = marker->marker();
  Words behind(marker + 1, words.cend());
  words.erase(marker, words.cend());
  if (behind.empty()) return;
  const auto past = behind.begin() + static_cast<ptrdiff_t>(announced_size(words, behind));
  const Words rest(past, behind.end());
  behind.erase(past, behind.end());
  if (kind == NameMarker::born) {
    name.birth_family = joined(behind);
  } else {
    name.family = joined(behind);
  }
  words.insert(words.end(), rest.begin(), rest.end());
}

/// Index of the first word of the family name in "Jean de la Tour"; 0 when no particle tells.
size_t particle_start(const Words& words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (is_particle(words[i].folded)) return i;
  }
  return 0;
}

/// "Ben Ali Mohamed": Ben begins a family name where a usual given name follows the word behind it.
bool begins_with_ben(const Words& words) {
  return words.size() > 2 && is_particle(words[0].folded) && belongs_to_given(words[0]) && belongs_to_given(words[2]);
}

void split_by_habit(const Words& words, Words& given, Words& family) {
  const auto cut = [&](size_t at, bool given_first) {
    (given_first ? given : family).assign(words.begin(), words.begin() + static_cast<ptrdiff_t>(at));
    (given_first ? family : given).assign(words.begin() + static_cast<ptrdiff_t>(at), words.end());
  };
  if (words.size() < 2) return cut(0, true);
  if (begins_with_ben(words)) return cut(2, false);
  const size_t front = known_in_front(words), end = known_at_end(words);
  if (front == 0 && end > 0) return cut(words.size() - end, false);
  if (const size_t particle = particle_start(words); particle > 0) return cut(particle, true);
  if (front > 0) return cut(std::min(front, words.size() - 1), true);
  cut(words.size() - 1, true);
}

/// "Jean et Marie Dupont": the joined words and those between are given names.
bool has_joined_people(const Words& words) {
  return words.size() > 2 && std::any_of(words.begin() + 1, words.end() - 1, std::mem_fn(&NameWord::joins));
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
FullName split_at_comma(std::string_view family, std::string_view given, FoldedWords& folded) {
  FullName name;
  Words family_words = words_of(family, folded), given_words = words_of(given, folded);
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

/// "née Petit" behind a comma is no given name.
bool begins_with_marker(const Words& words) { return !words.empty() && words.front().marker() != NameMarker::none; }

/// Splits at the comma, unless a marker follows it: then it only separates words.
FullName split_with_comma(std::string_view family, std::string_view given, FoldedWords& folded) {
  const Words behind = words_of(given, folded);
  if (!begins_with_marker(behind)) return split_at_comma(family, given, folded);
  Words words = words_of(family, folded);
  words.insert(words.end(), behind.begin(), behind.end());
  return split_words(std::move(words));
}

/// "Hans Schmidt, sen.": behind a comma and two words stands no given name. "Dupont, I." has an initial.
bool is_suffix_behind(std::string_view name, std::string_view text) {
  const std::string folded = fold(text);
  if (ends_full_name(folded)) return true;
  return folded.size() > 1 && name.find(' ') != std::string_view::npos && !suffix_form(folded).empty();
}

}  // namespace

FullName split_full_name(std::string_view raw) {
  raw = trim(raw);
  std::string_view suffix;
  if (const size_t last = raw.rfind(',');
      last != std::string_view::npos && is_suffix_behind(trim(raw.substr(0, last)), raw.substr(last + 1))) {
    suffix = trim(raw.substr(last + 1));
    raw = trim(raw.substr(0, last));
  }
  const size_t comma = raw.find(',');
  const bool by_comma = comma != std::string_view::npos && comma > 0 && !trim(raw.substr(comma + 1)).empty();
  FoldedWords folded(2 * raw.size());  // what stands behind a comma may be read twice
  FullName name = by_comma ? split_with_comma(raw.substr(0, comma), raw.substr(comma + 1), folded)
                           : split_words(words_of(raw, folded));
  if (name.suffix.empty()) name.suffix = suffix;
  return name;
}

FamilyName split_family_name(std::string_view raw) {
  FamilyName name;
  FoldedWords folded(raw.size());
  const Words words = words_of(trim(raw), folded);
  const auto marker = find_marker(words);
  const std::string before = joined({words.begin(), marker});
  if (marker == words.end()) {
    name.family = before;
    return name;
  }
  const std::string behind = joined({marker + 1, words.end()});
  const bool born = marker->marker() == NameMarker::born;
  name.family = born ? before : behind;
  name.birth_family = born ? behind : before;
  if (name.family.empty()) std::swap(name.family, name.birth_family);
  return name;
}

}  // namespace sosie::matchers
