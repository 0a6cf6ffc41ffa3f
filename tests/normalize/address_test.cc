#include "matchers/normalize/address.h"

#include <gtest/gtest.h>

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
