#include "matchers/normalize/phone.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "matchers/normalize/phone_plan.h"
#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

char letter_of(PhoneKind kind) {
  switch (kind) {
    case PhoneKind::unknown: return '-';
    case PhoneKind::mobile: return 'm';
    case PhoneKind::landline: return 'l';
    case PhoneKind::landline_or_mobile: return 'b';
    case PhoneKind::toll_free: return 't';
    case PhoneKind::premium_rate: return 'p';
    case PhoneKind::shared_cost: return 's';
    case PhoneKind::voip: return 'v';
    case PhoneKind::uan: return 'u';
    default: return '?';
  }
}

TEST(Phone, HandCheckedCases) {
  for (const Case& row : read_cases("phone.tsv", 4)) {
    const Phone phone = read_phone(row.cells[1], row.cells[0]);
    const std::string at = "phone.tsv:" + std::to_string(row.line);
    std::string kind = phone.valid ? std::string(1, letter_of(phone.kind)) : "";
    if (phone.placeholder) kind += 'P';
    EXPECT_EQ(phone.valid ? phone.e164 : "-", row.cells[2]) << at;
    EXPECT_EQ(kind, row.cells[3]) << at;
    if (phone.valid) {
      EXPECT_EQ(read_phone(phone.e164, row.cells[0]).e164, phone.e164) << at;
    }
  }
}

TEST(Phone, InvalidNumbersKeepTheirDigits) {
  EXPECT_EQ(read_phone("06 12 34 56 7", "FR").e164, "061234567");
  EXPECT_EQ(read_phone("+999 12", "FR").e164, "+99912");
  EXPECT_EQ(read_phone("inconnu", "FR").e164, "");
  EXPECT_EQ(read_phone("06 12 34 56 7", "FR").calling_code, 0);
}

/// Forms that a person reads and the oracle does not: what stands behind a number in words, underscores.
bool is_beyond_the_oracle(const std::string& style) { return style == "remark" || style == "underscore"; }

/// Spreadsheets lose signs: beyond the oracle, bare foreign digits are read (see phone.h).
bool is_bare_international(const std::string& raw) {
  return raw.size() >= 11 && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= '0' && c <= '9'; });
}

TEST(Phone, AgreesWithTheOracle) {
  size_t num_checked = 0;
  for (const Case& row : read_cases("phone_oracle.tsv", 5)) {
    const Phone phone = read_phone(row.cells[1], row.cells[0]);
    const std::string at = "phone_oracle.tsv:" + std::to_string(row.line);
    if (is_beyond_the_oracle(row.cells[4])) continue;
    if (row.cells[2] == "-" && is_bare_international(row.cells[1])) continue;
    EXPECT_EQ(phone.valid ? phone.e164 : "-", row.cells[2]) << at;
    EXPECT_EQ(std::to_string(static_cast<int>(phone.kind)), row.cells[3]) << at;
    ++num_checked;
  }
  EXPECT_GT(num_checked, 3'500u);
}

TEST(Phone, SplitsCells) {
  for (const Case& row : read_cases("phone_cells.tsv", 2)) {
    std::string joined;
    for (const std::string_view piece : split_phones(row.cells[0]))
      joined.append(joined.empty() ? "" : ";").append(piece);
    EXPECT_EQ(joined, row.cells[1]) << "phone_cells.tsv:" << row.line;
  }
  EXPECT_TRUE(split_phones("  ").empty());
}

TEST(Phone, SwitchboardsAreKnownByForm) {
  EXPECT_TRUE(is_switchboard_kind(read_phone("0800 123 456", "FR").kind));
  EXPECT_TRUE(is_switchboard_kind(read_phone("0810 12 34 56", "FR").kind));
  EXPECT_TRUE(is_switchboard_kind(read_phone("0899 12 34 57", "FR").kind));
  EXPECT_FALSE(is_switchboard_kind(read_phone("06 12 34 56 78", "FR").kind));
  EXPECT_FALSE(is_switchboard_kind(read_phone("01 40 20 50 50", "FR").kind));
}

TEST(PhonePlan, PrefixProgramsPreferAsRegularExpressionsDo) {
  // Argentina: 0, area code, 15, number; the program captures the area code.
  const plan::PlanRegion* argentina = plan::region("AR");
  ASSERT_NE(argentina, nullptr);
  const std::string_view digits = "0111523456789";
  const plan::PrefixMatch match = plan::match_prefix(argentina->national_prefix, digits);
  ASSERT_TRUE(match.found());
  EXPECT_EQ(match.end, 5u);
  ASSERT_TRUE(match.has_group(1));
  EXPECT_EQ(match.group(digits, 1), "11");
  EXPECT_EQ(plan::region("ZZ"), nullptr);
  EXPECT_EQ(plan::region("fr"), nullptr);
  EXPECT_EQ(plan::main_region(999), nullptr);
}

}  // namespace
}  // namespace sosie::matchers
