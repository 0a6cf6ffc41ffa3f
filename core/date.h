// Calendar days, and moments with the precision they were written in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sosie {

/// A day of the proleptic Gregorian calendar as eight decimal digits, yyyymmdd; 0 is missing.
/// Digits compare like dates and can be told apart one by one.
struct Date {
  uint32_t digits = 0;

  static constexpr Date of(unsigned year, unsigned month, unsigned day) { return {year * 10000 + month * 100 + day}; }
  constexpr bool missing() const { return digits == 0; }
  constexpr unsigned year() const { return digits / 10000; }
  constexpr unsigned month() const { return digits / 100 % 100; }
  constexpr unsigned day() const { return digits % 100; }
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

  /// Whether the day exists, in the years 1 to 9999.
  bool valid() const;
  /// Days since 1970-01-01. Only when valid().
  int64_t days() const;
  static Date from_days(int64_t days);
  /// `2026-08-11`; empty when missing.
  std::string iso() const;
};

/// A point or span of time: from `first` to `last`, both included, in seconds since 1970-01-01 UTC.
/// A known time has first == last; a day without a time of day spans it in its zone; missing has first > last.
struct Moment {
  int64_t first = 1;
  int64_t last = 0;

  static Moment at(int64_t seconds) { return {seconds, seconds}; }
  bool missing() const { return first > last; }
  bool is_exact() const { return first == last; }
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// A named zone of the IANA database, as installed on the system. Copyable, thread-safe, stays valid for the process.
class TimeZone {
 public:
  /// `Europe/Paris`, `UTC`; invalid_job for an unknown name.
  static Result<TimeZone> find(const std::string& name);

  /// The span of `day` here.
  Moment day(Date day) const;
  /// A wall clock time here. In a gap or overlap the earlier instant counts.
  int64_t seconds(Date day, unsigned hour, unsigned minute, unsigned second) const;
  /// The day of an instant here.
  Date date_of(int64_t seconds) const;
  /// How far clocks here are ahead of UTC, in seconds, and the instants around the asked one that share it.
  struct Offset {
    int64_t first = 1, last = 0;
    int64_t seconds = 0;
    bool holds(int64_t instant) const { return first <= instant && instant <= last; }
  };
  Offset offset_at(int64_t instant) const;
  /// `2026-08-11T14:05:00+02:00`
  std::string iso(int64_t seconds) const;

 private:
  const void* zone_ = nullptr;  // date::time_zone, owned by its database
};

/// Reads ISO 8601: a day (`2026-08-11`), a time without offset (read in `zone`), with `Z` or an offset, blank or T
/// between. Nothing when the text is anything else.
std::optional<Moment> parse_iso_moment(std::string_view text, const TimeZone& zone);

}  // namespace sosie
