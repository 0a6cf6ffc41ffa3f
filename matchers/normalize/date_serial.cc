// Days as spreadsheets count them.
#include <cmath>

#include "matchers/normalize/date_reading.h"

namespace sosie::matchers {
namespace {

constexpr std::string_view kExcel = "excel", kExcel1904 = "excel1904";
constexpr int64_t kSecondsOfDay = 86400;

/// Seconds since midnight of ".5" or ",5", to the nearest; 0 without fraction.
int64_t take_time_of_day(DateScanner& scanner) {
  if (!scanner.take('.') && !scanner.take(',')) return 0;
  double fraction = 0, place = 0.1;
  for (; scanner.digits_ahead() > 0; place /= 10) fraction += place * *scanner.take_number(1, 1);
  return std::llround(fraction * kSecondsOfDay);
}

void set_day(Date date, DateReading& reading) {
  reading.year = static_cast<int>(date.year());
  reading.month = date.month();
  reading.day = date.day();
}

void set_clock(int64_t seconds, DateReading& reading) {
  reading.has_clock = seconds != 0;
  reading.hour = static_cast<unsigned>(seconds / 3600);
  reading.minute = static_cast<unsigned>(seconds / 60 % 60);
  reading.second = static_cast<unsigned>(seconds % 60);
}

/// Spreadsheets count a 29 February 1900 that was not: from March on, days count from 1899-12-30.
void set_excel_day(int64_t serial, DateReading& reading) {
  constexpr int64_t kNoSuchDay = 60;
  const int64_t origin = Date::of(1899, 12, serial < kNoSuchDay ? 31 : 30).days();
  if (serial != kNoSuchDay) return set_day(Date::from_days(origin + serial), reading);
  reading.year = 1900;
  reading.month = 2;
  reading.day = 29;
}

}  // namespace

bool is_serial_format(std::string_view format) { return format == kExcel || format == kExcel1904; }

bool read_serial(std::string_view text, std::string_view format, DateReading& reading) {
  DateScanner scanner(text);
  const auto day = scanner.take_number(1, 6);
  if (!day || (*day == 0 && format == kExcel)) return false;
  int64_t serial = *day, seconds = take_time_of_day(scanner);
  if (!scanner.done()) return false;
  if (seconds == kSecondsOfDay) ++serial, seconds = 0;
  if (format == kExcel) set_excel_day(serial, reading);
  else set_day(Date::from_days(Date::of(1904, 1, 1).days() + serial), reading);
  set_clock(seconds, reading);
  return true;
}

}  // namespace sosie::matchers
