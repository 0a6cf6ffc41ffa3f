#include "matchers/normalize/names.h"

#include <gtest/gtest.h>

#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

std::string given(std::string_view raw) {
  std::string out;
  normalize_given_name(raw, out);
  return out;
}
std::string family(std::string_view raw) {
  std::string out;
  normalize_family_name(raw, out);
  return out;
}
std::string suffix(std::string_view raw) {
  std::string out;
  normalize_suffix(raw, out);
  return out;
}

TEST(GivenName, HandCheckedCases) {
  for (const Case& row : read_cases("given_name.tsv", 2)) {
    EXPECT_EQ(given(row.cells[0]), row.cells[1]) << "given_name.tsv:" << row.line;
    EXPECT_EQ(given(row.cells[1]), row.cells[1]) << "again, given_name.tsv:" << row.line;
  }
}

TEST(FamilyName, HandCheckedCases) {
  for (const Case& row : read_cases("family_name.tsv", 2)) {
    EXPECT_EQ(family(row.cells[0]), row.cells[1]) << "family_name.tsv:" << row.line;
    EXPECT_EQ(family(row.cells[1]), row.cells[1]) << "again, family_name.tsv:" << row.line;
  }
}

TEST(FullName, HandCheckedCases) {
  for (const Case& row : read_cases("full_name.tsv", 7)) {
    const FullName name = split_full_name(row.cells[0]);
    const std::string at = "full_name.tsv:" + std::to_string(row.line);
    EXPECT_EQ(name.title, row.cells[1]) << at;
    EXPECT_EQ(name.given, row.cells[2]) << at;
    EXPECT_EQ(name.family, row.cells[3]) << at;
    EXPECT_EQ(name.birth_family, row.cells[4]) << at;
    EXPECT_EQ(name.suffix, row.cells[5]) << at;
    EXPECT_EQ(name.two_people, row.cells[6] == "2") << at;
  }
}

TEST(FamilyName, SplitsBirthNames) {
  const auto check = [](std::string_view raw, std::string_view wanted, std::string_view birth) {
    const FamilyName name = split_family_name(raw);
    EXPECT_EQ(name.family, wanted) << raw;
    EXPECT_EQ(name.birth_family, birth) << raw;
  };
  check("DURAND", "DURAND", "");
  check("DURAND née PETIT", "DURAND", "PETIT");
  check("Durand (née Petit)", "Durand", "Petit");
  check("PETIT épouse DURAND", "DURAND", "PETIT");
  check("PETIT ép. DURAND", "DURAND", "PETIT");
  check("PETIT EP DURAND", "DURAND", "PETIT");
  check("Schmidt geb. Müller", "Schmidt", "Müller");
  check("née PETIT", "PETIT", "");
  check("de la Tour", "de la Tour", "");
  check("", "", "");
}

TEST(Suffix, HandCheckedCases) {
  for (const Case& row : read_cases("suffix.tsv", 2)) {
    EXPECT_EQ(suffix(row.cells[0]), row.cells[1]) << "suffix.tsv:" << row.line;
    EXPECT_EQ(suffix(row.cells[1]), row.cells[1]) << "again, suffix.tsv:" << row.line;
  }
}

TEST(Gender, OfTitles) {
  for (const Case& row : read_cases("title.tsv", 2)) {
    const NameGender wanted = row.cells[1] == "f"   ? NameGender::female
                              : row.cells[1] == "m" ? NameGender::male
                                                    : NameGender::unknown;
    EXPECT_EQ(gender_of_title(row.cells[0]), wanted) << "title.tsv:" << row.line;
  }
}

TEST(Gender, OfCells) {
  for (const std::string_view cell :
       {"F", "f", "2", "Femme", "FÉMININ", "female", "Female", "W", "weiblich", "Mme", "mujer"}) {
    EXPECT_EQ(parse_gender(cell), NameGender::female) << cell;
  }
  for (const std::string_view cell :
       {"M", "m", "1", "H", "Homme", "MASCULIN", "male", "männlich", "M.", "Mr", "hombre"}) {
    EXPECT_EQ(parse_gender(cell), NameGender::male) << cell;
  }
  for (const std::string_view cell : {"", "?", "0", "3", "X", "inconnu", "M. et Mme"}) {
    EXPECT_EQ(parse_gender(cell), NameGender::unknown) << cell;
  }
}

TEST(PlaceholderName, IsFoundByListAndForm) {
  for (const std::string_view name :
       {"inconnu", "inconnue", "test",          "xxx",      "nc",       "n c",  "n a", "client", "anonyme", "aaaa",
        "x x x",   "zzz",      "non renseigne", "sans nom", "prospect", "null", "123", "",       "unknown", "xx"}) {
    EXPECT_TRUE(is_placeholder_name(name)) << name;
  }
  for (const std::string_view name :
       {"dupont", "jean", "li", "x", "o", "aa", "anne", "testard", "nguyen", "ng", "clientele", "東京"}) {
    EXPECT_FALSE(is_placeholder_name(name)) << name;
  }
}

}  // namespace
}  // namespace sosie::matchers
