#include "datasets/generator/phones.h"

#include <array>

#include "core/hash.h"

namespace sosie::generator {
namespace {

constexpr uint64_t kSevenDigits = 10'000'000;
/// First two national digits of French mobile numbers in use.
constexpr std::array<uint8_t, 15> kMobileStarts = {60, 61, 62, 64, 65, 66, 67, 68, 73, 74, 75, 76, 77, 78, 79};

struct MobilePlan {
  uint16_t calling_code;
  uint64_t start;  ///< digits before the seven drawn ones
};
/// By Country.
constexpr std::array<MobilePlan, kNumForeignCountries> kMobilePlans = {
    {{351, 91}, {34, 65}, {39, 347}, {49, 1512}, {44, 770}, {32, 47}, {213, 55}, {90, 532}}};

/// Départements of the zones 01 to 05, by their two digits; what is not named belongs to zone 4.
uint64_t zone(std::string_view postcode) {
  const int department = postcode.size() < 2 ? 0 : (postcode[0] - '0') * 10 + (postcode[1] - '0');
  constexpr std::array<std::string_view, 5> kZones = {
      "75 77 78 91 92 93 94 95", "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85 97",
      "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90", "",
      "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87"};
  const Text two = Text().append_number(static_cast<uint64_t>(department), 2);
  for (size_t i = 0; i < kZones.size(); ++i)
    if (kZones[i].find(two.view()) != std::string_view::npos) return i + 1;
  return 4;
}

/// National digits in pairs behind the first one: 6 12 34 56 78.
void append_pairs(Text& out, uint64_t digits, char blank) {
  const Text all = Text().append_number(digits);
  out.append(all[0]);
  for (size_t i = 1; i < all.size(); i += 2) {
    if (blank != 0) out.append(blank);
    out.append(all.view().substr(i, 2));
  }
}

Text written_abroad(const Phone& phone, Random& random) {
  Text out(random.chance(0.7) ? "+" : "00");
  out.append_number(phone.calling_code);
  if (random.chance(0.5)) out.append(' ');
  return out.append_number(phone.digits);
}

}  // namespace

PhoneBook::PhoneBook(uint64_t seed)
    : mobile_(149'999'957, hash_combine(seed, 0x06)),
      landline_(49'999'991, hash_combine(seed, 0x01)),
      abroad_(9'999'991, hash_combine(seed, 0x00)) {}

Phone PhoneBook::mobile(uint64_t counter) const {
  const uint64_t drawn = mobile_(counter);
  return {33, kMobileStarts[drawn / kSevenDigits] * kSevenDigits + drawn % kSevenDigits};
}

Phone PhoneBook::landline(uint64_t counter, std::string_view postcode) const {
  const uint64_t drawn = landline_(counter);
  const uint64_t first = drawn % 8 == 0 ? 9 : zone(postcode);
  // Second digits that are in use in every zone: 1 to 5, in 09 3 to 7.
  const uint64_t second = drawn / kSevenDigits + (first == 9 ? 3 : 1);
  return {33, (first * 10 + second) * kSevenDigits + drawn % kSevenDigits};
}

Phone PhoneBook::mobile_abroad(uint64_t counter, Country country) const {
  const MobilePlan& plan = kMobilePlans[static_cast<size_t>(country)];
  return {plan.calling_code, plan.start * kSevenDigits + abroad_(counter)};
}

Text written(const Phone& phone, Random& random) {
  if (phone.empty()) return {};
  if (phone.calling_code != 33) return written_abroad(phone, random);
  const uint64_t style = random.below(20);
  const char blank = style < 9 ? ' ' : style < 11 ? '.' : style == 11 ? '-' : '\0';
  // A spreadsheet took the leading zero away (style 19).
  Text out(style < 16 ? "0" : style == 16 ? "+33 " : style == 17 ? "+33" : style == 18 ? "0033" : "");
  append_pairs(out, phone.digits, style == 16 ? ' ' : blank);
  return out;
}

Text plain(const Phone& phone) {
  Text out(phone.calling_code == 33 ? "0" : "+");
  if (phone.calling_code != 33) out.append_number(phone.calling_code);
  return out.append_number(phone.digits);
}

void slip(Phone& phone, Random& random) {
  uint64_t place = 1;
  for (uint64_t i = random.below(6); i > 0; --i) place *= 10;
  const uint64_t digit = phone.digits / place % 10;
  phone.digits += (((digit + 1 + random.below(9)) % 10) - digit) * place;
}

}  // namespace sosie::generator
