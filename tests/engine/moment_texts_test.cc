#include "engine/publish/moment_texts.h"

#include <gtest/gtest.h>

#include <random>

namespace sosie {
namespace {

TEST(MomentTexts, AreThoseOfZoneAndDate) {
  std::mt19937_64 random(5);
  for (const char* name : {"Europe/Paris", "America/St_Johns", "Pacific/Apia", "UTC"}) {
    const TimeZone zone = *TimeZone::find(name);
    MomentTexts texts(zone);
    for (int i = 0; i < 5'000; ++i) {  // 1923 to 2077
      const int64_t instant = static_cast<int64_t>(random() % 4'860'000'000) - 1'480'000'000;
      ASSERT_EQ(texts.text(Moment::at(instant)), zone.iso(instant)) << name;
      const Date day = zone.date_of(instant);
      const Moment span = zone.day(day);
      if (span.is_exact()) continue;  // skipped at the date line
      ASSERT_EQ(texts.text(span), day.iso()) << name;
    }
  }
}

TEST(MomentTexts, AMissingMomentHasNone) {
  MomentTexts texts(*TimeZone::find("UTC"));
  EXPECT_EQ(texts.text(Moment()), "");
}

TEST(MomentTexts, ADayOfAnotherZoneKeepsItsDate) {
  MomentTexts texts(*TimeZone::find("Europe/Paris"));
  EXPECT_EQ(texts.text(TimeZone::find("America/New_York")->day(Date::of(2026, 3, 1))), "2026-03-01");
}

}  // namespace
}  // namespace sosie
