// The rival: Google's C++ library, doing what read_phone does - parse, judge, kind, E.164.
#include <phonenumbers/phonenumberutil.h>

#include "bench/normalize/works.h"

namespace sosie::bench {

size_t count_valid_by_libphonenumber(const std::vector<RivalPhone>& phones) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  size_t valid = 0, kinds = 0;
  PhoneNumber number;
  std::string e164;
  for (const RivalPhone& phone : phones) {
    number.Clear();
    if (util.Parse(phone.text, phone.region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) continue;
    if (!util.IsValidNumber(number)) continue;
    kinds += static_cast<size_t>(util.GetNumberType(number));
    util.Format(number, PhoneNumberUtil::E164, &e164);
    valid += !e164.empty();
  }
  return kinds == static_cast<size_t>(-1) ? 0 : valid;
}

}  // namespace sosie::bench
