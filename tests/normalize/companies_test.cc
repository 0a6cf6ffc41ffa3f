#include "matchers/normalize/companies.h"

#include <gtest/gtest.h>

#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

TEST(Company, HandCheckedCases) {
  for (const Case& row : read_cases("company.tsv", 3)) {
    std::string name, again;
    normalize_company(row.cells[0], name);
    normalize_company(name, again);
    const std::string at = "company.tsv:" + std::to_string(row.line);
    EXPECT_EQ(name, row.cells[1]) << at;
    EXPECT_EQ(again, name) << at;
    EXPECT_EQ(has_legal_form(row.cells[0]), row.cells[2] == "x") << at;
  }
}

}  // namespace
}  // namespace sosie::matchers
