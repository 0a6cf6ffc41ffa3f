// Phone numbers that look like real ones, each given out once, and the ways people write them.
#pragma once

#include <cstdint>

#include "core/random.h"
#include "datasets/generator/permutation.h"
#include "datasets/generator/tables.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// A number without its trunk prefix: country code and national digits.
struct Phone {
  uint16_t calling_code = 0;  ///< 33, 44, ...; 0: no number
  uint64_t digits = 0;        ///< national significant number
  bool empty() const { return calling_code == 0; }
  /// Equal exactly when the E.164 forms are.
  uint64_t key() const { return digits * 1000 + calling_code; }
};

/// Gives out numbers by counters: distinct counters, distinct numbers.
class PhoneBook {
 public:
  explicit PhoneBook(uint64_t seed);
  /// 06 or 07. Distinct below 149,999,957.
  Phone mobile(uint64_t counter) const;
  /// 01 to 05 by département, or 09. Distinct below 49,999,991.
  Phone landline(uint64_t counter, std::string_view postcode) const;
  /// A mobile number of one of the countries abroad; for DZ and TR too. Distinct below 9,999,991.
  Phone mobile_abroad(uint64_t counter, Country country) const;

 private:
  Permutation mobile_, landline_, abroad_;
};

/// As people write it: 06 12 34 56 78, 0612345678, +33 6 12 34 56 78, 06.12.34.56.78, 612345678, ...
Text written(const Phone& phone, Random& random);
/// 0612345678 or +34612345678: as machines write it.
Text plain(const Phone& phone);
/// One digit of the last six is another one.
void slip(Phone& phone, Random& random);

}  // namespace sosie::generator
