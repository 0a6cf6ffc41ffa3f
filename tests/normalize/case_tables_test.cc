#include <gtest/gtest.h>

#include "tests/normalize/case_table.h"

namespace sosie {
namespace {

TEST(CaseTables, HaveAHundredRowsForEveryNormalizer) {
  constexpr size_t kFewestRows = 100, kMostCells = 8;
  for (const char* name :
       {"address_abroad.tsv", "address_line.tsv", "city.tsv", "company.tsv", "country.tsv", "dates.tsv", "email.tsv",
        "family_name.tsv", "full_name.tsv", "given_name.tsv", "identifiers.tsv", "phone.tsv", "postcode.tsv",
        "street.tsv", "suffix.tsv", "text.tsv", "title.tsv"})
    EXPECT_GE(read_cases(name, kMostCells).size(), kFewestRows) << name;
}

}  // namespace
}  // namespace sosie
