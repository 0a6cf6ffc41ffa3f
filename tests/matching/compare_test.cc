#include "engine/compare.h"

#include <gtest/gtest.h>

#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Person;
using testing::Stages;

/// The level that one field of two people gives; checks symmetry on the way.
unsigned level_of(const std::string& comparison, Person a, Person b) {
  return Stages({std::move(a), std::move(b)}).level(comparison, 0, 1);
}

unsigned given(const std::string& a, const std::string& b) {
  return level_of("given_name", {.given = a}, {.given = b});
}
unsigned family(const std::string& a, const std::string& b) {
  return level_of("family_name", {.family = a}, {.family = b});
}
unsigned born(const std::string& a, const std::string& b) { return level_of("birth_date", {.born = a}, {.born = b}); }

TEST(Compare, GivenNames) {
  using namespace level::given;
  EXPECT_EQ(given("Hélène", "HELENE"), kEqual);
  EXPECT_EQ(given("Jean-Pierre", "Jean Pierre"), kEqual);
  EXPECT_EQ(given("Bob", "Robert"), kNickname);
  EXPECT_EQ(given("Jean", "Jean-Pierre"), kNickname);
  EXPECT_EQ(given("J.-P.", "Jean-Pierre"), kNickname);
  EXPECT_EQ(given("Pierre Jean", "Jean Pierre"), kNickname);
  EXPECT_EQ(given("Mathieu", "Matthieu"), kNickname);
  EXPECT_EQ(given("Quentin", "Quantin"), kNear);
  EXPECT_EQ(given("J.", "Jean"), kInitial);
  EXPECT_EQ(given("Jean", "Marie"), level::kElse);
  EXPECT_EQ(given("Jean", ""), level::kMissing);
}

TEST(Compare, FamilyNames) {
  using namespace level::family;
  EXPECT_EQ(family("D'Arc", "d arc"), kEqual);
  EXPECT_EQ(family("Martin", "Martin-Durand"), kPart);
  EXPECT_EQ(family("de La Tour", "Tour"), kPart);
  EXPECT_EQ(family("Dupont", "Dupond"), kNear);
  EXPECT_EQ(family("Thibault", "Tibo"), kPhonetic);
  EXPECT_EQ(family("Martin", "Durand"), level::kElse);
  EXPECT_EQ(family("", "Durand"), level::kMissing);
}

TEST(Compare, ABirthNameIsPartOfTheName) {
  EXPECT_EQ(level_of("family_name", {.family = "Durand", .birth_family = "Petit"}, {.family = "Petit"}),
            level::family::kPart);
  EXPECT_EQ(level_of("family_name", {.family = "Durand", .birth_family = "Petit"},
                     {.family = "Leroy", .birth_family = "Petit"}),
            level::family::kPart);
}

TEST(Compare, CrossedNames) {
  const Stages stages({{.given = "Martin", .family = "Jean"},
                       {.given = "Jean", .family = "Martin"},
                       {.given = "Martin", .family = "Paul"}});
  EXPECT_EQ(stages.level("given_name", 0, 1), level::given::kCrossed);
  EXPECT_EQ(stages.level("family_name", 0, 1), level::family::kCrossed);
  EXPECT_EQ(stages.level("given_name", 1, 2), level::kElse) << "half a crossing is none";
}

TEST(Compare, BirthDates) {
  using namespace level::birth;
  EXPECT_EQ(born("12/04/1980", "12/04/1980"), kEqual);
  EXPECT_EQ(born("12/04/1980", "04/12/1980"), kSlip);
  EXPECT_EQ(born("12/04/1980", "13/04/1980"), kSlip);
  EXPECT_EQ(born("12/04/1980", "12/04/1990"), kSlip) << "one digit";
  EXPECT_EQ(born("12/04/1980", "27/04/1980"), kTwoParts);
  EXPECT_EQ(born("12/04/1980", "27/05/1981"), kYearClose);
  EXPECT_EQ(born("12/04/1980", "27/05/1995"), level::kElse);
  EXPECT_EQ(born("12/04/1980", ""), level::kMissing);
}

TEST(Compare, BirthYears) {
  using namespace level::birth;
  const Person dated{.born = "12/04/1980"};
  EXPECT_EQ(level_of("birth_date", dated, {.year = "1980"}), kOnlyYearEqual);
  EXPECT_EQ(level_of("birth_date", dated, {.year = "1981"}), kOnlyYearClose);
  EXPECT_EQ(level_of("birth_date", dated, {.year = "1982"}), kOnlyYearElse);
  EXPECT_EQ(level_of("birth_date", {.year = "1980"}, {.year = "1980"}), kOnlyYearEqual);
}

TEST(Compare, Emails) {
  using namespace level::email;
  const auto email = [](const std::string& a, const std::string& b) {
    return level_of("email", {.given = "Jean", .family = "Dupont", .email = a},
                    {.given = "Jean", .family = "Dupont", .email = b});
  };
  EXPECT_EQ(email("Zigoto@Free.fr", "zigoto@free.fr"), kEqual);
  EXPECT_EQ(email("zigoto@free.fr", "zigota@free.fr"), kNear);
  EXPECT_EQ(email("zigoto@free.fr", "zigoto@orange.fr"), kLocalPart);
  EXPECT_EQ(email("jean.dupont@free.fr", "jean.dupont@orange.fr"), level::kElse) << "made of the person's names";
  EXPECT_EQ(email("zigo@free.fr", "zigo@orange.fr"), level::kElse) << "too short";
  EXPECT_EQ(email("zigoto@free.fr", "autre@orange.fr"), level::kElse);
  EXPECT_EQ(email("zigoto@free.fr", ""), level::kMissing);
}

TEST(Compare, OfSeveralValuesTheBestCounts) {
  const Stages stages(
      {{.email = "un@free.fr", .phone = "0612345678", .email2 = "zigoto@free.fr", .phone2 = "0698765432"},
       {.email = "zigoto@free.fr", .phone = "0698765432"}});
  EXPECT_EQ(stages.level("email", 0, 1), level::email::kEqual);
  EXPECT_EQ(stages.level("mobile", 0, 1), level::phone::kEqual);
}

TEST(Compare, Phones) {
  EXPECT_EQ(level_of("mobile", {.phone = "06 12 34 56 78"}, {.phone = "+33 6 12 34 56 78"}), level::phone::kEqual);
  EXPECT_EQ(level_of("mobile", {.phone = "0612345678"}, {.phone = "0612345679"}), level::phone::kNear);
  EXPECT_EQ(level_of("mobile", {.phone = "0612345678"}, {.phone = "0612345687"}), level::kElse);
  EXPECT_EQ(level_of("landline", {.phone = "0142345678"}, {.phone = "0142345678"}), level::phone::kEqual);
  EXPECT_EQ(level_of("landline", {.phone = "0142345678"}, {.phone = "0612345678"}), level::kMissing);
}

TEST(Compare, Addresses) {
  using namespace level::address;
  const auto address = [](const Person& a, const Person& b) { return level_of("address", a, b); };
  const Person home{.street = "12 rue de la Paix", .postcode = "75002", .city = "Paris"};
  EXPECT_EQ(address(home, {.street = "12, RUE DE LA PAIX", .postcode = "75002"}), kLine);
  EXPECT_EQ(address(home, {.street = "12 rue de la Pais", .postcode = "75002"}), kNumberStreet);
  EXPECT_EQ(address(home, {.street = "12 rue de la Paix", .postcode = "75001"}), kNumberStreet);
  EXPECT_EQ(address(home, {.street = "14 rue de la Paix", .postcode = "75002"}), kNumberStreet)
      << "one street of one town";
  EXPECT_EQ(address(home, {.street = "3 avenue Foch", .postcode = "75002"}), kPostcode);
  EXPECT_EQ(address(home, {.street = "3 avenue Foch", .postcode = "75016"}), kArea);
  EXPECT_EQ(address(home, {.street = "3 avenue Foch", .postcode = "69006", .city = "Lyon"}), level::kElse);
  EXPECT_EQ(address(home, {}), level::kMissing);
}

TEST(Compare, IdentifiersAndTexts) {
  EXPECT_EQ(level_of("customer_number", {.number = "C-12345"}, {.number = "c12345"}), level::identifier::kEqual);
  EXPECT_EQ(level_of("customer_number", {.number = "C-12345"}, {.number = "C-12346"}), level::identifier::kNear);
  EXPECT_EQ(level_of("customer_number", {.number = "C-12345"}, {.number = "C-98765"}), level::kElse);
  const auto note = [](const std::string& a, const std::string& b) {
    return Stages({{.note = a}, {.note = b}, {.note = "autre chose"}})
        .level("note", 0, 1);  // a field of one value is not compared
  };
  EXPECT_EQ(note("Vélo rouge", "VELO ROUGE "), level::text::kEqual);
  EXPECT_EQ(note("chaussures de sport pour enfants", "chaussure de sport pour enfants"), level::text::kClose);
  EXPECT_EQ(note("velo rouge", "lampe de chevet"), level::kElse);
}

TEST(Compare, LevelsAreSymmetric) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Stages stages(testing::random_people(seed, 90));
    for (const Comparison& comparison : stages.model.comparisons) {
      for (size_t a = 0; a < 90; ++a) {
        for (size_t b = a; b < 90; ++b) {
          const unsigned level = stages.level(comparison.name, a, b);
          ASSERT_LT(level, comparison.levels.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace sosie
