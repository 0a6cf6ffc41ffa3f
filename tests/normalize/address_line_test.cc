#include "matchers/normalize/address_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include "matchers/normalize/address.h"
#include "matchers/similarity/levenshtein.h"
#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

/// "75002"; "13001 13002"; of more than three the first and last.
std::string summary(const std::vector<std::string>& postcodes) {
  if (postcodes.size() > 3) return postcodes.front() + " .. " + postcodes.back();
  std::string text;
  for (const std::string& postcode : postcodes) text += (text.empty() ? "" : " ") + postcode;
  return text;
}

void check_cases(const std::string& table) {
  for (const Case& row : read_cases(table, 7)) {
    const std::string at = table + ":" + std::to_string(row.line);
    const AddressLine line = split_address_line(row.cells[1], row.cells[0]);
    const Street street = read_street(line.street, row.cells[0]);
    EXPECT_EQ(street.key, row.cells[2]) << at;
    EXPECT_EQ(street.number, row.cells[3]) << at;
    EXPECT_EQ(street.unit, row.cells[4]) << at;
    EXPECT_EQ(summary(line.postcodes), row.cells[5]) << at;
    EXPECT_EQ(line.city, row.cells[6]) << at;
  }
}

TEST(AddressLine, HandCheckedCases) { check_cases("address_line.tsv"); }
TEST(AddressLine, HandCheckedCasesAbroad) { check_cases("address_abroad.tsv"); }

TEST(AddressLine, IsSureOfOnePostcodeOnly) {
  EXPECT_EQ(split_address_line("12 rue de la Paix, 75002 Paris", "FR").postcode(), "75002");
  EXPECT_EQ(split_address_line("12 rue de la Paix, Paris", "FR").postcode(), "");
  EXPECT_EQ(split_address_line("12 rue de la Paix", "FR").postcode(), "");
}

// Lines of a public list that people typed into search boxes, see its README.

struct Door {
  std::string entity;
  Street street;
  std::vector<std::string> postcodes;
};

bool may_be_one(const Door& a, const Door& b) {
  constexpr size_t kMostSlips = 1;
  const auto joined = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  const bool same_place = std::any_of(a.postcodes.begin(), a.postcodes.end(), [&](const std::string& postcode) {
    return std::find(b.postcodes.begin(), b.postcodes.end(), postcode) != b.postcodes.end();
  });
  return a.street.number == b.street.number && same_place &&
         levenshtein_distance(joined(a.street.key), joined(b.street.key), kMostSlips) <= kMostSlips;
}

std::vector<Door> read_doors(const std::string& folder) {
  std::ifstream records(folder + "/records.csv"), truth(folder + "/truth.csv");
  std::map<std::string, std::string> entity_of;
  std::string line;
  for (std::getline(truth, line); std::getline(truth, line);)
    entity_of[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
  std::vector<Door> doors;
  for (std::getline(records, line); std::getline(records, line);) {
    const size_t first = line.find(','), second = line.find(',', first + 1);  // unique_id, region, address
    std::string text = line.substr(second + 1);
    std::erase(text, '"');
    const AddressLine address = split_address_line(text, "FR");
    doors.push_back({entity_of[line.substr(0, first)], read_street(address.street, "FR"), address.postcodes});
  }
  return doors;
}

TEST(AddressLine, OfTypedFrenchAddressesFindsTheSameDoor) {
  const char* folder = std::getenv("SOSIE_DATASETS");
  if (folder == nullptr) {
    std::printf("1 skipped: SOSIE_DATASETS not set\n");
    GTEST_SKIP();
  }
  const std::vector<Door> doors = read_doors(std::string(folder) + "/fr_addresses");
  ASSERT_GT(doors.size(), 2'000u);
  double found = 0, right = 0, wanted = 0;
  for (size_t i = 0; i < doors.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const bool same = doors[i].entity == doors[j].entity, together = may_be_one(doors[i], doors[j]);
      wanted += same;
      found += together;
      right += same && together;
    }
  }
  const double precision = right / found, recall = right / wanted, f1 = 2 * right / (found + wanted);
  std::printf("fr_addresses: precision %.4f, recall %.4f, F1 %.4f\n", precision, recall, f1);
  EXPECT_GE(f1, .95);
}

}  // namespace
}  // namespace sosie::matchers
