// Reading by one declared strftime format.
#include "matchers/normalize/date_reading.h"

namespace sosie::matchers {
namespace {

bool set(std::optional<unsigned> value, unsigned least, unsigned most, unsigned& out) {
  if (!value || *value < least || *value > most) return false;
  out = *value;
  return true;
}

bool read_year_part(DateScanner& scanner, bool two_digits, int newest_year, DateReading& reading) {
  const auto year = two_digits ? scanner.take_number(2, 2) : scanner.take_number(4, 4);
  if (!year) return false;
  reading.two_digit_year = two_digits;
  reading.year = two_digits ? full_year(*year, newest_year) : static_cast<int>(*year);
  return true;
}

/// Months and days out of range are read: they are impossible, not unreadable.
bool read_day_part(DateScanner& scanner, char directive, DateReading& reading) {
  switch (directive) {
    case 'm': return set(scanner.take_number(1, 2), 0, 99, reading.month);
    case 'd': scanner.take_blanks(); return set(scanner.take_number(1, 2), 0, 99, reading.day);
    case 'b': return set(scanner.take_month_name(), 1, 12, reading.month);
    default: {
      reading.day_of_year = scanner.take_number(1, 3);
      return reading.day_of_year.has_value();
    }
  }
}

bool read_clock_part(DateScanner& scanner, char directive, DateReading& reading) {
  reading.has_clock = true;
  switch (directive) {
    case 'H': return set(scanner.take_number(1, 2), 0, 23, reading.hour);
    case 'I': return set(scanner.take_number(1, 2), 1, 12, reading.hour);
    case 'M': return set(scanner.take_number(1, 2), 0, 59, reading.minute);
    case 'S': return set(scanner.take_number(1, 2), 0, 60, reading.second);
    case 'p': return scanner.take_half_day(reading.hour);
    default: return scanner.take_number(1, 9).has_value();  // %f
  }
}

bool read_zone_part(DateScanner& scanner, char directive, DateReading& reading) {
  if (directive == 'z') {
    reading.offset = scanner.take_offset();
    return reading.offset.has_value();
  }
  const std::string_view name = scanner.take_word();
  if (name == "UTC" || name == "GMT" || name == "Z") reading.offset = 0;
  return !name.empty();
}

bool read_epoch(DateScanner& scanner, DateReading& reading) {
  const size_t size = scanner.digits_ahead();
  if (size == 0 || size > 11) return false;
  int64_t seconds = 0;
  for (size_t i = 0; i < size; ++i) seconds = seconds * 10 + *scanner.take_number(1, 1);
  reading.epoch = seconds;
  return true;
}

bool read_directive(DateScanner& scanner, char directive, int newest_year, DateReading& reading) {
  switch (directive) {
    case 'Y':
    case 'y': return read_year_part(scanner, directive == 'y', newest_year, reading);
    case 'm':
    case 'd':
    case 'b':
    case 'j': return read_day_part(scanner, directive, reading);
    case 'z':
    case 'Z': return read_zone_part(scanner, directive, reading);
    case 's': return read_epoch(scanner, reading);
    case 'a': return !scanner.take_word().empty() && (scanner.take('.'), true);
    case '%': return scanner.take('%');
    default: return read_clock_part(scanner, directive, reading);
  }
}

}  // namespace

bool read_declared(std::string_view text, std::string_view format, int newest_year, DateReading& reading) {
  DateScanner scanner(text);
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%') {
      if (!read_directive(scanner, format[++i], newest_year, reading)) return false;
    } else if (format[i] == ' ') {
      if (!scanner.take_blanks()) return false;
    } else if (!scanner.take(format[i])) {
      return false;
    }
  }
  return scanner.done();
}

}  // namespace sosie::matchers
