#include "matchers/normalize/identifiers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "matchers/normalize/vat_numbers.h"
#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

std::string normalized(std::string_view raw) {
  std::string out;
  normalize_identifier(raw, out);
  return out;
}

std::string verdict(std::string_view kind, std::string_view id) {
  if (kind == "iban") return valid_iban(id) ? "ok" : "bad";
  if (kind == "siren") return valid_siren(id) ? "ok" : "bad";
  if (kind == "siret") return valid_siret(id) ? "ok" : "bad";
  if (kind == "nir") return valid_nir(id) ? "ok" : "bad";
  return "no such kind";
}

std::string verdict(const VatNumber& vat) {
  switch (vat.verdict) {
    case VatVerdict::unknown_country: return "?";
    case VatVerdict::malformed: return "bad";
    case VatVerdict::wrong_check: return "check";
    case VatVerdict::form_only: return "form";
    case VatVerdict::checked: return "ok";
  }
  return {};
}

TEST(Identifier, KeepsLettersAndDigits) {
  EXPECT_EQ(normalized("FR76 3000-6000 0112"), "FR76300060000112");
  EXPECT_EQ(normalized(" ab.12/c "), "AB12C");
  EXPECT_EQ(normalized("é12"), "E12");
  EXPECT_EQ(normalized("---"), "");
  EXPECT_EQ(normalized("AB12C"), "AB12C");
}

TEST(Identifier, HandCheckedCases) {
  for (const Case& row : read_cases("identifiers.tsv", 5)) {
    const std::string at = "identifiers.tsv:" + std::to_string(row.line);
    if (row.cells[0] == "vat") {
      const VatNumber vat = read_vat(row.cells[2], row.cells[1]);
      EXPECT_EQ(vat.number, row.cells[3]) << at;
      EXPECT_EQ(verdict(vat), row.cells[4]) << at;
      EXPECT_EQ(read_vat(vat.number, row.cells[1]).number, vat.number) << at;
    } else {
      const std::string id = normalized(row.cells[2]);
      EXPECT_EQ(id, row.cells[3]) << at;
      EXPECT_EQ(verdict(row.cells[0], id), row.cells[4]) << at;
    }
  }
}

/// What check digits are for: of all digits mistyped one at a time, two at most go unseen (a suffix without check).
TEST(Identifier, AMistypedDigitIsSeen) {
  for (const Case& row : read_cases("identifiers.tsv", 5)) {
    if (row.cells[0] != "vat" || row.cells[4] != "ok") continue;
    size_t unseen = 0;
    for (size_t at = 2; at < row.cells[3].size(); ++at) {
      std::string typed = row.cells[3];
      if (typed[at] < '0' || typed[at] > '9') continue;
      typed[at] = static_cast<char>('0' + (typed[at] - '0' + 1) % 10);
      unseen += read_vat(typed, "").verdict == VatVerdict::checked;
    }
    EXPECT_LE(unseen, 2u) << row.cells[3];
  }
}

}  // namespace
}  // namespace sosie::matchers
