// Postcodes, towns and countries.
#include <algorithm>
#include <array>
#include <vector>

#include "matchers/normalize/address.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

/// Countries whose postcodes are five digits, some of them with zeros in front that spreadsheets lose.
bool has_five_digits(std::string_view country) {
  return is_one_of(country,
                   {"FR", "DE", "ES", "IT", "US", "MC", "RE", "GP", "MQ", "GF", "YT", "FI", "EE", "HR", "TR", "MA"});
}

/// All digits of a text without letters, else its first word of digits ("75001 PARIS"), with zeros put back in front;
/// empty when the text is no such postcode.
std::string five_digits(std::string_view raw) {
  constexpr size_t kLength = 5, kFewest = 4;
  const std::string folded = fold(raw);
  std::string_view rest = folded;
  for (const std::string_view prefix : {"f ", "fr ", "d ", "de ", "e ", "es ", "i ", "it "}) {
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  }
  std::string digits(rest);
  std::erase(digits, ' ');
  const auto fits = [](std::string_view text) {
    return is_number(text) && text.size() >= kFewest && text.size() <= kLength;
  };
  if (!fits(digits)) digits = rest.substr(0, rest.find(' '));
  if (!fits(digits)) return {};
  return digits.insert(0, kLength - digits.size(), '0');
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

std::string_view town_word(std::string_view word) {
  if (word == "st") return "saint";
  if (word == "ste") return "sainte";
  return word == "s" ? "sur" : word;
}

const WordTable& country_names() {
  static const WordTable table = [] {
    struct Country {
      std::string_view code, names;
    };
    static constexpr Country kCountries[] = {
        {"FR", "fr,fra,france,f,francia,frankreich,frankrijk,france metropolitaine,250"},
        {"BE", "be,bel,belgique,belgium,belgie,belgien,b"},
        {"CH", "ch,che,suisse,switzerland,schweiz,svizzera"},
        {"LU", "lu,lux,luxembourg,luxemburg,l"},
        {"DE", "de,deu,allemagne,germany,deutschland,d,ger,alemania,germania"},
        {"AT", "at,aut,autriche,austria,osterreich,oesterreich,a"},
        {"ES", "es,esp,espagne,spain,espana,spanien,spagna,e"},
        {"IT", "it,ita,italie,italy,italia,italien,i"},
        {"PT", "pt,prt,portugal,p"},
        {"GB",
         "gb,gbr,uk,royaume uni,united kingdom,great britain,england,angleterre,scotland,wales,grande bretagne,reino "
         "unido"},
        {"IE", "ie,irl,irlande,ireland,irland,eire"},
        {"NL", "nl,nld,pays bas,netherlands,nederland,niederlande,holland,hollande,the netherlands"},
        {"MC", "mc,mco,monaco"},
        {"AD", "ad,and,andorre,andorra"},
        {"LI", "li,lie,liechtenstein"},
        {"DK", "dk,dnk,danemark,denmark,danmark"},
        {"SE", "se,swe,suede,sweden,sverige,schweden"},
        {"NO", "no,nor,norvege,norway,norge"},
        {"FI", "fi,fin,finlande,finland,suomi"},
        {"PL", "pl,pol,pologne,poland,polska,polen"},
        {"CZ", "cz,cze,republique tcheque,tchequie,czech republic,czechia,cesko"},
        {"SK", "sk,svk,slovaquie,slovakia,slovensko"},
        {"HU", "hu,hun,hongrie,hungary,magyarorszag"},
        {"RO", "ro,rou,roumanie,romania"},
        {"BG", "bg,bgr,bulgarie,bulgaria"},
        {"GR", "gr,grc,grece,greece,ellada,el"},
        {"HR", "hr,hrv,croatie,croatia,hrvatska"},
        {"SI", "si,svn,slovenie,slovenia"},
        {"US", "us,usa,etats unis,united states,united states of america,estados unidos"},
        {"CA", "ca,can,canada"},
        {"AU", "au,aus,australie,australia"},
        {"MA", "ma,mar,maroc,morocco"},
        {"DZ", "dz,dza,algerie,algeria"},
        {"TN", "tn,tun,tunisie,tunisia"},
        {"RE", "re,reu,reunion,la reunion"},
        {"GP", "gp,glp,guadeloupe"},
        {"MQ", "mq,mtq,martinique"},
        {"GF", "gf,guf,guyane,guyane francaise"},
        {"YT", "yt,myt,mayotte"},
    };
    WordTable words;
    for (const Country& country : kCountries) {
      words.add_list(country.names, ',', static_cast<uint32_t>(country.code[0] << 8 | country.code[1]));
    }
    return words;
  }();
  return table;
}

constexpr auto kLetterPairs = [] {
  std::array<char, 26 * 26 * 2> pairs{};
  for (size_t i = 0; i < 26 * 26; ++i) {
    pairs[2 * i] = static_cast<char>('A' + i / 26);
    pairs[2 * i + 1] = static_cast<char>('A' + i % 26);
  }
  return pairs;
}();

}  // namespace

void normalize_postcode(std::string_view raw, std::string_view country, std::string& out) {
  out.clear();
  if (has_five_digits(country)) out = five_digits(raw);
  if (!out.empty()) return;
  normalize_identifier(raw, out);
  if (country == "GB") space_british(out);
}

void normalize_city(std::string_view raw, std::string& out) {
  out.clear();
  const std::string folded = fold(raw);
  std::vector<std::string_view> words;
  for_each_word(folded, [&](std::string_view word) { words.push_back(word); });
  words.erase(std::find(words.begin(), words.end(), "cedex"), words.end());
  while (words.size() > 1 && is_arrondissement(words.back())) words.pop_back();
  const auto first = std::find_if_not(words.begin(), words.end(), is_number);
  if (first != words.end()) words.erase(words.begin(), first);
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += town_word(word);
  }
}

std::string_view departement_of(std::string_view postcode, std::string_view country) {
  const bool overseas = country == "FR" && (postcode.starts_with("97") || postcode.starts_with("98"));
  return postcode.substr(0, overseas ? 3 : 2);
}

std::string_view country_code(std::string_view raw) {
  const uint32_t code = country_names().find(fold(raw));
  if (code == 0) return {};
  const size_t pair = ((code >> 8) - 'A') * 26 + ((code & 0xff) - 'A');
  return {kLetterPairs.data() + 2 * pair, 2};
}

}  // namespace sosie::matchers
