#include "datasets/generator/tables.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace sosie::generator {
namespace {

TEST(Tables, SurnamesFollowTheirFrequency) {
  Random random(1);
  std::map<std::string_view, int> counts;
  for (int i = 0; i < 200'000; ++i) ++counts[Tables::get().surname(Country::FR, random).text];
  EXPECT_GT(counts["Martin"], 600);
  EXPECT_GT(counts["Martin"], 3 * counts["Marchand"]);
  EXPECT_GT(counts.size(), 15'000u);
}

TEST(Tables, GivenNamesFollowTheDecade) {
  Random random(2);
  std::map<std::string_view, int> old, young;
  for (int i = 0; i < 20'000; ++i) {
    ++old[Tables::get().given_name(Country::FR, Sex::female, 1925, random).text];
    ++young[Tables::get().given_name(Country::FR, Sex::female, 2012, random).text];
  }
  EXPECT_GT(old["Jacqueline"], 20 * (young["Jacqueline"] + 1));
  EXPECT_GT(young["Jade"], 20 * (old["Jade"] + 1));
}

TEST(Tables, EveryForeignCountryHasNames) {
  Random random(3);
  for (size_t i = 0; i < kNumForeignCountries; ++i) {
    const Country country = static_cast<Country>(i);
    EXPECT_FALSE(Tables::get().surname(country, random).text.empty()) << country_code(country);
    for (const Sex sex : {Sex::female, Sex::male})
      EXPECT_FALSE(Tables::get().given_name(country, sex, 1980, random).text.empty()) << country_code(country);
  }
}

TEST(Tables, CommunesHavePostcodes) {
  Random random(4);
  for (int i = 0; i < 5'000; ++i) {
    const Commune& commune = Tables::get().commune(random);
    EXPECT_GE(commune.postcodes.size(), 5u) << commune.name;
    EXPECT_EQ(commune.postcodes.size() % 6, 5u) << commune.name;
  }
}

}  // namespace
}  // namespace sosie::generator
