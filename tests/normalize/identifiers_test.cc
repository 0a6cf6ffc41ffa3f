#include "matchers/normalize/identifiers.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace sosie::matchers {
namespace {

std::string normalized(std::string_view raw) {
  std::string out;
  normalize_identifier(raw, out);
  return out;
}

using Check = std::function<bool(std::string_view)>;

void expect(const Check& valid, const std::vector<std::string>& good, const std::vector<std::string>& bad) {
  for (const std::string& raw : good) EXPECT_TRUE(valid(normalized(raw))) << raw;
  for (const std::string& raw : bad) EXPECT_FALSE(valid(normalized(raw))) << raw;
}

TEST(Identifier, KeepsLettersAndDigits) {
  EXPECT_EQ(normalized("FR76 3000-6000 0112"), "FR76300060000112");
  EXPECT_EQ(normalized(" ab.12/c "), "AB12C");
  EXPECT_EQ(normalized("é12"), "E12");
  EXPECT_EQ(normalized("---"), "");
  EXPECT_EQ(normalized("AB12C"), "AB12C");
}

TEST(Identifier, Ibans) {  // examples of the ISO 13616 registry
  expect(valid_iban,
         {"FR14 2004 1010 0505 0001 3M02 606", "fr1420041010050500013m02606", "DE89 3704 0044 0532 0130 00",
          "GB29 NWBK 6016 1331 9268 19", "BE68 5390 0754 7034", "CH93 0076 2011 6238 5295 7",
          "ES91 2100 0418 4502 0005 1332", "IT60 X054 2811 1010 0000 0123 456", "LU28 0019 4006 4475 0000",
          "NL91 ABNA 0417 1643 00", "AT61 1904 3002 3457 3201", "PT50 0002 0123 1234 5678 9015 4"},
         {"FR14 2004 1010 0505 0001 3M02 607", "FR14 2004 1010 0505 0001 3M02 60", "DE89 3704 0044 0532 0130 01",
          "XX00", "", "FR76", "1234567890123456"});
}

TEST(Identifier, SirenAndSiret) {
  expect(valid_siren, {"732 829 320", "552100554", "356000000"},
         {"732829321", "73282932", "000000000", "", "ABCDEFGHI"});
  expect(valid_siret, {"732 829 320 00074", "35600000000048"},
         {"73282932000075", "7328293200007", "00000000000000", ""});
}

TEST(Identifier, FrenchSocialSecurityNumbers) {
  expect(valid_nir,
         {"2 55 08 14 168 025 38", "1 84 12 76 451 089 46", "1 90 02 2A 001 001 72", "1 90 02 2B 001 001 02"},
         {"2 55 08 14 168 025 39", "255081416802538X", "2550814168025", "355081416802538", ""});
}

}  // namespace
}  // namespace sosie::matchers
