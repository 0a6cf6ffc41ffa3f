#include "matchers/normalize/email.h"

#include <gtest/gtest.h>

#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

TEST(Email, HandCheckedCases) {
  for (const Case& row : read_cases("email.tsv", 5)) {
    const Email email = read_email(row.cells[0]);
    const std::string at = "email.tsv:" + std::to_string(row.line);
    const auto has = [&](char flag) { return row.cells[2].find(flag) != std::string::npos; };
    EXPECT_EQ(email.point, row.cells[1]) << at;
    EXPECT_EQ(email.valid, has('v')) << at;
    EXPECT_EQ(email.placeholder, has('p')) << at;
    EXPECT_EQ(email.role, has('r')) << at;
    EXPECT_EQ(email.valid && is_mail_provider(email.domain()), has('h')) << at;
    EXPECT_EQ(likely_domain(email.domain()), row.cells[3]) << at;
    const std::string& mailbox = row.cells[4].empty() && email.valid ? row.cells[1] : row.cells[4];
    EXPECT_EQ(provider_key(email), mailbox) << at;
    EXPECT_EQ(provider_key(read_email(mailbox)), mailbox) << "again, " << at;
    if (email.valid) {
      EXPECT_EQ(std::string(email.local()) + "@" + std::string(email.domain()), email.point) << at;
    }
    EXPECT_EQ(read_email(email.point).point, email.point) << at;
  }
}

TEST(Email, BoundsItsParts) {
  EXPECT_TRUE(read_email(std::string(64, 'a') + "@b.fr").valid);
  EXPECT_FALSE(read_email(std::string(65, 'a') + "@b.fr").valid);
  EXPECT_FALSE(read_email("a@" + std::string(64, 'b') + ".fr").valid);
}

}  // namespace
}  // namespace sosie::matchers
