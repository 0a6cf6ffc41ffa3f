#include "matchers/normalize/address.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

TEST(Street, HandCheckedCases) {
  for (const Case& row : read_cases("street.tsv", 5)) {
    const Street street = read_street(row.cells[1], row.cells[0]);
    const std::string at = "street.tsv:" + std::to_string(row.line);
    EXPECT_EQ(street.key, row.cells[2]) << at;
    EXPECT_EQ(street.number, row.cells[3]) << at;
    EXPECT_EQ(street.unit, row.cells[4]) << at;
    if (street.key.find_first_of("0123456789") == std::string::npos) {
      EXPECT_EQ(read_street(street.key, row.cells[0]).key, street.key) << "again, " << at;
    }
  }
}

TEST(HouseNumber, HasTheFormOfTheStreetLine) {
  for (const auto& [raw, wanted] : std::vector<std::pair<std::string, std::string>>{{"12", "12"},
                                                                                    {"012", "12"},
                                                                                    {"12 bis", "12b"},
                                                                                    {"12bis", "12b"},
                                                                                    {"12 B", "12b"},
                                                                                    {"12B", "12b"},
                                                                                    {"12 ter", "12t"},
                                                                                    {"N° 12", "12"},
                                                                                    {"n°12 B", "12b"},
                                                                                    {"12-14", "12-14"},
                                                                                    {"12/14", "12-14"},
                                                                                    {"14-12", "14 12"},
                                                                                    {"1111", "1111"},
                                                                                    {"", ""},
                                                                                    {"Le Bourg", "le bourg"},
                                                                                    {"12 rue", "12 rue"},
                                                                                    {"8#b", "8 apt b"}}) {
    std::string out, again;
    normalize_house_number(raw, out);
    normalize_house_number(out, again);
    EXPECT_EQ(out, wanted) << raw;
    EXPECT_EQ(again, out) << raw;
  }
}

TEST(Unit, HasTheFormOfTheStreetLine) {
  for (const auto& [raw, wanted] : std::vector<std::pair<std::string, std::string>>{{"Apt 4", "apt 4"},
                                                                                    {"Appt. 4", "apt 4"},
                                                                                    {"#4", "apt 4"},
                                                                                    {"Bât B", "bat b"},
                                                                                    {"esc 2 bat B", "bat b esc 2"},
                                                                                    {"3e étage", "etg 3"},
                                                                                    {"4", "4"},
                                                                                    {"BP 12", "bp 12"},
                                                                                    {"", ""},
                                                                                    {"rdc", "rdc"},
                                                                                    {"8 rue #b", "8 rue apt b"}}) {
    std::string out, again;
    normalize_unit(raw, out);
    normalize_unit(out, again);
    EXPECT_EQ(out, wanted) << raw;
    EXPECT_EQ(again, out) << raw;
  }
}

TEST(Postcode, HandCheckedCases) {
  for (const Case& row : read_cases("postcode.tsv", 4)) {
    std::string postcode, again;
    normalize_postcode(row.cells[1], row.cells[0], postcode);
    normalize_postcode(postcode, row.cells[0], again);
    const std::string at = "postcode.tsv:" + std::to_string(row.line);
    EXPECT_EQ(postcode, row.cells[2]) << at;
    EXPECT_EQ(again, postcode) << at;
    EXPECT_EQ(departement_of(postcode, row.cells[0]), row.cells[3]) << at;
  }
}

TEST(City, HandCheckedCases) {
  for (const Case& row : read_cases("city.tsv", 2)) {
    std::string town, again;
    normalize_city(row.cells[0], town);
    normalize_city(town, again);
    EXPECT_EQ(town, row.cells[1]) << "city.tsv:" << row.line;
    EXPECT_EQ(again, town) << "city.tsv:" << row.line;
  }
}

TEST(Country, HandCheckedCases) {
  for (const Case& row : read_cases("country.tsv", 2)) {
    EXPECT_EQ(country_code(row.cells[0]), row.cells[1]) << "country.tsv:" << row.line;
  }
}

}  // namespace
}  // namespace sosie::matchers
