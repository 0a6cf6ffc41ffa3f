// Follows the reading order of libphonenumber (Google, Apache-2.0): sign or international prefix, the region's own
// calling code without one, national prefix. What differs is said at `read_without_plus`.
#include "matchers/normalize/phone.h"

#include <algorithm>
#include <array>
#include <optional>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/phone_plan.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

using plan::LengthFit;
using plan::PlanRegion;

constexpr size_t kMinNational = 2, kMaxNational = 17;

/// Digits in place; more than fit are counted but not kept, which no plan accepts.
class DigitString {
 public:
  DigitString() = default;
  explicit DigitString(std::string_view text) { append(text); }
  void append(std::string_view text) {
    for (const char c : text) push_back(c);
  }
  void push_back(char c) {
    if (size_ < digits_.size()) digits_[size_++] = c;
  }
  std::string_view view() const { return {digits_.data(), size_}; }

 private:
  std::array<char, 40> digits_;
  size_t size_ = 0;
};

struct Written {
  DigitString digits;
  bool plus = false;
};

/// What stands between the digits of one number; 0 when the text goes on with something else.
size_t separator_size(std::string_view text) {
  constexpr std::string_view kAscii = " \t.-/()[]~_'";
  if (kAscii.find(text.front()) != std::string_view::npos) return 1;
  if (text.starts_with("\xc2\xa0") || text.starts_with("\xc2\xad")) return 2;  // no-break blank, soft hyphen
  if (text.starts_with("\xe2\x80") || text.starts_with("\xe2\x81"))
    return text.size() < 3 ? 0 : 3;                                                     // blanks and dashes
  return text.starts_with("\xe2\x88\x92") || text.starts_with("\xe3\x80\x80") ? 3 : 0;  // minus, ideographic blank
}

/// Takes the digits of the first number in the text, up to an extension or a remark.
Written take_digits(std::string_view raw) {
  Written written;
  size_t i = 0;
  while (i < raw.size() && !is_digit(raw[i])) written.plus |= raw[i++] == '+';
  while (i < raw.size()) {
    if (is_digit(raw[i])) {
      written.digits.push_back(raw[i++]);
      continue;
    }
    const size_t size = separator_size(raw.substr(i));
    if (size == 0) break;
    i += size;
  }
  return written;
}

/// A number split into calling code and the rest, not yet checked.
struct Parsed {
  unsigned calling_code = 0;
  DigitString national;
};

/// Removes what is dialled in front of a national number, unless that would spoil a number that looks right with it.
DigitString without_national_prefix(const PlanRegion& region, const DigitString& number) {
  const std::string_view digits = number.view();
  const plan::PrefixMatch match = plan::match_prefix(region.national_prefix, digits);
  if (!match.found()) return number;
  DigitString stripped;
  if (region.transform_group != 0 && match.has_group(region.num_groups)) {
    stripped.append(region.transform_digits);
    stripped.append(match.group(digits, region.transform_group));
  }
  stripped.append(digits.substr(match.end));
  const bool spoils = plan::looks_national(region, digits) && !plan::looks_national(region, stripped.view());
  return spoils ? number : stripped;
}

/// Splits "33612345678" at the calling code, which no other code is a prefix of.
std::optional<Parsed> split_international(std::string_view digits) {
  if (digits.size() <= kMinNational || digits.front() == '0') return std::nullopt;
  unsigned code = 0;
  for (size_t size = 1; size <= 3 && size <= digits.size(); ++size) {
    code = code * 10 + static_cast<unsigned>(digits[size - 1] - '0');
    if (plan::main_region(code) != nullptr) return Parsed{code, DigitString(digits.substr(size))};
  }
  return std::nullopt;
}

/// "33 6 12 34 56 78" inside France: its own calling code, when the number only makes sense without it.
std::optional<Parsed> split_own_code(const PlanRegion& region, std::string_view digits) {
  const std::string code = std::to_string(region.calling_code);
  if (!digits.starts_with(code)) return std::nullopt;
  const DigitString rest = without_national_prefix(region, DigitString(digits.substr(code.size())));
  const bool only_without = !plan::looks_national(region, digits) && plan::looks_national(region, rest.view());
  if (!only_without && plan::length_fit(region, digits.size()) != LengthFit::too_long) return std::nullopt;
  return Parsed{region.calling_code, rest};
}

/// Digits behind the region's international prefix; nothing when there is none. A zero behind it belongs to a national
/// number.
std::optional<std::string_view> after_international_prefix(const PlanRegion& region, std::string_view digits) {
  const plan::PrefixMatch match = plan::match_prefix(region.international_prefix, digits);
  if (!match.found()) return std::nullopt;
  const std::string_view rest = digits.substr(match.end);
  if (!rest.empty() && rest.front() == '0') return std::nullopt;
  return rest;
}

std::optional<Parsed> parse_as_dialled(const PlanRegion* region, std::string_view digits) {
  if (region == nullptr) return std::nullopt;
  if (const auto rest = after_international_prefix(*region, digits)) return split_international(*rest);
  if (auto own = split_own_code(*region, digits)) return own;
  return Parsed{region->calling_code, DigitString(digits)};
}

std::optional<Parsed> parse(const PlanRegion* region, const Written& written) {
  const std::string_view digits = written.digits.view();
  if (written.plus) {
    if (auto parsed = split_international(digits)) return parsed;
    // "+0033..." and "+06...": the sign was a habit.
  }
  return parse_as_dialled(region, digits);
}

/// Drops the national prefix behind the calling code ("+33 (0)6") where what is left has a possible length.
void finish_national(const PlanRegion* region, Parsed& parsed) {
  const bool own = region != nullptr && region->calling_code == parsed.calling_code;
  const PlanRegion& home = own ? *region : *plan::main_region(parsed.calling_code);
  const DigitString stripped = without_national_prefix(home, parsed.national);
  const LengthFit fit = plan::length_fit(home, stripped.view().size());
  if (fit == LengthFit::possible || fit == LengthFit::too_long) parsed.national = stripped;
}

PhoneKind judge(const PlanRegion* region, Parsed& parsed) {
  if (parsed.national.view().size() < kMinNational) return PhoneKind::unknown;
  finish_national(region, parsed);
  const size_t size = parsed.national.view().size();
  if (size < kMinNational || size > kMaxNational) return PhoneKind::unknown;
  return plan::kind_of(parsed.calling_code, parsed.national.view());
}

/// Spreadsheets drop the sign of "+32475123456". Beyond libphonenumber: digits without any separator that are no number
/// of the region are taken as international when there are at least eleven and they are plainly a mobile or a landline.
std::optional<Parsed> read_without_plus(std::string_view raw, std::string_view digits, PhoneKind& kind) {
  constexpr size_t kFewestDigits = 11;
  if (digits.size() < kFewestDigits || trim(raw) != digits) return std::nullopt;
  auto parsed = split_international(digits);
  if (!parsed) return std::nullopt;
  const PhoneKind found = judge(nullptr, *parsed);
  if (found != PhoneKind::mobile && found != PhoneKind::landline) return std::nullopt;
  kind = found;
  return parsed;
}

bool is_one_digit(std::string_view digits) {
  return !digits.empty() && digits.find_first_not_of(digits.front()) == std::string_view::npos;
}

bool is_one_pair(std::string_view digits) {
  for (size_t i = 2; i < digits.size(); ++i) {
    if (digits[i] != digits[i - 2]) return false;
  }
  return true;
}

/// The rule of the consent design on the digits behind calling code and national prefix.
bool is_placeholder_number(std::string_view digits) {
  constexpr size_t kTail = 8;
  if (digits.size() < kTail) return is_one_digit(digits);
  const std::string_view tail = digits.substr(digits.size() - kTail);
  if (is_one_digit(tail) || is_one_pair(tail)) return true;
  if (digits.front() == '0') digits.remove_prefix(1);
  return digits == "123456789" || digits == "102030405";
}

/// "612345678.0", as spreadsheets export numbers, is "612345678".
std::string_view without_fraction(std::string_view raw) {
  constexpr size_t kFewestDigits = 8;
  if (raw.size() < kFewestDigits + 2 || !raw.ends_with(".0")) return raw;
  const std::string_view digits = raw.substr(0, raw.size() - 2);
  return std::all_of(digits.begin(), digits.end(), is_digit) ? digits : raw;
}

std::string as_e164(unsigned calling_code, std::string_view national) {
  std::string text(1, '+');
  text.append(std::to_string(calling_code)).append(national);
  return text;
}

}  // namespace

Phone read_phone(std::string_view raw, std::string_view region_name) {
  raw = without_fraction(raw);
  const Written written = take_digits(raw);
  const std::string_view digits = written.digits.view();
  const PlanRegion* region = plan::region(region_name);
  Phone phone;
  std::optional<Parsed> parsed = parse(region, written);
  if (parsed) phone.kind = judge(region, *parsed);
  if (phone.kind == PhoneKind::unknown && !written.plus) {
    if (auto international = read_without_plus(raw, digits, phone.kind)) parsed = international;
  }
  phone.valid = phone.kind != PhoneKind::unknown;
  phone.placeholder = is_placeholder_number(parsed ? parsed->national.view() : digits);
  if (phone.valid) {
    phone.calling_code = static_cast<uint16_t>(parsed->calling_code);
    phone.e164 = as_e164(parsed->calling_code, parsed->national.view());
  } else {
    if (written.plus) phone.e164.push_back('+');
    phone.e164.append(digits);
  }
  return phone;
}

bool is_switchboard_kind(PhoneKind kind) {
  return kind == PhoneKind::toll_free || kind == PhoneKind::shared_cost || kind == PhoneKind::premium_rate ||
         kind == PhoneKind::uan;
}

}  // namespace sosie::matchers
