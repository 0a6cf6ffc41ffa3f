// Postcodes and towns.
#include <algorithm>
#include <utility>
#include <vector>

#include "matchers/normalize/address.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

/// How the digits of a country's postcodes are counted; spreadsheets lose zeros in front.
struct PostcodeDigits {
  size_t length = 0;  ///< 0 where postcodes are not digits alone
  size_t fewest = 0;  ///< that may be left of them
};

PostcodeDigits postcode_digits(std::string_view country) {
  if (is_one_of(country,
                {"FR", "DE", "ES", "IT", "US", "MC", "RE", "GP", "MQ", "GF", "YT", "FI", "EE", "HR", "TR", "MA"}))
    return {5, 4};
  if (is_one_of(country, {"BE", "CH", "LU", "AT", "LI", "HU", "SI", "BG"})) return {4, 4};
  return is_one_of(country, {"DK", "NO", "AU", "NZ"}) ? PostcodeDigits{4, 3} : PostcodeDigits{};
}

/// "1000.0", as spreadsheets export numbers, is "1000".
std::string_view without_fraction(std::string_view raw) {
  const std::string_view text = trim(raw);
  const size_t point = text.find_first_of(".,");
  if (point == std::string_view::npos || !is_number(text.substr(0, point))) return raw;
  const std::string_view fraction = text.substr(point + 1);
  return fraction.size() == 1 && fraction[0] == '0' ? text.substr(0, point) : raw;
}

/// Without the country's own sign ("F-", "BE ", for overseas departments too) or "CP " in front of the digits.
std::string_view without_country(std::string_view folded, std::string_view country) {
  const size_t size = static_cast<size_t>(std::find_if(folded.begin(), folded.end(), is_digit) - folded.begin());
  if (size == 0 || size == folded.size()) return folded;
  const std::string_view sign = trim(folded.substr(0, size));
  const auto is_sign_of = [&](std::string_view code) {
    const auto lower = [](char c) { return static_cast<char>(c - 'A' + 'a'); };
    return sign.size() <= code.size() && !sign.empty() && sign[0] == lower(code[0]) &&
           (sign.size() == 1 || sign[1] == lower(code[1]));
  };
  const bool french = is_one_of(country, {"MC", "RE", "GP", "MQ", "GF", "YT"}) && is_sign_of("FR");
  return french || is_sign_of(country) || sign == "cp" ? folded.substr(size) : folded;
}

/// All digits of a text without letters, else its first word of digits ("75001 PARIS"), with zeros put back in front;
/// empty when the text is no such postcode.
std::string digits_alone(std::string_view raw, std::string_view country, PostcodeDigits form) {
  const std::string folded = fold(without_fraction(raw));
  const std::string_view rest = without_country(folded, country);
  std::string digits(rest);
  std::erase(digits, ' ');
  const auto fits = [&](std::string_view text) {
    return is_number(text) && text.size() >= form.fewest && text.size() <= form.length;
  };
  if (!fits(digits)) digits = rest.substr(0, rest.find(' '));
  if (!fits(digits)) return {};
  return digits.insert(0, form.length - digits.size(), '0');
}

/// "SW1A1AA" as "SW1A 1AA".
void space_british(std::string& postcode) {
  constexpr size_t kInward = 3;
  const bool ascii =
      std::all_of(postcode.begin(), postcode.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && postcode.size() >= 5 && postcode.size() <= 7) postcode.insert(postcode.size() - kInward, 1, ' ');
}

bool is_arrondissement(std::string_view word) {
  const size_t digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
  const std::string_view ending = word.substr(digits);
  if (digits == 0) return is_one_of(word, {"arrondissement", "arr", "ardt", "arrdt"});
  return digits <= 2 && is_one_of(ending, {"", "e", "er", "eme", "ieme"});
}

bool is_ordinal_ending(std::string_view word) { return is_one_of(word, {"e", "er", "eme", "ieme", "o"}); }

/// "xv", "xve": up to 20, the arrondissements of Paris.
bool is_roman_arrondissement(std::string_view word) {
  if (word.size() > 1 && word.back() == 'e') word.remove_suffix(1);
  return word.size() <= 5 && !word.empty() && word.find_first_not_of("ivx") == std::string_view::npos;
}

using Words = std::vector<std::string_view>;

/// "paris 15 eme arrondissement" is "paris"; roman numbers only behind the three towns that have arrondissements.
void drop_arrondissement(Words& words) {
  const auto is_counted = [&] {
    return words.size() > 2 && is_ordinal_ending(words.back()) && is_number(words[words.size() - 2]);
  };
  while (words.size() > 1 && (is_arrondissement(words.back()) || is_counted())) words.pop_back();
  if (words.size() == 2 && is_one_of(words[0], {"paris", "lyon", "marseille"}) && is_roman_arrondissement(words[1]))
    words.pop_back();
}

/// "f 75015", "cp 75015" in front of a town.
bool begins_with_signed_postcode(const Words& words) {
  constexpr size_t kFewestDigits = 4;
  return words.size() > 2 && is_number(words[1]) && words[1].size() >= kFewestDigits &&
         is_one_of(words[0], {"f", "fr", "d", "de", "b", "be", "ch", "l", "lu", "a", "at", "e", "es", "i", "it", "cp"});
}

/// Numbers in front, with the sign of a country or without; all of them, so that nothing is left for a second time.
void drop_postcode(Words& words) {
  for (;;) {
    const auto first = std::find_if_not(words.begin(), words.end(), is_number);
    if (first == words.end()) return;
    words.erase(words.begin(), first);
    if (!begins_with_signed_postcode(words)) return;
    words.erase(words.begin());
  }
}

/// "Paris, France"; not "Roissy-en-France".
void drop_country(Words& words) {
  if (words.size() < 2 || words.back() != "france") return;
  if (!is_one_of(words[words.size() - 2], {"de", "en", "la", "d", "of"})) words.pop_back();
}

/// Writes the word at `at` in full; "s s" and "ss" are "sous", a lone s inside is "sur". Steps over what it used.
std::string_view town_word(const Words& words, size_t& at) {
  const std::string_view word = words[at];
  if (word == "st") return "saint";
  if (word == "ste") return "sainte";
  if (at == 0 || at + 1 == words.size()) return word;
  if (word == "ss") return "sous";
  if (word != "s") return word;
  if (words[at + 1] != "s" || at + 2 == words.size()) return "sur";
  ++at;
  return "sous";
}

}  // namespace

void normalize_postcode(std::string_view raw, std::string_view country, std::string& out) {
  const PostcodeDigits form = postcode_digits(country);
  if (form.length > 0) out = digits_alone(raw, country, form);
  else out.clear();
  if (!out.empty()) return;
  normalize_identifier(raw, out);
  if (country == "GB") space_british(out);
  if (form.length == 0) return;
  // "U.S. 62701": what is left without signs may be one after all.
  if (std::string digits = digits_alone(out, country, form); !digits.empty()) out = std::move(digits);
}

void normalize_city(std::string_view raw, std::string& out) {
  out.clear();
  const std::string folded = fold(raw);
  Words words;
  for_each_word(folded, [&](std::string_view word) { words.push_back(word); });
  words.erase(std::find(words.begin(), words.end(), "cedex"), words.end());
  drop_postcode(words);
  for (size_t before = words.size() + 1; words.size() < before;) {
    before = words.size();
    drop_country(words);
    drop_arrondissement(words);
  }
  for (size_t i = 0; i < words.size(); ++i) {
    if (!out.empty()) out += ' ';
    out += town_word(words, i);
  }
}

std::string_view departement_of(std::string_view postcode, std::string_view country) {
  const bool overseas = country == "FR" && (postcode.starts_with("97") || postcode.starts_with("98"));
  return postcode.substr(0, overseas ? 3 : 2);
}

}  // namespace sosie::matchers
