#include "matchers/normalize/dates.h"

#include <utility>

#include "matchers/normalize/date_reading.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

constexpr int kOldestYear = 1800, kLatestYear = 2199;

/// Composite and synonymous directives in terms of the others.
std::string_view written_out(char directive) {
  switch (directive) {
    case 'T': return "%H:%M:%S";
    case 'R': return "%H:%M";
    case 'D': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'e': return "%d";
    case 'B':
    case 'h': return "%b";
    case 'A': return "%a";
    case 'k': return "%H";
    case 'l': return "%I";
    case 'n':
    case 't': return " ";
    default: return "";
  }
}

bool is_plain_directive(char c) { return std::string_view("YymdbjHIpMSfzZsa%").find(c) != std::string_view::npos; }

Status unknown_directive(const std::string& format) {
  return Status::invalid_job("date format \"" + format + "\" has a directive that is not known")
      .hint(
          "known are %Y %y %m %d %e %j %b %B %h %H %I %p %M %S %f %z %Z %T %R %D %F %s %a %A %n %t %%, and excel, "
          "excel1904");
}

/// Replaces composites; blanks become one blank each.
Result<std::string> expand(const std::string& format) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] == ' ' && out.ends_with(' ')) continue;
    if (format[i] != '%') {
      out += format[i];
      continue;
    }
    if (i + 1 < format.size() && format[i + 1] == '-') ++i;  // %-d: without padding, which reading ignores
    if (++i == format.size()) return unknown_directive(format);
    const std::string_view parts = written_out(format[i]);
    if (parts.empty() && !is_plain_directive(format[i])) return unknown_directive(format);
    if (parts.empty()) out.append({'%', format[i]});
    else out += parts;
  }
  return out;
}

bool has(std::string_view format, char directive) {
  for (size_t i = 0; i + 1 < format.size(); ++i) {
    if (format[i] == '%' && format[++i] == directive) return true;
  }
  return false;
}

bool names_a_day(std::string_view format) {
  if (has(format, 's')) return true;
  const bool year = has(format, 'Y') || has(format, 'y');
  return year && (has(format, 'j') || (has(format, 'd') && (has(format, 'm') || has(format, 'b'))));
}

DateProblem report(DateProblem problem, DateProblem* out) {
  if (out != nullptr) *out = problem;
  return problem;
}

/// Five digits, perhaps with a fraction, of a day between 1927-05-18 and 2099-12-31.
bool is_likely_serial(std::string_view text) {
  constexpr unsigned kFirst = 10'000, kLast = 73'050;
  DateScanner scanner(text);
  if (scanner.digits_ahead() != 5) return false;
  const unsigned serial = *scanner.take_number(5, 5);
  scanner.take_fraction();
  return scanner.done() && serial >= kFirst && serial <= kLast;
}

bool possible(unsigned year, unsigned month, unsigned day) { return Date::of(year, month, day).valid(); }

}  // namespace

int full_year(unsigned two_digits, int newest_year) {
  const int year = newest_year - newest_year % 100 + static_cast<int>(two_digits);
  return year > newest_year ? year - 100 : year;
}

Date DateReading::date() const {
  if (year < 1 || year > 9999) return {};
  if (day_of_year) {
    const Date first = Date::of(static_cast<unsigned>(year), 1, 1);
    const Date day_of = Date::from_days(first.days() + static_cast<int64_t>(*day_of_year) - 1);
    return *day_of_year >= 1 && day_of.year() == first.year() ? day_of : Date{};
  }
  return month > 99 || day > 99 ? Date{} : Date::of(static_cast<unsigned>(year), month, day);
}

void DateEvidence::add(const DateEvidence& other) {
  day_first += other.day_first;
  month_first += other.month_first;
  ambiguous += other.ambiguous;
  settled += other.settled;
  unreadable += other.unreadable;
  serials += other.serials;
}

bool holds_serials(const DateEvidence& evidence) {
  const uint64_t read = evidence.day_first + evidence.month_first + evidence.ambiguous + evidence.settled;
  return evidence.serials > 0 && read == 0 && evidence.unreadable == evidence.serials;
}

DateOptions recognised_options(const DateEvidence& evidence, int newest_year) {
  DateOptions options{{}, decide_order(evidence), newest_year};
  if (holds_serials(evidence)) options.formats = {"excel"};
  return options;
}

std::string describe_recognised(const DateEvidence& evidence) {
  if (holds_serials(evidence)) return "day numbers of a spreadsheet";
  const bool day_first = decide_order(evidence) == DateOrder::day_first;
  const uint64_t agreeing = day_first ? evidence.day_first : evidence.month_first;
  const uint64_t against = day_first ? evidence.month_first : evidence.day_first;
  if (agreeing + against + evidence.ambiguous == 0) return {};
  return std::string(day_first ? "day before month" : "month before day") + " (values for it " +
         std::to_string(agreeing) + ", against " + std::to_string(against) + ", either way " +
         std::to_string(evidence.ambiguous) + ")";
}

void note_date(std::string_view raw, DateEvidence& evidence) {
  const std::string_view text = trim(raw);
  if (text.empty() || is_zero_date(text)) return;
  DateReading reading;
  constexpr int kAnyYear = 2030;
  if (!read_recognised(text, DateOrder::day_first, kAnyYear, reading)) {
    ++evidence.unreadable;
    evidence.serials += is_likely_serial(text);
    return;
  }
  const auto year = static_cast<unsigned>(reading.year);
  const unsigned a = reading.pair_first, b = reading.pair_second;
  const bool as_day_first = a != 0 && possible(year, b, a), as_month_first = a != 0 && possible(year, a, b);
  if (as_day_first && as_month_first) ++(a == b ? evidence.settled : evidence.ambiguous);
  else if (as_day_first) ++evidence.day_first;
  else if (as_month_first) ++evidence.month_first;
  else ++(a == 0 && reading.date().valid() ? evidence.settled : evidence.unreadable);
}

DateOrder decide_order(const DateEvidence& evidence, DateOrder otherwise) {
  if (evidence.day_first == evidence.month_first) return otherwise;
  return evidence.day_first > evidence.month_first ? DateOrder::day_first : DateOrder::month_first;
}

Result<DateReader> DateReader::compile(DateOptions options, TimeZone zone) {
  DateReader reader;
  for (const std::string& format : options.formats) {
    if (is_serial_format(format)) {
      reader.formats_.push_back(format);
      continue;
    }
    SOSIE_ASSIGN_OR_RETURN(std::string expanded, expand(format));
    if (!names_a_day(expanded)) {
      return Status::invalid_job("date format \"" + format + "\" does not name a year, a month and a day");
    }
    reader.formats_.push_back(std::move(expanded));
  }
  reader.options_ = std::move(options);
  reader.zone_ = zone;
  return reader;
}

DateProblem DateReader::read(std::string_view raw, DateReading& reading) const {
  const std::string_view text = trim(raw);
  if (text.empty() || is_zero_date(text)) return DateProblem::missing;
  bool found = false;
  if (formats_.empty()) found = read_recognised(text, options_.order, options_.newest_year, reading);
  for (size_t i = 0; i < formats_.size() && !found; ++i) {
    DateReading attempt;
    found = is_serial_format(formats_[i]) ? read_serial(text, formats_[i], attempt)
                                          : read_declared(text, formats_[i], options_.newest_year, attempt);
    if (found) reading = attempt;
  }
  if (!found) return DateProblem::unreadable;
  return reading.epoch || reading.date().valid() ? DateProblem::none : DateProblem::impossible;
}

Date DateReader::read_date(std::string_view text, DateProblem* problem) const {
  DateReading reading;
  if (report(read(text, reading), problem) != DateProblem::none) return {};
  return reading.epoch ? zone_.date_of(*reading.epoch) : reading.date();
}

std::optional<Moment> DateReader::read_moment(std::string_view text, DateProblem* problem) const {
  DateReading reading;
  if (report(read(text, reading), problem) != DateProblem::none) return std::nullopt;
  if (reading.epoch) return Moment::at(*reading.epoch);
  const Date date = reading.date();
  if (!reading.has_clock) return zone_.day(date);
  if (!reading.offset) return Moment::at(zone_.seconds(date, reading.hour, reading.minute, reading.second));
  return Moment::at(date.days() * 86400 + reading.hour * 3600 + reading.minute * 60 + reading.second - *reading.offset);
}

Date join_date(std::string_view year, std::string_view month, std::string_view day, int newest_year,
               DateProblem* problem) {
  year = trim(year), month = trim(month), day = trim(day);
  const auto blank = [](std::string_view part) { return part.empty() || is_zero_date(part); };
  if (blank(year) || blank(month) || blank(day)) {
    report(DateProblem::missing, problem);
    return {};
  }
  DateScanner months(month), days(day);
  const int full = read_year(year, newest_year);
  const auto name = months.take_month_name();
  const auto month_number = name ? name : months.take_number(1, 2);
  const auto day_number = days.take_number(1, 2);
  if (full == 0 || !month_number || !months.done() || !day_number || !days.done()) {
    report(DateProblem::unreadable, problem);
    return {};
  }
  const Date date = Date::of(static_cast<unsigned>(full), *month_number, *day_number);
  return report(date.valid() ? DateProblem::none : DateProblem::impossible, problem) == DateProblem::none ? date
                                                                                                          : Date{};
}

int read_year(std::string_view raw, int newest_year) {
  DateScanner scanner(trim(raw));
  size_t width = 0;
  const auto year = scanner.take_number(2, 4, &width);
  if (!year || !scanner.done() || width == 3) return 0;
  const int full = width == 2 ? full_year(*year, newest_year) : static_cast<int>(*year);
  return full >= kOldestYear && full <= kLatestYear ? full : 0;
}

uint32_t impossible_date_digits(std::string_view raw, DateOrder order) {
  DateReading reading;
  const std::string_view text = trim(raw);
  if (is_zero_date(text) || !read_recognised(text, order, kLatestYear, reading)) return 0;
  const Date date = reading.date();
  const bool full = !reading.two_digit_year && reading.month != 0 && reading.day != 0;
  return full && !date.valid() ? date.digits : 0;
}

}  // namespace sosie::matchers
