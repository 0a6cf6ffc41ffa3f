#include "engine/publish/moment_texts.h"

#include <algorithm>

namespace sosie {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;

/// Writes `value` as `width` digits; returns their end.
char* write_digits(int64_t value, int width, char* out) {
  for (int digit = width - 1; digit >= 0; --digit, value /= 10) out[digit] = static_cast<char>('0' + value % 10);
  return out + width;
}

char* write_date(Date day, char* out) {
  out = write_digits(day.year(), 4, out);
  *out++ = '-';
  out = write_digits(day.month(), 2, out);
  *out++ = '-';
  return write_digits(day.day(), 2, out);
}

char* write_clock(int64_t second_of_day, char* out) {
  out = write_digits(second_of_day / 3600, 2, out);
  *out++ = ':';
  out = write_digits(second_of_day / 60 % 60, 2, out);
  *out++ = ':';
  return write_digits(second_of_day % 60, 2, out);
}

char* write_offset(int64_t seconds, char* out) {
  const int64_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
  *out++ = seconds < 0 ? '-' : '+';
  out = write_digits(minutes / 60, 2, out);
  *out++ = ':';
  return write_digits(minutes % 60, 2, out);
}

}  // namespace

int64_t MomentTexts::offset_at(int64_t instant) {
  const auto holds = [&](const TimeZone::Offset& offset) { return offset.holds(instant); };
  const auto known = std::find_if(offsets_.begin(), offsets_.end(), holds);
  return known != offsets_.end() ? known->seconds : offsets_.emplace_back(zone_.offset_at(instant)).seconds;
}

/// A day's middle tells its date, because the day may have been one of another zone.
std::string_view MomentTexts::text(Moment moment) {
  if (moment.missing()) return {};
  const int64_t instant = moment.is_exact() ? moment.first : moment.first + (moment.last - moment.first) / 2;
  const int64_t offset = offset_at(instant), local = instant + offset;
  const int64_t second_of_day = (local % kSecondsPerDay + kSecondsPerDay) % kSecondsPerDay;
  char* end = write_date(Date::from_days((local - second_of_day) / kSecondsPerDay), text_.data());
  if (moment.is_exact()) {
    *end++ = 'T';
    end = write_offset(offset, write_clock(second_of_day, end));
  }
  return {text_.data(), static_cast<size_t>(end - text_.data())};
}

}  // namespace sosie
