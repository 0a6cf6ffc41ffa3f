// Dates and moments in declared or recognised formats.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/status.h"

namespace sosie::matchers {

enum class DateProblem : uint8_t {
  none,
  missing,     ///< empty, or a placeholder such as 00/00/0000
  unreadable,  ///< in no format that was declared or is recognised
  impossible,  ///< read, but there is no such day (31/02/1980, 19951327)
};

/// Which of two numbers below 13 is the day.
enum class DateOrder : uint8_t { day_first, month_first };

/// What the cells of a column say about their order. Plain sums: adding in any order gives the same.
struct DateEvidence {
  uint64_t day_first = 0;    ///< cells that make sense only day first: 27/03/1995
  uint64_t month_first = 0;  ///< only month first: 03/27/1995
  uint64_t ambiguous = 0;    ///< 03/04/1995
  uint64_t settled = 0;      ///< readable, and the question does not arise: 1995-03-27, equal numbers
  uint64_t unreadable = 0;   ///< in no recognised format
  uint64_t serials = 0;      ///< of these: numbers that spreadsheets show as a day between 1927 and 2099 (34785)
  void add(const DateEvidence& other);
};

/// Counts one cell; missing ones are not counted.
void note_date(std::string_view text, DateEvidence& evidence);
/// The order with more cells on its side; `otherwise` in a draw.
DateOrder decide_order(const DateEvidence& evidence, DateOrder otherwise = DateOrder::day_first);

/// Whether a column holds bare spreadsheet serials: some are, and no cell reads as a date or as anything else.
bool holds_serials(const DateEvidence& evidence);

struct DateOptions {
  /// strftime formats, tried in order: %Y %y %m %d %e %j %b %B %h %H %I %p %M %S %f %z %Z %T %R %D %F %s %A %a %n %t
  /// %%. Any blank matches any run of blanks. Empty: ISO 8601, yyyymmdd, numbers with / . - or blanks in the order
  /// below, month names of FR EN DE ES IT. Two formats have names: `excel`, days since 1899-12-30 with the time of day
  /// behind a point or comma (34785.5 is noon of 1995-03-27; 60, the 29 February 1900 of spreadsheets, is impossible),
  /// and `excel1904`, days since 1904-01-01.
  std::vector<std::string> formats;
  DateOrder order = DateOrder::day_first;
  /// Two-digit years lie in the hundred years that end with this one. Take it from as_of for births and past events.
  int newest_year = 2030;
};

/// How to read a column without declared formats, as its cells tell: the order, and the format `excel` where all are
/// serials.
DateOptions recognised_options(const DateEvidence& evidence, int newest_year);
/// The same for people: "day before month (values for it 812, against 0, either way 390)". Empty where no question
/// arises.
std::string describe_recognised(const DateEvidence& evidence);

struct DateReading;  // date_reading.h

/// Reads dates of one column. Copyable, thread-safe.
class DateReader {
 public:
  /// invalid_job names the first format with a directive that is unknown, or without a year, month and day (%j and %s
  /// do too).
  static Result<DateReader> compile(DateOptions options, TimeZone zone);

  /// The calendar day as written; a time of day behind it is read and ignored. Missing with `problem` said otherwise.
  Date read_date(std::string_view text, DateProblem* problem = nullptr) const;

  /// The instant, or the span of the day when no time is written; in the reader's zone unless the text has an offset.
  /// Nothing when missing, unreadable or impossible; `problem` tells which.
  std::optional<Moment> read_moment(std::string_view text, DateProblem* problem = nullptr) const;

  const DateOptions& options() const { return options_; }

 private:
  DateProblem read(std::string_view text, DateReading& reading) const;

  DateOptions options_;
  std::vector<std::string> formats_;  // with composite directives written out
  TimeZone zone_;
};

/// A day from cells of its own for year, month (number or name) and day.
Date join_date(std::string_view year, std::string_view month, std::string_view day, int newest_year,
               DateProblem* problem = nullptr);

/// A four-digit year, or two digits read as above; 0 when it is none or before 1800.
int read_year(std::string_view text, int newest_year);

/// The digits of a birth date that cannot be, when it is written as eight digits (with or without separators,
/// four-digit year at either end), packed as Date::digits would be: 19951327 stays comparable digit by digit. Else 0.
uint32_t impossible_date_digits(std::string_view text, DateOrder order);

}  // namespace sosie::matchers
