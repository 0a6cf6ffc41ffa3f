#include "matchers/normalize/numbered_street.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.h"
#include "matchers/normalize/address.h"
#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

TEST(NumberedStreet, TakesAPlainNumberOff) {
  const auto split = split_numbered_street("12, rue de la Gare");
  ASSERT_TRUE(split);
  EXPECT_EQ(split->number, "12");
  EXPECT_EQ(split->name, "rue de la Gare");
  EXPECT_EQ(split_numbered_street("0004 Allée")->name, "Allée");
}

TEST(NumberedStreet, LeavesLinesWhoseNumberSaysMore) {
  for (const char* line :
       {"", "12", "12 ", "rue de la Gare", "12bis rue X", "12 bis rue X", "12 BIS rue X", "12 B rue X", "12 d'Artagnan",
        "12 à 14 rue X", "12-14 rue X", "12 rue du 8 mai", "12 rue X #4", "75012 Paris", "2 eme etage", "2 ème etage",
        "12 et demi", "12 rue n\xc2\xb2"})
    EXPECT_FALSE(split_numbered_street(line)) << line;
}

TEST(NumberedStreet, WritesNumbersAsStreetsHaveThem) {
  EXPECT_EQ(plain_house_number("12"), "12");
  EXPECT_EQ(plain_house_number("0012"), "12");
  EXPECT_EQ(plain_house_number("0"), "0");
  EXPECT_EQ(plain_house_number("00"), "0");
}

/// Words of the hand-checked lines, without digits.
std::vector<std::string> words_of_lines() {
  std::vector<std::string> words;
  for (const Case& row : read_cases("street.tsv", 5)) {
    const std::string& line = row.cells[1];
    for (size_t begin = 0; begin < line.size();) {
      const size_t end = std::min(line.find(' ', begin), line.size());
      const std::string word = line.substr(begin, end - begin);
      if (!word.empty() && word.find_first_of("0123456789") == std::string::npos) words.push_back(word);
      begin = end + 1;
    }
  }
  return words;
}

TEST(NumberedStreet, ReadsTheSameBehindEveryNumber) {
  constexpr uint64_t kSeed = 20261124;
  RecordProperty("seed", std::to_string(kSeed));
  Random random(kSeed);
  const std::vector<std::string> words = words_of_lines();
  const std::vector<std::string> countries = {"FR", "BE", "CH", "LU", "DE", "ES", "IT", "NL", "GB", "US"};
  size_t num_split = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string name;
    for (uint64_t left = 1 + random.below(5); left > 0; --left)
      name.append(name.empty() ? "" : " ").append(words[random.below(words.size())]);
    const std::string number = std::to_string(random.below(10'000)), line = number + " " + name;
    const auto split = split_numbered_street(line);
    if (!split) continue;
    const std::string& country = countries[random.below(countries.size())];
    const Street street = read_street(line, country), first = read_street("1 " + name, country);
    if (first.number != "1") continue;
    ++num_split;
    EXPECT_EQ(street.key, first.key) << line << " in " << country;
    EXPECT_EQ(street.unit, first.unit) << line << " in " << country;
    EXPECT_EQ(street.number, plain_house_number(split->number)) << line << " in " << country;
  }
  EXPECT_GT(num_split, 10'000u);
}

}  // namespace
}  // namespace sosie::matchers
