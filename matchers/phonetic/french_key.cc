// A key of sounds for French names, by rules of spelling alone.
//
// The rules follow the family of keys made for French registers: FONEM (Bouchard, Brard, Lavoie 1981, Population
// 36:1085), which rewrites spellings of one sound in names of the Saguenay, and Phonex (Brouard 1999), which keeps the
// nasal vowels apart. The set below is sosie's own: one pass from the left, the first rule that fits wins.
//
// Sounds in the key: consonants B D F G J K L M N P R S T V Z, C for the sound of ch; vowels A, E (é è ai ei eu), I, O,
// U, W (ou; also the glide of oi); nasal vowels 1 (an en), 2 (in ain un), 3 (on). A sound never follows itself. Silent
// are h, an e at the end, and consonants that French leaves unspoken at the end of a word (dupont, dubois, leroux,
// leblanc, bourg). The accent that would tell André from Andre is gone from folded text, so a final e is silent in
// both.
#include "matchers/phonetic/french_key.h"

#include <algorithm>
#include <array>

namespace sosie::matchers {
namespace {

enum class Next : uint8_t {
  any,
  soft,   // e, i or y follows
  hard,   // a, o or u follows
  vowel,  // any vowel follows
  nasal,  // a consonant other than n and m follows, or nothing
  lips,   // b or p follows
  end,    // nothing follows
};

// Where `letters` stand and what follows fits, they sound as `sound`; `between` wants a vowel before them as well.
struct Rule {
  std::string_view letters;
  Next next = Next::any;
  std::string_view sound;
  bool after_vowel = false;
};

// By first letter; longer and narrower before shorter and wider.
constexpr auto kRules = std::to_array<Rule>({
    {"aient", Next::end, "E"},  {"ain", Next::nasal, "2"}, {"aim", Next::nasal, "2"},  {"aill", Next::any, "AI"},
    {"ai", Next::any, "E"},     {"ay", Next::end, "E"},    {"ay", Next::any, "EI"},    {"ault", Next::any, "OT"},
    {"au", Next::any, "O"},     {"an", Next::nasal, "1"},  {"am", Next::lips, "1"},    {"a", Next::any, "A"},
    {"bv", Next::any, "V"},     {"b", Next::any, "B"},     {"chr", Next::any, "KR"},   {"chl", Next::any, "KL"},
    {"ch", Next::any, "C"},     {"cqu", Next::any, "K"},   {"ck", Next::any, "K"},     {"cc", Next::soft, "KS"},
    {"c", Next::soft, "S"},     {"c", Next::any, "K"},     {"d", Next::any, "D"},      {"eau", Next::any, "O"},
    {"ein", Next::nasal, "2"},  {"eim", Next::nasal, "2"}, {"eill", Next::any, "EI"},  {"ei", Next::any, "E"},
    {"ey", Next::end, "E"},     {"ey", Next::any, "EI"},   {"eu", Next::any, "E"},     {"en", Next::nasal, "1"},
    {"em", Next::lips, "1"},    {"e", Next::end, ""},      {"e", Next::any, "E"},      {"f", Next::any, "F"},
    {"gn", Next::any, "N"},     {"gu", Next::soft, "G"},   {"ge", Next::hard, "J"},    {"g", Next::soft, "J"},
    {"g", Next::any, "G"},      {"h", Next::any, ""},      {"ien", Next::nasal, "I2"}, {"ill", Next::any, "I", true},
    {"in", Next::nasal, "2"},   {"im", Next::lips, "2"},   {"i", Next::any, "I"},      {"j", Next::any, "J"},
    {"k", Next::any, "K"},      {"l", Next::any, "L"},     {"m", Next::any, "M"},      {"n", Next::any, "N"},
    {"oin", Next::nasal, "W2"}, {"oi", Next::any, "WA"},   {"oy", Next::any, "WA"},    {"ou", Next::any, "W"},
    {"oeu", Next::any, "E"},    {"oe", Next::any, "E"},    {"on", Next::nasal, "3"},   {"om", Next::lips, "3"},
    {"o", Next::any, "O"},      {"ph", Next::any, "F"},    {"pt", Next::any, "T"},     {"p", Next::any, "P"},
    {"qu", Next::any, "K"},     {"q", Next::any, "K"},     {"r", Next::any, "R"},      {"sch", Next::any, "C"},
    {"sh", Next::any, "C"},     {"sc", Next::soft, "S"},   {"ss", Next::any, "S"},     {"s", Next::vowel, "Z", true},
    {"s", Next::any, "S"},      {"t", Next::any, "T"},     {"un", Next::nasal, "2"},   {"um", Next::lips, "2"},
    {"u", Next::any, "U"},      {"v", Next::any, "V"},     {"w", Next::any, "V"},      {"x", Next::any, "KS"},
    {"yn", Next::nasal, "2"},   {"ym", Next::nasal, "2"},  {"y", Next::any, "I"},      {"z", Next::any, "Z"},
});

constexpr size_t index_of(char letter) { return static_cast<size_t>(letter - 'a'); }

// Where the rules of each letter begin.
constexpr std::array<uint8_t, 27> make_first_rules() {
  std::array<uint8_t, 27> first{};
  for (const Rule& rule : kRules) ++first[index_of(rule.letters[0]) + 1];
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  return first;
}
constexpr std::array<uint8_t, 27> kFirstRules = make_first_rules();
static_assert(std::ranges::is_sorted(kRules, {}, [](const Rule& rule) { return rule.letters[0]; }));

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
bool is_vowel(char c) { return is_one_of("aeiouy", c); }

bool follows(Next next, std::string_view rest) {
  switch (next) {
    case Next::any: return true;
    case Next::soft: return !rest.empty() && is_one_of("eiy", rest[0]);
    case Next::hard: return !rest.empty() && is_one_of("aou", rest[0]);
    case Next::vowel: return !rest.empty() && is_vowel(rest[0]);
    case Next::nasal: return rest.empty() || !(is_vowel(rest[0]) || is_one_of("nm", rest[0]));
    case Next::lips: return !rest.empty() && is_one_of("bp", rest[0]);
    case Next::end: return rest.empty();
  }
  return false;
}

// Every letter has a rule without conditions, so one always fits.
const Rule& rule_at(std::string_view word, size_t i) {
  const std::string_view rest = word.substr(i);
  const Rule* rule = &kRules[kFirstRules[index_of(rest[0])]];
  while (!rest.starts_with(rule->letters) || !follows(rule->next, rest.substr(rule->letters.size())) ||
         (rule->after_vowel && (i == 0 || !is_vowel(word[i - 1])))) {
    ++rule;
  }
  return *rule;
}

bool ends_silently(std::string_view word) {
  if (word.size() < 3) return false;
  const char before = word[word.size() - 2];
  switch (word.back()) {
    case 's':
    case 'x':
    case 'z': return true;
    case 't':
    case 'd': return before != 's';
    case 'p': return is_one_of("mu", before);
    case 'g': return is_one_of("nr", before);
    case 'c': return before == 'n';
    case 'b': return before == 'm';
    default: return false;
  }
}

// Cuts what is not spoken at the end. An e that one of t, d, z, r made sound (bouvet, gautier) is written as ei, which
// has that sound, since the rules leave a final e silent.
void cut_silent_end(std::string& word) {
  bool e_sounds = false;
  bool cut = false;
  for (; ends_silently(word); word.pop_back(), cut = true) e_sounds = is_one_of("tdz", word.back());
  if (cut && word.size() > 3 && word.ends_with("aul")) word.pop_back();
  if (word.size() > 3 && word.ends_with("er")) {
    word.pop_back();
    e_sounds = true;
  }
  if (e_sounds && word.ends_with('e')) word += 'i';
}

}  // namespace

void french_key(std::string_view folded, std::string& out) {
  std::string word;
  std::ranges::copy_if(folded, std::back_inserter(word), is_letter);
  out.clear();
  if (word.empty()) return;
  cut_silent_end(word);
  for (size_t i = 0; i < word.size();) {
    const Rule& rule = rule_at(word, i);
    for (const char sound : rule.sound) {
      if (out.empty() || out.back() != sound) out += sound;
    }
    i += rule.letters.size();
  }
  if (out.empty()) out += static_cast<char>(word[0] - 'a' + 'A');  // "h", "e": silent, yet a name
}

}  // namespace sosie::matchers
