// What the values of a column look like.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sosie {

/// Counts over a sample of one column. Shares are of the filled values, 0 when there are none.
struct ColumnShape {
  uint64_t num_rows = 0;
  uint64_t num_filled = 0;    ///< not blank
  uint64_t num_distinct = 0;  ///< distinct filled values
  double mean_length = 0;     ///< bytes

  double dates = 0;       ///< whole calendar days, with or without a time
  double birth_like = 0;  ///< days of 1900 to 2020
  int year_spread = 0;    ///< years between the 5th and the 95th percentile of the days
  double emails = 0;
  double phones = 0;  ///< valid numbers, written as a person dials them: with + or a leading 0
  double mobiles = 0, landlines = 0;
  double phone_like = 0;                   ///< 6 to 15 digits and signs of phone numbers
  double postcodes = 0;                    ///< 3 to 10 letters and digits with a digit, at most one blank or hyphen
  double house_numbers = 0;                ///< at most 8 characters, beginning with a digit
  double years = 0, months = 0, days = 0;  ///< whole numbers of 1850 to 2100, 1 to 12, 1 to 31
  double words = 0;                        ///< letters outweigh digits, at most 8 words
  double several_words = 0;                ///< of those, two words or more
  double numbers = 0;                      ///< nothing but digits, signs and a decimal point
  double flags = 0;                        ///< yes, no, true, false, 0, 1, o, n and the like
  double genders = 0, titles = 0;
  double legal_forms = 0;                           ///< company names with their legal form
  double ibans = 0, national_ids = 0, tax_ids = 0;  ///< check digits are right

  /// The distinct filled values in byte order, when there are at most kMostCodes, each at most kLongestCode bytes; else
  /// empty.
  std::vector<std::string> codes;
  static constexpr size_t kMostCodes = 8, kLongestCode = 20;

  double fill() const { return num_rows == 0 ? 0 : static_cast<double>(num_filled) / static_cast<double>(num_rows); }
  bool unique() const { return num_rows > 0 && num_filled == num_rows && num_distinct == num_rows; }
};

/// Measures the values of one column, in row order; empty values are missing. `country`: default region of phones.
/// Thread-safe.
ColumnShape measure_column(std::span<const std::string_view> values, std::string_view country);

}  // namespace sosie
