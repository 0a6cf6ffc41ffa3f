#include "core/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace sosie {
namespace {

constexpr int64_t kHour = 3600;
constexpr int64_t kDay = 24 * kHour;

TimeZone zone(const std::string& name) {
  const auto found = TimeZone::find(name);
  EXPECT_TRUE(found.ok()) << found.status().to_string();
  return *found;
}

/// Seconds since 1970 of a time in UTC, without any zone in between.
int64_t utc(unsigned year, unsigned month, unsigned day, int64_t hour = 0, int64_t minute = 0) {
  return Date::of(year, month, day).days() * kDay + hour * kHour + minute * 60;
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_TRUE(Date::of(2024, 2, 29).valid());
  EXPECT_TRUE(Date::of(2000, 2, 29).valid());
  EXPECT_FALSE(Date::of(1900, 2, 29).valid());
  EXPECT_FALSE(Date::of(2023, 2, 29).valid());
  EXPECT_FALSE(Date::of(2023, 13, 1).valid());
  EXPECT_FALSE(Date::of(2023, 0, 1).valid());
  EXPECT_FALSE(Date::of(2023, 4, 31).valid());
  EXPECT_FALSE(Date::of(2023, 4, 0).valid());
  EXPECT_FALSE(Date{}.valid());
  EXPECT_TRUE(Date::of(1, 1, 1).valid());
  EXPECT_TRUE(Date::of(9999, 12, 31).valid());
  EXPECT_FALSE(Date::of(10000, 1, 1).valid());
}

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date::of(1970, 1, 1).days(), 0);
  EXPECT_EQ(Date::of(1969, 12, 31).days(), -1);
  EXPECT_EQ(Date::of(2000, 3, 1).days(), 11017);
}

TEST(Date, PrintsIso) {
  EXPECT_EQ(Date::of(2026, 8, 11).iso(), "2026-08-11");
  EXPECT_EQ(Date::of(7, 1, 2).iso(), "0007-01-02");
  EXPECT_EQ(Date{}.iso(), "");
}

RC_GTEST_PROP(Date, DaysAndDigitsAreOneToOne, ()) {
  const auto days = *rc::gen::inRange<int64_t>(Date::of(1, 1, 1).days(), Date::of(9999, 12, 30).days());
  const Date date = Date::from_days(days), next = Date::from_days(days + 1);
  RC_ASSERT(date.valid());
  RC_ASSERT(date.days() == days);
  RC_ASSERT(date < next);
  RC_ASSERT(Date::of(date.year(), date.month(), date.day()) == date);
}

TEST(TimeZone, UnknownNamesAreTheJobsMistake) {
  for (const char* name : {"Europe/Pariss", "", "../../etc/passwd"}) {
    EXPECT_EQ(TimeZone::find(name).status().code(), StatusCode::invalid_job) << name;
  }
}

TEST(TimeZone, ADaySpansTheHoursItHas) {
  const TimeZone paris = zone("Europe/Paris");
  EXPECT_EQ(paris.day(Date::of(2026, 8, 11)), (Moment{utc(2026, 8, 10, 22), utc(2026, 8, 11, 22) - 1}));
  const Moment spring = paris.day(Date::of(2026, 3, 29)), autumn = paris.day(Date::of(2026, 10, 25));
  EXPECT_EQ(spring, (Moment{utc(2026, 3, 28, 23), utc(2026, 3, 29, 22) - 1})) << "23 hours";
  EXPECT_EQ(autumn, (Moment{utc(2026, 10, 24, 22), utc(2026, 10, 25, 23) - 1})) << "25 hours";
}

TEST(TimeZone, InAGapOrOverlapTheEarlierInstantCounts) {
  const TimeZone paris = zone("Europe/Paris");
  // 02:00 to 03:00 does not exist: the clock jumps at 01:00 UTC.
  EXPECT_EQ(paris.seconds(Date::of(2026, 3, 29), 2, 30, 0), utc(2026, 3, 29, 1));
  EXPECT_EQ(paris.seconds(Date::of(2026, 3, 29), 3, 0, 0), utc(2026, 3, 29, 1));
  // 02:30 comes twice: at 00:30 and at 01:30 UTC.
  EXPECT_EQ(paris.seconds(Date::of(2026, 10, 25), 2, 30, 0), utc(2026, 10, 25, 0, 30));
  EXPECT_EQ(paris.iso(utc(2026, 10, 25, 0, 30)), "2026-10-25T02:30:00+02:00");
  EXPECT_EQ(paris.iso(utc(2026, 10, 25, 1, 30)), "2026-10-25T02:30:00+01:00");
}

TEST(TimeZone, ADayMayBeginAfterMidnight) {
  const TimeZone sao_paulo = zone("America/Sao_Paulo");
  const Moment day = sao_paulo.day(Date::of(2018, 11, 4));  // the clock jumped from 00:00 to 01:00
  EXPECT_EQ(day, (Moment{utc(2018, 11, 4, 3), utc(2018, 11, 5, 2) - 1}));
  EXPECT_EQ(sao_paulo.iso(day.first), "2018-11-04T01:00:00-02:00");
  EXPECT_EQ(sao_paulo.date_of(day.first), Date::of(2018, 11, 4));
  EXPECT_EQ(sao_paulo.date_of(day.first - 1), Date::of(2018, 11, 3));
}

// Samoa crossed the date line and had no 30 December 2011. A moment of that day must not come out as missing.
TEST(TimeZone, ASkippedDayIsAnInstant) {
  const TimeZone apia = zone("Pacific/Apia");
  const Moment skipped = apia.day(Date::of(2011, 12, 30));
  EXPECT_FALSE(skipped.missing());
  EXPECT_EQ(skipped, Moment::at(utc(2011, 12, 30, 10)));
  EXPECT_EQ(apia.day(Date::of(2011, 12, 31)).first, skipped.first);
}

RC_GTEST_PROP(TimeZone, EveryInstantLiesInItsDay, ()) {
  const auto name = *rc::gen::element<std::string>("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe",
                                                   "Asia/Kathmandu", "Africa/Casablanca");
  const TimeZone there = zone(name);
  const auto instant = *rc::gen::inRange<int64_t>(utc(1975, 1, 1), utc(2037, 1, 1));
  const Moment day = there.day(there.date_of(instant));
  RC_ASSERT(day.first <= instant);
  RC_ASSERT(instant <= day.last);
  const auto again = parse_iso_moment(there.iso(instant), there);
  RC_ASSERT(again == Moment::at(instant));
}

struct IsoCase {
  std::string text;
  Moment wanted;
};

TEST(ParseIsoMoment, ReadsDaysAndTimes) {
  const TimeZone paris = zone("Europe/Paris");
  const int64_t noon = utc(2026, 8, 11, 12);
  const std::vector<IsoCase> cases = {
      {"2026-08-11", paris.day(Date::of(2026, 8, 11))},
      {"2026-08-11T14:00:00", Moment::at(noon)},
      {"2026-08-11 14:00", Moment::at(noon)},
      {"2026-08-11T12:00:00Z", Moment::at(noon)},
      {"2026-08-11T12:00:00z", Moment::at(noon)},
      {"2026-08-11T14:00:00.123456+02:00", Moment::at(noon)},
      {"2026-08-11T14:00:00+0200", Moment::at(noon)},
      {"2026-08-11T14:00+02", Moment::at(noon)},
      {"2026-08-11T06:30:00-05:30", Moment::at(noon)},
      {"2026-08-12T02:00:00+14:00", Moment::at(noon)},
      {"2016-12-31T23:59:60Z", Moment::at(utc(2017, 1, 1))},
  };
  for (const IsoCase& c : cases) EXPECT_EQ(parse_iso_moment(c.text, paris), c.wanted) << c.text;
}

TEST(ParseIsoMoment, RefusesAnythingElse) {
  const TimeZone paris = zone("Europe/Paris");
  for (const char* text : {"",
                           "2026",
                           "2026-08",
                           "2026-8-11",
                           "2026-02-30",
                           "2026-00-10",
                           "0000-01-01",
                           "11/08/2026",
                           "20260811",
                           "2026-08-11T",
                           "2026-08-11T14",
                           "2026-08-11T24:00",
                           "2026-08-11T14:60",
                           "2026-08-11T14:00:61",
                           "2026-08-11T14:00:00.",
                           "2026-08-11T14:00:00.Z",
                           "2026-08-11T14:00:00+",
                           "2026-08-11T14:00:00+2",
                           "2026-08-11T14:00:00+02:",
                           "2026-08-11T14:00:00+02:60",
                           "2026-08-11T14:00:00+24:00",
                           "2026-08-11T14:00:00Zx",
                           "2026-08-11T14:00:00 Z",
                           "2026-08-11x",
                           "2026-08-11  14:00",
                           " 2026-08-11",
                           "2026-08-11 "}) {
    EXPECT_EQ(parse_iso_moment(text, paris), std::nullopt) << text;
  }
}

RC_GTEST_PROP(ParseIsoMoment, NeverFails, (const std::string& text)) {
  const auto moment = parse_iso_moment(text, zone("UTC"));
  RC_ASSERT(!moment || !moment->missing());
}

}  // namespace
}  // namespace sosie
