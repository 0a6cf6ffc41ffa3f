#include "matchers/normalize/identifiers.h"

#include <algorithm>
#include <array>

#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

struct IbanLength {
  std::string_view country;
  uint8_t length;
};
// ISO 13616 registry: Europe and frequent others.
constexpr IbanLength kIbanLengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21},
    {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FO", 18},
    {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IS", 26}, {"IT", 27}, {"LB", 28}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"MA", 28}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MT", 31}, {"MU", 30},
    {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24}, {"RS", 22}, {"SA", 24}, {"SE", 24},
    {"SI", 19}, {"SK", 24}, {"SM", 27}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"XK", 20},
};

bool fits_country(std::string_view iban) {
  const auto* found = std::find_if(std::begin(kIbanLengths), std::end(kIbanLengths),
                                   [&](const IbanLength& entry) { return iban.starts_with(entry.country); });
  return found == std::end(kIbanLengths) ? iban.size() >= 15 && iban.size() <= 34 : iban.size() == found->length;
}

/// Remainder by 97 of the text read as a number, A = 10 ... Z = 35.
unsigned mod_97(std::string_view text, unsigned remainder = 0) {
  for (const char c : text) {
    const auto value = is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'A' + 10);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

bool passes_luhn(std::string_view digits) {
  unsigned sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    auto value = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

bool is_one_character(std::string_view text) { return text.find_first_not_of(text.front()) == std::string_view::npos; }

unsigned digit_sum(std::string_view digits) {
  unsigned sum = 0;
  for (const char c : digits) sum += static_cast<unsigned>(c - '0');
  return sum;
}

uint64_t number_of(std::string_view digits) {
  uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<uint64_t>(c - '0');
  return value;
}

}  // namespace

void normalize_identifier(std::string_view raw, std::string& out) {
  fold(raw, out);
  std::erase(out, ' ');
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
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
