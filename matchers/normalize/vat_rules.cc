// Forms: European Commission, VIES, "What is the format of a VAT number?"; GB: HM Revenue and Customs, VATREG notice
// 700; CH: UIDV, SR 431.031. Check digits by the rules that the tax offices publish; each says which.
#include "matchers/normalize/vat_rules.h"

#include <array>
#include <iterator>

#include "matchers/normalize/check_digits.h"
#include "matchers/normalize/identifiers.h"

namespace sosie::matchers {
namespace {

using Text = std::string_view;

constexpr VatCheck agree(bool agrees) { return agrees ? VatCheck::agrees : VatCheck::fails; }
unsigned last(Text digits) { return digit_of(digits.back()); }

/// Sum of the digits of the doubled digit, as Luhn has it.
unsigned doubled(char c) { return digit_of(c) * 2 / 10 + digit_of(c) * 2 % 10; }

/// Austria, BMF, "UID-Nummer: Konstruktionsregeln": Luhn-like with 4 added.
VatCheck austria(Text number) {
  const Text digits = number.substr(1);
  unsigned sum = 4;
  for (size_t i = 0; i < 7; ++i) sum += i % 2 == 0 ? digit_of(digits[i]) : doubled(digits[i]);
  return agree((10 - sum % 10) % 10 == last(digits));
}

/// Belgium, Crossroads Bank for Enterprises: 97 less the rest of the first eight.
VatCheck belgium(Text number) { return agree(97 - number_of(number.substr(0, 8)) % 97 == number_of(number.substr(8))); }

uint64_t two_digits(Text digits, size_t at) { return number_of(digits.substr(at, 2)); }

/// Whether a day of birth may be written so; how long the month is does not matter here.
bool is_day(uint64_t month, uint64_t day) { return month >= 1 && month <= 12 && day >= 1 && day <= 31; }

bool bulgarian_company(Text digits) {
  unsigned rest = weighted_sum(digits, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  if (rest == 10) rest = weighted_sum(digits, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
  return rest == last(digits);
}

/// Bulgaria, National Revenue Agency: companies by nine digits; persons by EGN, foreigners, others by ten.
VatCheck bulgaria(Text number) {
  if (number.size() == 9) return agree(bulgarian_company(number));
  const bool born = is_day(two_digits(number, 2) % 20, two_digits(number, 4));
  const bool person = born && weighted_sum(number, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == last(number);
  const bool foreigner = weighted_sum(number, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == last(number);
  const bool other = (11 - weighted_sum(number, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == last(number);
  return agree(person || foreigner || other);
}

/// Cyprus, Tax Department: digits at odd places by table, the letter is the sum by 26.
VatCheck cyprus(Text number) {
  constexpr std::array<unsigned, 10> kOdd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  unsigned sum = 0;
  for (size_t i = 0; i < 8; ++i) sum += i % 2 == 0 ? kOdd[digit_of(number[i])] : digit_of(number[i]);
  return agree(!number.starts_with("12") && 'A' + sum % 26 == static_cast<unsigned>(number.back()));
}

VatCheck czech_company(Text number) {
  const unsigned check = (11 - weighted_sum(number, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
  return agree(number.front() != '9' && (check == 0 ? 1 : check) % 10 == last(number));
}

/// Birth numbers of Czechia and Slovakia: 50 is added to the month of women, 20 where a day ran out of numbers; since
/// 1954 they are divisible by 11, or the first nine leave 10 and a 0 follows.
bool is_birth_number(Text number) {
  const uint64_t month = two_digits(number, 2) % 50;
  const bool born = is_day(month > 20 ? month - 20 : month, two_digits(number, 4));
  return born && number_of(number.substr(0, 9)) % 11 % 10 == last(number);
}

/// Czechia, Financial Administration: companies by eight digits, persons born since 1954 by birth number (mod 11); the
/// nine digits of those born before have no check digit.
VatCheck czechia(Text number) {
  if (number.size() == 8) return czech_company(number);
  if (number.size() == 9) return VatCheck::not_known;
  return agree(is_birth_number(number));
}

/// Germany, BZSt: ISO 7064 mod 11,10.
VatCheck germany(Text number) { return agree(number.front() != '0' && passes_mod_11_10(number)); }

/// Denmark, Erhvervsstyrelsen, CVR: weighted sum by 11.
VatCheck denmark(Text number) {
  return agree(number.front() != '0' && weighted_sum(number, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0);
}

/// Estonia, Tax and Customs Board: weights 3 7 1, sum by 10.
VatCheck estonia(Text number) { return agree(weighted_sum(number, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0); }

/// Greece, AADE, AFM: powers of two, by 11, by 10.
VatCheck greece(Text number) {
  return agree(weighted_sum(number, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == last(number));
}

constexpr Text kSpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

/// The letter of a DNI: its number by 23.
bool spanish_person(Text digits, char letter) { return kSpanishLetters[number_of(digits) % 23] == letter; }

/// The control of a CIF, a digit or the letter that stands for it: sources disagree on which kinds have which.
bool spanish_company(Text number) {
  unsigned sum = 0;
  for (size_t i = 1; i <= 7; ++i) sum += i % 2 == 0 ? digit_of(number[i]) : doubled(number[i]);
  const unsigned control = (10 - sum % 10) % 10;
  const char digit = static_cast<char>('0' + control), letter = "JABCDEFGHI"[control];
  return number.back() == digit || number.back() == letter;
}

/// Spain, AEAT, NIF: DNI of residents, X Y Z of foreigners, K L M of others without DNI, a letter for companies.
VatCheck spain(Text number) {
  const char first = number.front(), end = number.back();
  if (is_digit(first)) return agree(spanish_person(number.substr(0, 8), end));
  if (!all_digits(number.substr(1, 7))) return VatCheck::fails;
  if (first >= 'X' && first <= 'Z') {
    const uint64_t value = static_cast<uint64_t>(first - 'X') * 10'000'000 + number_of(number.substr(1, 7));
    return agree(kSpanishLetters[value % 23] == end);
  }
  if (first >= 'K' && first <= 'M') return agree(spanish_person(number.substr(1, 7), end));
  return agree(Text("ABCDEFGHJNPQRSUVW").find(first) != Text::npos && spanish_company(number));
}

/// Finland, Tax Administration, business id: weighted sum by 11.
VatCheck finland(Text number) { return agree(weighted_sum(number, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0); }

/// Value of a character of a French key, without I and O.
unsigned french_value(char c) { return static_cast<unsigned>(Text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ").find(c)); }

/// Keys with a letter, by the table of the Commission's "VIES algorithms": digits and letters in base 24 and 34, by 11.
bool french_key_with_letter(Text number) {
  const unsigned first = french_value(number[0]), second = french_value(number[1]);
  if (first > 33 || second > 33) return false;
  const unsigned check = is_digit(number[0]) ? first * 24 + second - 10 : first * 34 + second - 100;
  return (number_of(number.substr(2)) + 1 + check / 11) % 11 == check % 11;
}

/// France, BOFiP BOI-TVA-DECLA-20-10-20: key and SIREN; Monaco's begin with 000 and are no SIREN.
VatCheck france(Text number) {
  const Text siren = number.substr(2);
  if (!siren.starts_with("000") && !valid_siren(siren)) return VatCheck::fails;
  if (!all_digits(number)) return agree(french_key_with_letter(number));
  return agree((12 + 3 * (number_of(siren) % 97)) % 97 == number_of(number.substr(0, 2)));
}

/// Great Britain, HMRC: weights 8 ... 2 and the two check digits give 0 by 97, or 42 or 55 in newer numbers; government
/// departments (below 500) and health authorities have none.
VatCheck great_britain(Text number) {
  if (number.size() == 5) return VatCheck::not_known;
  const unsigned rest = weighted_sum(number, {8, 7, 6, 5, 4, 3, 2, 10, 1}) % 97;
  const bool newer = number_of(number.substr(0, 3)) >= 100 && (rest == 42 || rest == 55);
  return agree(rest == 0 || newer);
}

/// Croatia, OIB: ISO 7064 mod 11,10.
VatCheck croatia(Text number) { return agree(passes_mod_11_10(number)); }

/// Hungary, NAV: weights 9 7 3 1, sum by 10.
VatCheck hungary(Text number) { return agree(weighted_sum(number, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0); }

/// The letter of an Irish number: weights 8 ... 2, nine times the second letter, by 23.
bool irish_letter(Text digits, char second, char letter) {
  constexpr Text kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
  const unsigned more = second == 'W' ? 0 : static_cast<unsigned>(second - 'A' + 1);
  return kLetters[(weighted_sum(digits, {8, 7, 6, 5, 4, 3, 2}) + 9 * more) % 23] == letter;
}

/// Ireland, Revenue: seven digits and one or two letters up to W; before 2013 a letter could stand at
/// the second place.
VatCheck ireland(Text number) {
  if (!is_digit(number[1])) {
    const std::array<char, 7> digits = {'0', number[2], number[3], number[4], number[5], number[6], number[0]};
    return agree(irish_letter({digits.data(), digits.size()}, 'W', number[7]));
  }
  const char second = number.size() == 9 ? number[8] : 'W';
  return agree(second <= 'W' && irish_letter(number, second, number[7]));
}

/// Italy, Agenzia delle Entrate: Luhn; the office in front of the check digit is a province, 120, 121, 888 or 999.
VatCheck italy(Text number) {
  const uint64_t office = number_of(number.substr(7, 3));
  const bool known = (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
  return agree(known && !number.starts_with("0000000") && passes_luhn(number));
}

/// Lithuania, VMI: weights in turn from 1 to 9; where that gives 10, from 3.
VatCheck lithuania(Text number) {
  const auto sum_from = [&](size_t first) {
    unsigned sum = 0;
    for (size_t i = 0; i + 1 < number.size(); ++i)
      sum += digit_of(number[i]) * static_cast<unsigned>((i + first - 1) % 9 + 1);
    return sum % 11;
  };
  const unsigned rest = sum_from(1) == 10 ? sum_from(3) % 10 : sum_from(1);
  return agree(number[number.size() - 2] == '1' && rest == last(number));
}

/// Luxembourg, AED: the first six by 89.
VatCheck luxembourg(Text number) { return agree(number_of(number.substr(0, 6)) % 89 == number_of(number.substr(6))); }

/// Latvia, VID: companies (first digit above 3) by weighted sum; persons by theirs, without check digit since 2017
/// (32).
VatCheck latvia(Text number) {
  if (number.front() > '3') return agree(weighted_sum(number, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3);
  if (number.starts_with("32")) return VatCheck::not_known;
  const unsigned rest = (1 + weighted_sum(number, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10;
  return agree(is_day(two_digits(number, 2), two_digits(number, 0)) && rest == last(number));
}

/// Malta, Commissioner for Revenue: weighted sum by 37.
VatCheck malta(Text number) {
  const unsigned sum = weighted_sum(number, {3, 4, 6, 7, 8, 9, 10, 1});
  return agree(number.front() != '0' && sum % 37 == 0);
}

/// Netherlands, Belastingdienst: until 2019 the citizen's or company's number (weights 9 ... 2, by 11), since then ISO
/// 7064 mod 97-10 of the whole with NL in front for sole traders.
VatCheck netherlands(Text number) {
  const unsigned rest = weighted_sum(number, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
  const bool checks = rest == digit_of(number[8]) || mod_97(number, mod_97("NL")) == 1;
  return agree(checks && !number.ends_with("00"));
}

/// Poland, NIP: weighted sum by 11.
VatCheck poland(Text number) { return agree(weighted_sum(number, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == last(number)); }

/// Portugal, AT, NIF: weights 9 ... 2 by 11.
VatCheck portugal(Text number) {
  const unsigned check = (11 - weighted_sum(number, {9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10;
  return agree(number.front() != '0' && check == last(number));
}

/// Romania, ANAF, CUI of two to ten digits: with zeros in front, weights 7 5 3 2 1 7 5 3 2; persons by CNP.
VatCheck romania(Text number) {
  if (number.front() == '0') return VatCheck::fails;
  if (number.size() == 13) {
    const unsigned rest = weighted_sum(number, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return agree((rest == 10 ? 1 : rest) == last(number));
  }
  constexpr std::array<unsigned, 9> kWeights = {7, 5, 3, 2, 1, 7, 5, 3, 2};
  unsigned sum = 0;
  for (size_t i = 0; i + 1 < number.size(); ++i)
    sum += digit_of(number[i]) * kWeights[kWeights.size() - number.size() + 1 + i];
  return agree(sum * 10 % 11 % 10 == last(number));
}

/// Sweden, Skatteverket: organisation or personal number by Luhn, and two digits of the branch.
VatCheck sweden(Text number) { return agree(number.substr(10) != "00" && passes_luhn(number.substr(0, 10))); }

/// Slovenia, FURS: weights 8 ... 2 by 11.
VatCheck slovenia(Text number) {
  const unsigned check = 11 - weighted_sum(number, {8, 7, 6, 5, 4, 3, 2}) % 11;
  return agree(number.front() != '0' && check != 11 && check % 10 == last(number));
}

/// Slovakia, Financial Administration: divisible by 11, the third digit tells the kind; persons by birth number.
VatCheck slovakia(Text number) {
  const bool kind = number.front() != '0' && Text("234789").find(number[2]) != Text::npos;
  return agree((kind && number_of(number) % 11 == 0) || is_birth_number(number));
}

/// Switzerland, UID: weighted sum by 11; 10 is never given.
VatCheck switzerland(Text number) {
  const unsigned check = (11 - weighted_sum(number, {5, 4, 3, 2, 7, 6, 5, 4}) % 11) % 11;
  return agree(check == digit_of(number[8]));
}

constexpr VatRule kRules[] = {
    {"AT", "U########", austria},
    {"BE", "0######### 1#########", belgium},
    {"BG", "######### ##########", bulgaria},
    {"CHE", "######### #########MWST #########TVA #########IVA #########VAT #########HR #########RC", switzerland},
    {"CY", "########@", cyprus},
    {"CZ", "######## ######### ##########", czechia},
    {"DE", "#########", germany},
    {"DK", "########", denmark},
    {"EE", "#########", estonia},
    {"EL", "#########", greece},
    {"ES", "@#######* ########@", spain},
    {"FI", "########", finland},
    {"FR", "**#########", france},
    {"GB", "######### ############ GD0## GD1## GD2## GD3## GD4## HA5## HA6## HA7## HA8## HA9##", great_britain},
    {"HR", "###########", croatia},
    {"HU", "########", hungary},
    {"IE", "#######@ #######@@ #@#####@", ireland},
    {"IT", "###########", italy},
    {"LT", "######### ############", lithuania},
    {"LU", "########", luxembourg},
    {"LV", "###########", latvia},
    {"MT", "########", malta},
    {"NL", "#########B##", netherlands},
    {"PL", "##########", poland},
    {"PT", "#########", portugal},
    {"RO", "## ### #### ##### ###### ####### ######## ######### ########## #############", romania},
    {"SE", "############", sweden},
    {"SI", "########", slovenia},
    {"SK", "##########", slovakia},
    {"XI", "######### ############ GD0## GD1## GD2## GD3## GD4## HA5## HA6## HA7## HA8## HA9##", great_britain},
};

}  // namespace

const VatRule* vat_rule(std::string_view prefix) {
  const auto* found =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const VatRule& rule) { return rule.prefix == prefix; });
  return found == std::end(kRules) ? nullptr : found;
}

}  // namespace sosie::matchers
