// What a text says about a day and a time, before it is judged; shared by declared and recognised formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "matchers/normalize/dates.h"

namespace sosie::matchers {

/// Parts as written. Month and day may be impossible.
struct DateReading {
  int year = 0;
  unsigned month = 0, day = 0;
  unsigned hour = 0, minute = 0, second = 0;
  bool has_clock = false;
  std::optional<int64_t> offset;        ///< seconds east of UTC
  std::optional<int64_t> epoch;         ///< seconds since 1970, instead of everything else
  std::optional<unsigned> day_of_year;  ///< instead of month and day
  bool two_digit_year = false;

  // Two numbers that could be day and month either way, in the order written; 0 where the question does not arise.
  unsigned pair_first = 0, pair_second = 0;

  /// The day, which may not exist: check Date::valid(). Missing when a part does not fit its digits.
  Date date() const;
};

/// Steps over text from its front; every `take` leaves the text alone when it fails.
class DateScanner {
 public:
  explicit DateScanner(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  /// Digits at the front, without taking them.
  size_t digits_ahead() const;

  bool take(char wanted);
  /// A run of one or more blanks, ASCII or no-break.
  bool take_blanks();
  /// `least` to `most` digits; `width` receives how many they were.
  std::optional<unsigned> take_number(size_t least, size_t most, size_t* width = nullptr);
  /// A month name or its abbreviation in French, English, German, Spanish, Italian, Dutch or Portuguese, with the dot
  /// behind it; 1 to 12.
  std::optional<unsigned> take_month_name();
  /// A word of letters; empty for none.
  std::string_view take_word();
  /// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`: seconds east of UTC.
  std::optional<int64_t> take_offset();
  /// A fraction of a second behind a dot or comma, ignored.
  void take_fraction();
  /// AM or PM in any spelling, applied to `hour` in [1, 12].
  bool take_half_day(unsigned& hour);

 private:
  std::string_view rest_;
};

/// The year that two digits mean: in the hundred years that end with `newest_year`.
int full_year(unsigned two_digits, int newest_year);

/// Reads `text` wholly by one declared format (composites written out). None, or unreadable.
bool read_declared(std::string_view text, std::string_view format, int newest_year, DateReading& reading);

/// Reads `text` wholly by the recognised formats; the day may be impossible.
bool read_recognised(std::string_view text, DateOrder order, int newest_year, DateReading& reading);

/// Whether the name is one of the serial formats, `excel` and `excel1904`.
bool is_serial_format(std::string_view format);

/// Reads `text` wholly as a spreadsheet serial: one to six digits, perhaps a fraction.
bool read_serial(std::string_view text, std::string_view format, DateReading& reading);

/// Whether the text has no digit but zeros, like 00/00/0000.
bool is_zero_date(std::string_view text);

}  // namespace sosie::matchers
