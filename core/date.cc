#include "core/date.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>

namespace sosie {
namespace {

using Seconds = std::chrono::seconds;

date::year_month_day civil(Date day) {
  return date::year{static_cast<int>(day.year())} / date::month{day.month()} / date::day{day.day()};
}

Date packed(const date::year_month_day& ymd) {
  return Date::of(static_cast<unsigned>(static_cast<int>(ymd.year())), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
}

const date::time_zone& zone_of(const void* zone) { return *static_cast<const date::time_zone*>(zone); }

/// Reads exactly `width` digits at `text`, and steps over them.
std::optional<unsigned> take_digits(std::string_view& text, size_t width) {
  if (text.size() < width) return std::nullopt;
  unsigned value = 0;
  for (size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

struct ClockTime {
  unsigned hour = 0, minute = 0, second = 0;
};

std::optional<ClockTime> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  unsigned second = 0;
  if (take(text, ':')) {
    const auto read = take_digits(text, 2);
    if (!read || *read > 60) return std::nullopt;
    second = *read;
    if (take(text, '.')) {
      if (!take_digits(text, 1)) return std::nullopt;
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    }
  }
  return ClockTime{*hour, *minute, second};
}

/// `Z`, `+02:00`, `+0200` or `+02` to seconds east of UTC.
std::optional<int64_t> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const int64_t sign = text.front() == '-' ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  const bool more = take(text, ':') || !text.empty();
  const auto minutes = more ? take_digits(text, 2) : std::optional<unsigned>(0);
  if (!minutes || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

}  // namespace

bool Date::valid() const { return year() >= 1 && year() <= 9999 && civil(*this).ok(); }

int64_t Date::days() const { return date::sys_days(civil(*this)).time_since_epoch().count(); }

Date Date::from_days(int64_t days) {
  return packed(date::year_month_day(date::sys_days(date::days(static_cast<int>(days)))));
}

std::string Date::iso() const {
  if (missing()) return {};
  std::string text = "0000-00-00";
  uint32_t rest = digits;
  for (const size_t place : {9, 8, 6, 5, 3, 2, 1, 0}) {
    text[place] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  return text;
}

Result<TimeZone> TimeZone::find(const std::string& name) {
  try {
    TimeZone zone;
    zone.zone_ = date::locate_zone(name);
    return zone;
  } catch (const std::exception&) {
    return Status::invalid_job("unknown time zone \"" + name + "\"")
        .hint("use an IANA name such as Europe/Paris; needs tzdata");
  }
}

int64_t TimeZone::seconds(Date day, unsigned hour, unsigned minute, unsigned second) const {
  const auto local =
      date::local_days(civil(day)) + std::chrono::hours(hour) + std::chrono::minutes(minute) + Seconds(second);
  return zone_of(zone_).to_sys(date::local_seconds(local), date::choose::earliest).time_since_epoch().count();
}

Moment TimeZone::day(Date day) const {
  const Date next = Date::from_days(day.days() + 1);
  const int64_t begin = seconds(day, 0, 0, 0);
  // A zone that crossed the date line skipped a day: that day is the instant of the crossing.
  return {begin, std::max(begin, seconds(next, 0, 0, 0) - 1)};
}

Date TimeZone::date_of(int64_t seconds) const {
  const auto local = zone_of(zone_).to_local(date::sys_seconds(Seconds(seconds)));
  return packed(date::year_month_day(date::floor<date::days>(local)));
}

TimeZone::Offset TimeZone::offset_at(int64_t instant) const {
  const date::sys_info info = zone_of(zone_).get_info(date::sys_seconds(Seconds(instant)));
  return {info.begin.time_since_epoch().count(), info.end.time_since_epoch().count() - 1, info.offset.count()};
}

std::string TimeZone::iso(int64_t seconds) const {
  const auto point = date::sys_seconds(Seconds(seconds));
  const auto local = zone_of(zone_).to_local(point);
  const auto midnight = date::floor<date::days>(local);
  const auto clock = (local - midnight).count();
  const auto offset = zone_of(zone_).get_info(point).offset.count();
  const auto minutes = (offset < 0 ? -offset : offset) / 60;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", packed(date::year_month_day(midnight)).iso(), clock / 3600,
                     clock / 60 % 60, clock % 60, offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::optional<Moment> parse_iso_moment(std::string_view text, const TimeZone& zone) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const Date date = Date::of(*year, *month, *day);
  if (!date.valid()) return std::nullopt;
  if (text.empty()) return zone.day(date);
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  if (text.empty()) return Moment::at(zone.seconds(date, clock->hour, clock->minute, clock->second));
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Moment::at(date.days() * 86400 + clock->hour * 3600 + clock->minute * 60 + clock->second - *offset);
}

}  // namespace sosie
