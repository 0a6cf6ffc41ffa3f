// FONEM is a list of rewriting rules, each applied to the whole name before the next one; the order is part of it.
//
// The names of the rules (V-1 to V-20 for vowels, C-1 to C-33 for consonants) are those of the paper. Its rules C-11,
// C-16 and C-17 keep an A or a C from the rules behind them: a small letter does that here, which no rule knows, and
// which is a capital again in the end.
//
// Two programs that follow the paper (npm talisman 1.1, PyPI abydos 0.5) differ on one French name in forty. Where they
// do, this is:
// - C-27: Z becomes S behind a vowel or between consonants, as in abydos; talisman wants a vowel behind it, which also
//   rewrites every Z at the beginning, where it is spoken as written (zacharie).
// - V-15: not for the end of a name (champ), as in talisman; abydos says so too, but where it can never apply.
// - V-20: an IM at the beginning wants a consonant behind it, as in talisman; abydos rewrites iman. Elsewhere it wants
//   one before it too, as in abydos.
// - C-11, C-16, C-17: a kept letter is neither vowel nor consonant to other rules, as in abydos; in talisman
//   logan loses its last letter to C-29 by it, and maccari keeps both its C.
// - C-30: SIN, SAIN, SEIN, SEIM, CIN, with or without their last letters, become ST- whatever follows, as in talisman;
//   abydos carries the exception of C-32 (no E behind ST) over to them.
// - C-20 comes before the rules for nasal vowels, as in talisman: scandella keeps its K.
// - C-28 holds at the beginning (llorca), as in abydos. V-14 and C-28 leave one of any number of equal letters.
// - V-7 wants a letter before AY, as in talisman.
#include "matchers/phonetic/fonem.h"

#include <algorithm>

namespace sosie::matchers {
namespace {

// Sets of letters; ^ is the beginning of the name, $ its end.
constexpr std::string_view kVowel = "AEIOUY";
constexpr std::string_view kConsonant = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::string_view kConsonantButN = "BCDFGHJKLMPQRSTVWXZ";
constexpr std::string_view kConsonantOrEnd = "BCDFGHJKLMNPQRSTVWXZ$";
constexpr std::string_view kConsonantOrBegin = "BCDFGHJKLMNPQRSTVWXZ^";
constexpr std::string_view kLetter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kButG = "ABCDEFHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kButCX = "ABDEFGHIJKLMNOPQRSTUVWYZ";
constexpr std::string_view kButCPS = "ABDEFGHIJKLMNOQRTUVWXYZ^-c";
constexpr std::string_view kButI = "ABCDEFGHJKLMNOPQRSTUVWXYZ^";
constexpr std::string_view kSoft = "EIY";
constexpr std::string_view kHard = "AOU";
constexpr std::string_view kBegin = "^";
constexpr std::string_view kEnd = "$";

// `letters` become `sound` where one of `before` stands before them and one of `after` behind; an empty set holds
// everything. Neighbours are seen as they were before the rule.
struct Rule {
  std::string_view letters;
  std::string_view sound;
  std::string_view before = {};
  std::string_view after = {};
  std::string_view not_followed_by = {};
  size_t least_behind = 0;  // letters that must stand behind
};

// V-14 and C-28; then what the ILE of C-28 was.
constexpr Rule kDoubles[] = {
    {"CC", "C", {}, kConsonantOrEnd}, {"SS", "S", kConsonantOrBegin},
    {"SS", "S", {}, kConsonantOrEnd}, {"LL", "L", kButI},
    {"ILE", "ILLE", {}, kEnd},
};

constexpr Rule kRules[] = {
    {"GEO", "JO"},                                         // C-12
    {"GEAU", "JO"},                                        // C-12
    {"CC", "K", {}, kHard},                                // C-8
    {"CC", "X", {}, kSoft},                                // C-9
    {"G", "J", {}, kSoft},                                 // C-10
    {"MAC", "MAc", kBegin, kConsonant},                    // C-16
    {"MC", "MAc", kBegin},                                 // C-17
    {"SC", "S", kBegin, kSoft},                            // C-20
    {"C", "SS", kVowel, kSoft},                            // C-2
    {"C", "S", kButCX, kSoft},                             // C-3
    {"C", "K", {}, "BDFGJKLMNPQRSTVWXZ"},                  // C-7
    {"EAULT", "O", {}, kEnd},                              // V-2
    {"AULT", "O", {}, kEnd},                               // V-2
    {"OLT", "O", {}, kEnd},                                // V-2
    {"EAULX", "O", {}, kEnd},                              // V-5
    {"AULX", "O", {}, kEnd},                               // V-5
    {"OLX", "O", {}, kEnd},                                // V-5
    {"EAUT", "O", {}, kEnd},                               // V-3
    {"AUT", "O", {}, kEnd},                                // V-3
    {"EAUX", "O", {}, kEnd},                               // V-4
    {"AUX", "O", {}, kEnd},                                // V-4
    {"EAULD", "O", {}, kEnd},                              // V-6
    {"AULD", "O", {}, kEnd},                               // V-6
    {"EAUD", "O", {}, kEnd},                               // V-6
    {"AUD", "O", {}, kEnd},                                // V-6
    {"EAU", "O"},                                          // V-1
    {"AU", "O"},                                           // V-1
    {"H", "", kButCPS},                                    // C-14
    {"GA", "Ga", {}, "MN"},                                // C-11
    {"GAIM", "GaIM"},                                      // C-11
    {"GAIN", "GaIN"},                                      // C-11
    {"SAINTE", "STE-", kBegin},                            // C-31
    {"STE", "STE-", kBegin, {}, "-"},                      // C-33
    {"SAINT", "ST-", kBegin},                              // C-30
    {"SAIN", "ST-", kBegin},                               // C-30
    {"SINT", "ST-", kBegin},                               // C-30
    {"SIN", "ST-", kBegin},                                // C-30
    {"SEIN", "ST-", kBegin},                               // C-30
    {"SEIM", "ST-", kBegin},                               // C-30
    {"CINQ", "ST-", kBegin},                               // C-30
    {"CIN", "ST-", kBegin},                                // C-30
    {"ST", "ST-", kBegin, "ABCDFGHIJKLMNOPQRSTUVWXYZa$"},  // C-32
    {"AM", "EN", {}, kConsonantButN, {}, 2},               // V-15
    {"EM", "EN", {}, kConsonantButN, {}, 2},               // V-15
    {"AN", "EN", {}, kConsonant},                          // V-17
    {"AIM", "IN", {}, kConsonantOrEnd},                    // V-18
    {"AIN", "IN", {}, kConsonantOrEnd},                    // V-18
    {"EIN", "IN", {}, kConsonantOrEnd},                    // V-18
    {"AY", "E", kButG, kEnd},                              // V-7
    {"EUX", "EU", {}, kEnd},                               // V-8
    {"EY", "E", {}, kConsonantOrEnd},                      // V-9
    {"Y", "I"},                                            // V-10; between vowels V-11 takes it back
    {"I", "Y", kVowel, kVowel},                            // V-11
    {"ILL", "Y", kVowel},                                  // V-12
    {"OU", "W", {}, "AEOUI", "ILL"},                       // V-13
    {"OM", "ON", {}, kConsonantButN},                      // V-16
    {"BORNE", "BURN", {}, kEnd},                           // V-19
    {"BORN", "BURN", {}, kEnd},                            // V-19
    {"BOURNE", "BURN", {}, kEnd},                          // V-19
    {"BOURN", "BURN", {}, kEnd},                           // V-19
    {"BURNE", "BURN", {}, kEnd},                           // V-19
    {"IM", "IN", kConsonantOrBegin, kConsonantButN},       // V-20
    {"BV", "V"},                                           // C-1
    {"C", "S", kBegin, kSoft},                             // C-4
    {"C", "K", kBegin, kHard},                             // C-5
    {"C", "K", kVowel, kEnd},                              // C-6
    {"GNI", "GN", {}, kVowel},                             // C-13
    {"JEA", "JA"},                                         // C-15
    {"PH", "F"},                                           // C-18
    {"QU", "K"},                                           // C-19
    {"SC", "SS", kLetter, kSoft},                          // C-21
    {"SC", "SK", kLetter, kHard},                          // C-22
    {"SH", "CH"},                                          // C-23
    {"TIA", "SSIA", {}, kEnd},                             // C-24
    {"W", "", "AIOUY"},                                    // C-25
    {"XC", "X"},                                           // C-26
    {"XS", "X"},                                           // C-26
    {"XZ", "X"},                                           // C-26
    {"Z", "S", kVowel},                                    // C-27
    {"Z", "S", kConsonant, kConsonant},                    // C-27
};

bool is_in(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

bool fits(const Rule& rule, std::string_view name, size_t at) {
  const std::string_view rest = name.substr(at);
  if (!rest.starts_with(rule.letters)) return false;
  const std::string_view behind = rest.substr(rule.letters.size());
  if (behind.size() < rule.least_behind) return false;
  if (!rule.before.empty() && !is_in(rule.before, at == 0 ? '^' : name[at - 1])) return false;
  if (!rule.after.empty() && !is_in(rule.after, behind.empty() ? '$' : behind[0])) return false;
  return rule.not_followed_by.empty() || !behind.starts_with(rule.not_followed_by);
}

// `scratch` serves again and again.
void apply(const Rule& rule, std::string& name, std::string& scratch) {
  if (name.find(rule.letters) == std::string::npos) return;
  scratch.clear();
  for (size_t at = 0; at < name.size();) {
    const bool rewritten = fits(rule, name, at);
    scratch += rewritten ? rule.sound : std::string_view(name).substr(at, 1);
    at += rewritten ? rule.letters.size() : 1;
  }
  name.swap(scratch);
}

// V-14 and the first part of C-28: of equal neighbours one stays, but for C, L and S, which have rules of their own.
void merge_doubles(std::string& name, std::string& scratch) {
  const auto same = [](char a, char b) { return a == b && is_in("ABDEFGHIJKMNOPQRTUVWXYZ", a); };
  name.erase(std::unique(name.begin(), name.end(), same), name.end());
  for (const Rule& rule : kDoubles) apply(rule, name, scratch);
}

// C-29: of two consonants at the end the first stays, unless both are heard.
void cut_last_consonant(std::string& name) {
  const size_t size = name.size();
  if (size < 2 || !is_in(kConsonant, name[size - 1]) || !is_in(kConsonant, name[size - 2])) return;
  const char before = name[size - 2];
  const char last = name[size - 1];
  const bool both_heard = name.ends_with("ILS") || (is_in("CS", before) && last == 'H') ||
                          (is_in("MN", before) && last == 'P') || (before == 'R' && is_in("CFKLNSX", last));
  if (!both_heard) name.pop_back();
}

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

void fonem(std::string_view folded, std::string& out) {
  out.clear();
  for (const char c : folded) {
    if (c >= 'a' && c <= 'z') out += capital(c);
  }
  std::string scratch;
  merge_doubles(out, scratch);
  for (const Rule& rule : kRules) apply(rule, out, scratch);
  cut_last_consonant(out);
  merge_doubles(out, scratch);
  std::ranges::transform(out, out.begin(), capital);
}

}  // namespace sosie::matchers
