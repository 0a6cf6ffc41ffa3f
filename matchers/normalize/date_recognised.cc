// Dates whose format nobody declared.
#include "matchers/normalize/date_reading.h"

namespace sosie::matchers {
namespace {

constexpr unsigned kFirstYear = 1800, kLastYear = 2199;  // what eight digits may mean as a year

bool is_year(unsigned value) { return value >= kFirstYear && value <= kLastYear; }

/// Between parts: one of / - . , with blanks around, "de" and "of" among them ("3 de marzo de 1980").
bool take_separator(DateScanner& scanner) {
  bool taken = scanner.take_blanks();
  if (scanner.take('/') || scanner.take('-') || scanner.take('.') || scanner.take(',')) taken = true;
  taken |= scanner.take_blanks();
  DateScanner ahead = scanner;
  const std::string_view word = ahead.take_word();
  if ((word == "de" || word == "del" || word == "of" || word == "DE") && ahead.take_blanks()) scanner = ahead;
  return taken;
}

/// "1er", "2nd", "3e", "1." before a month name.
void take_ordinal(DateScanner& scanner) {
  DateScanner ahead = scanner;
  const std::string_view word = ahead.take_word();
  for (const std::string_view known : {"er", "e", "st", "nd", "rd", "th", "ER", "\xc2\xba", "o"}) {
    if (word == known) scanner = ahead;
  }
}

bool take_year(DateScanner& scanner, int newest_year, DateReading& reading) {
  scanner.take('\'');
  size_t width = 0;
  const auto year = scanner.take_number(2, 4, &width);
  if (!year || width == 3) return false;
  reading.two_digit_year = width == 2;
  reading.year = width == 2 ? full_year(*year, newest_year) : static_cast<int>(*year);
  return true;
}

/// Puts two numbers into day and month: as the order says, unless only the other way is possible.
void place_pair(unsigned first, unsigned second, DateOrder order, DateReading& reading) {
  reading.pair_first = first;
  reading.pair_second = second;
  const bool can_be_day_first = second >= 1 && second <= 12;
  const bool can_be_month_first = first >= 1 && first <= 12;
  const bool day_first =
      order == DateOrder::day_first ? can_be_day_first || !can_be_month_first : can_be_day_first && !can_be_month_first;
  reading.day = day_first ? first : second;
  reading.month = day_first ? second : first;
}

bool read_year_first(DateScanner& scanner, DateReading& reading) {
  reading.year = static_cast<int>(*scanner.take_number(4, 4));
  if (!take_separator(scanner)) return false;
  const auto name = scanner.take_month_name();
  const auto month = name ? name : scanner.take_number(1, 2);
  if (!month || !take_separator(scanner)) return false;
  const auto day = scanner.take_number(1, 2);
  if (!day) return false;
  reading.month = *month;
  reading.day = *day;
  return true;
}

bool read_number_first(DateScanner& scanner, DateOrder order, int newest_year, DateReading& reading) {
  const unsigned first = *scanner.take_number(1, 2);
  take_ordinal(scanner);
  take_separator(scanner);
  if (const auto month = scanner.take_month_name()) {
    reading.day = first;
    reading.month = *month;
    take_separator(scanner);
    return take_year(scanner, newest_year, reading);
  }
  const auto second = scanner.take_number(1, 2);
  if (!second || !take_separator(scanner) || !take_year(scanner, newest_year, reading)) return false;
  place_pair(first, *second, order, reading);
  return true;
}

bool read_name_first(DateScanner& scanner, int newest_year, DateReading& reading) {
  const auto month = scanner.take_month_name();
  if (!month) return false;
  reading.month = *month;
  take_separator(scanner);
  const auto day = scanner.take_number(1, 2);
  if (!day) return false;
  reading.day = *day;
  take_ordinal(scanner);
  return take_separator(scanner) && take_year(scanner, newest_year, reading);
}

/// Eight digits: yyyymmdd where that is a day; else with the year at the end where that is one; else as the year
/// allows.
bool read_eight_digits(DateScanner& scanner, DateOrder order, DateReading& reading) {
  DateScanner again = scanner;
  const unsigned front = *scanner.take_number(4, 4);
  const unsigned middle = *scanner.take_number(2, 2), last = *scanner.take_number(2, 2);
  const bool year_first_possible = is_year(front) && Date::of(front, middle, last).valid();
  const unsigned first = *again.take_number(2, 2), second = *again.take_number(2, 2), back = *again.take_number(4, 4);
  if (!year_first_possible && is_year(back)) {
    DateReading other;
    other.year = static_cast<int>(back);
    place_pair(first, second, order, other);
    if (other.date().valid() || !is_year(front)) {
      reading = other;
      return true;
    }
  }
  reading.year = static_cast<int>(front);
  reading.month = middle;
  reading.day = last;
  return is_year(front);
}

/// 12 or 14 digits: yyyymmddhhmm[ss].
bool read_stamp(DateScanner& scanner, DateReading& reading) {
  const bool seconds = scanner.digits_ahead() == 14;
  reading.year = static_cast<int>(*scanner.take_number(4, 4));
  reading.month = *scanner.take_number(2, 2);
  reading.day = *scanner.take_number(2, 2);
  reading.hour = *scanner.take_number(2, 2);
  reading.minute = *scanner.take_number(2, 2);
  if (seconds) reading.second = *scanner.take_number(2, 2);
  reading.has_clock = true;
  return is_year(static_cast<unsigned>(reading.year)) && reading.hour < 24 && reading.minute < 60 &&
         reading.second <= 60;
}

/// A word in front that is no month: a weekday.
void skip_weekday(DateScanner& scanner) {
  DateScanner ahead = scanner;
  if (ahead.take_month_name()) return;
  if (ahead.take_word().empty()) return;
  ahead.take('.');
  ahead.take(',');
  if (ahead.take_blanks()) scanner = ahead;
}

bool read_day(DateScanner& scanner, DateOrder order, int newest_year, DateReading& reading) {
  skip_weekday(scanner);
  switch (scanner.digits_ahead()) {
    case 0: return read_name_first(scanner, newest_year, reading);
    case 1:
    case 2: return read_number_first(scanner, order, newest_year, reading);
    case 4: return read_year_first(scanner, reading);
    case 8: return read_eight_digits(scanner, order, reading);
    case 12:
    case 14: return read_stamp(scanner, reading);
    default: return false;
  }
}

void skip_word_between(DateScanner& scanner) {
  DateScanner ahead = scanner;
  const std::string_view word = ahead.take_word();
  if ((word == "at" || word == "\xc3\xa0" || word == "um") && ahead.take_blanks()) scanner = ahead;
}

/// Behind the day: nothing, or hours and minutes, perhaps seconds, half of the day, offset.
bool read_clock(DateScanner& scanner, DateReading& reading) {
  if (!scanner.take('T')) {
    scanner.take(',');
    if (!scanner.take_blanks()) return false;
    skip_word_between(scanner);
  }
  const auto hour = scanner.take_number(1, 2);
  if (!hour || (!scanner.take(':') && !scanner.take('h') && !scanner.take('H'))) return false;
  const auto minute = scanner.take_number(2, 2);
  if (!minute || *hour > 23 || *minute > 59) return false;
  reading.hour = *hour;
  reading.minute = *minute;
  reading.has_clock = true;
  if (scanner.take(':')) {
    const auto second = scanner.take_number(2, 2);
    if (!second || *second > 60) return false;
    reading.second = *second;
    scanner.take_fraction();
  }
  scanner.take_blanks();
  if (scanner.take_half_day(reading.hour)) scanner.take_blanks();
  if (!scanner.done()) reading.offset = scanner.take_offset();
  return true;
}

}  // namespace

bool read_recognised(std::string_view text, DateOrder order, int newest_year, DateReading& reading) {
  DateScanner scanner(text);
  if (!read_day(scanner, order, newest_year, reading)) return false;
  if (scanner.done()) return true;
  return !reading.has_clock && read_clock(scanner, reading) && scanner.done();
}

bool is_zero_date(std::string_view text) {
  return text.find_first_not_of("0/-. :TZ") == std::string_view::npos && text.find('0') != std::string_view::npos;
}

}  // namespace sosie::matchers
