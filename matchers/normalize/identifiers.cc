#include "matchers/normalize/identifiers.h"

#include <algorithm>

#include "matchers/normalize/check_digits.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

struct IbanLength {
  std::string_view country;
  uint8_t length;
};
// ISO 13616 registry (SWIFT), all countries; Morocco's is in use there without being registered.
constexpr IbanLength kIbanLengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
    {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MA", 28}, {"MC", 27}, {"MD", 24},
    {"ME", 22}, {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15},
    {"OM", 23}, {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33},
    {"SA", 24}, {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25},
    {"SV", 28}, {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

bool fits_country(std::string_view iban) {
  const auto* found = std::find_if(std::begin(kIbanLengths), std::end(kIbanLengths),
                                   [&](const IbanLength& entry) { return iban.starts_with(entry.country); });
  return found == std::end(kIbanLengths) ? iban.size() >= 15 && iban.size() <= 34 : iban.size() == found->length;
}

bool is_one_character(std::string_view text) { return text.find_first_not_of(text.front()) == std::string_view::npos; }

unsigned digit_sum(std::string_view digits) {
  unsigned sum = 0;
  for (const char c : digits) sum += static_cast<unsigned>(c - '0');
  return sum;
}

}  // namespace

void normalize_identifier(std::string_view raw, std::string& out) {
  fold(raw, out);
  std::erase(out, ' ');
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  constexpr std::string_view kLabel = "IBAN";
  if (out.starts_with(kLabel) && valid_iban(std::string_view(out).substr(kLabel.size()))) out.erase(0, kLabel.size());
}

bool valid_iban(std::string_view iban) {
  if (iban.size() < 15 || !is_capital(iban[0]) || !is_capital(iban[1]) || !all_digits(iban.substr(2, 2))) return false;
  if (!std::all_of(iban.begin(), iban.end(), [](char c) { return is_digit(c) || is_capital(c); })) return false;
  return fits_country(iban) && mod_97(iban.substr(0, 4), mod_97(iban.substr(4))) == 1;
}

bool valid_siren(std::string_view siren) {
  return siren.size() == 9 && all_digits(siren) && !is_one_character(siren) && passes_luhn(siren);
}

bool valid_siret(std::string_view siret) {
  if (siret.size() != 14 || !all_digits(siret) || is_one_character(siret)) return false;
  if (siret.starts_with("356000000") && digit_sum(siret) % 5 == 0) return true;
  return passes_luhn(siret) && passes_luhn(siret.substr(0, 9));
}

bool valid_nir(std::string_view nir) {
  if (nir.size() != 15 || (nir[0] != '1' && nir[0] != '2')) return false;
  std::string digits(nir);
  // Corsica counts as 19 (2A) and 18 (2B): the key is taken of the number with the letter replaced by 0, less 1 or 2
  // million.
  uint64_t corsica = 0;
  if (digits[5] == '2' && digits[6] == 'A') corsica = 1'000'000;
  if (digits[5] == '2' && digits[6] == 'B') corsica = 2'000'000;
  if (corsica != 0) digits[6] = '0';
  if (!all_digits(digits)) return false;
  const uint64_t number = number_of(std::string_view(digits).substr(0, 13)) - corsica;
  return 97 - number % 97 == number_of(std::string_view(digits).substr(13));
}

}  // namespace sosie::matchers
