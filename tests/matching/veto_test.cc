#include "engine/veto.h"

#include <gtest/gtest.h>

#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Person;
using testing::Stages;

Veto veto_of(const Person& a, const Person& b, std::vector<Person> others = {}) {
  others.insert(others.begin(), {a, b});
  const Stages stages(others);
  EXPECT_EQ(stages.veto_of(0, 1), stages.veto_of(1, 0));
  return stages.veto_of(0, 1);
}

/// Five records each make two given names established.
std::vector<Person> bearers(const std::string& name, const std::string& other) {
  std::vector<Person> people;
  for (int i = 0; i < 5; ++i) people.insert(people.end(), {{.given = name}, {.given = other}});
  return people;
}

// (a) Spouses: other names, other births.
TEST(Veto, Spouses) {
  EXPECT_EQ(veto_of({.given = "Paul", .family = "Martin", .born = "12/04/1980"},
                    {.given = "Anne", .family = "Martin", .born = "27/09/1982"}),
            Veto::names_and_births);
}

// (b) Spouses of whom one gave no birth date.
TEST(Veto, GivenNamesConflictWithoutABirthDate) {
  EXPECT_EQ(veto_of({.given = "Paul", .born = "12/04/1980"}, {.given = "Anne"}), Veto::names_without_birth);
  EXPECT_EQ(veto_of({.given = "Paul"}, {.given = "Paulo"}), Veto::none) << "one edit apart";
  EXPECT_EQ(veto_of({.given = "Paul"}, {.given = "P."}), Veto::none) << "an initial says nothing";
  EXPECT_EQ(veto_of({.given = "Paul", .family = "Anne"}, {.given = "Anne", .family = "Paul"}), Veto::none) << "crossed";
}

// (c) Twins, whose names differ by one letter, and by gender.
TEST(Veto, Twins) {
  const Person lea{.given = "Léa", .family = "Martin", .born = "12/04/2001"},
      leo{.given = "Léo", .family = "Martin", .born = "12/04/2001"};
  EXPECT_EQ(veto_of(lea, leo, bearers("Léa", "Léo")), Veto::names_under_one_birth);
  EXPECT_EQ(veto_of({.given = "Paul", .born = "12/04/2001"}, {.given = "Julien", .born = "12/04/2001"},
                    bearers("Paul", "Julien")),
            Veto::names_under_one_birth);
}

TEST(Veto, ATypoUnderOneBirthIsOnePerson) {
  EXPECT_EQ(veto_of({.given = "Julien", .born = "12/04/2001"}, {.given = "Jlxien", .born = "12/04/2001"},
                    bearers("Julien", "Anne")),
            Veto::none);
}

// (d) Father and son of one name, and a slip in a birth date.
TEST(Veto, BirthsOfOneName) {
  EXPECT_EQ(veto_of({.given = "Paul", .family = "Martin", .born = "12/04/1950"},
                    {.given = "Paul", .family = "Martin", .born = "27/09/1982"}),
            Veto::births);
  EXPECT_EQ(veto_of({.given = "Paul", .family = "Martin", .born = "12/04/1980"},
                    {.given = "Paul", .family = "Martin", .born = "27/09/1982"}),
            Veto::none)
      << "less than twelve years apart";
  EXPECT_EQ(veto_of({.given = "Paul", .born = "12/04/1980"}, {.given = "P.", .born = "27/09/1982"}), Veto::births);
  EXPECT_EQ(veto_of({.given = "Paul", .born = "12/04/1950"}, {.given = "Paul", .born = "12/09/1950"}), Veto::none)
      << "two parts agree";
  EXPECT_EQ(veto_of({.given = "Paul", .born = "12/04/1950"}, {.given = "Paul", .born = "04/12/1950"}), Veto::none)
      << "swapped";
  EXPECT_EQ(veto_of({.given = "Paul", .year = "1950"}, {.given = "Paul", .born = "04/12/1982"}), Veto::births);
}

// (e) Suffixes, and national ids whose check digits hold.
TEST(Veto, SuffixesAndNationalIds) {
  EXPECT_EQ(veto_of({.given = "Paul", .suffix = "père"}, {.given = "Paul", .suffix = "fils"}), Veto::suffix_or_id);
  EXPECT_EQ(veto_of({.given = "Paul", .suffix = "père"}, {.given = "Paul"}), Veto::none);
  EXPECT_EQ(veto_of({.given = "Paul", .suffix = "PhD"}, {.given = "Paul", .suffix = "MBA"}), Veto::none);
  EXPECT_EQ(veto_of({.given = "Paul", .suffix = "Jr"}, {.given = "Paul", .suffix = "Jr, PhD"}), Veto::none);
  const auto with_id = [](const char* id) { return Person{.given = "Paul", .national_id = id}; };
  const char* one = "180047500204575";
  EXPECT_EQ(veto_of(with_id("1 80 04 75 002 045 75"), with_id("1 80 04 75 002 046 74")), Veto::suffix_or_id);
  EXPECT_EQ(veto_of(with_id(one), with_id("12345")), Veto::none) << "not validated";
}

TEST(Veto, NationalIdsOfARecordWithSeveralConflictOnlyWhenNoneIsShared) {
  const Job job = testing::job_of(
      "version = 1\n[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nid = \"id\"\nconsent = \"none\"\n"
      "[source.fields]\ngiven_name = \"given\"\nnational_id = [\"nir\", \"nir2\"]\n");
  const testing::Records records(job, {{"crm",
                                        {{"id", "given", "nir", "nir2"},
                                         {"1", "Paul", "180047500204575", "180047500204674"},
                                         {"2", "Paul", "180047500204674", ""},
                                         {"3", "Paul", "", "180047500204575"},
                                         {"4", "Paul", "190047500204570", "190047500204669"}}}});
  const Normalized normalized = testing::normalized_of(job, records.ingested());
  const RecordSet& set = records.ingested().records;
  const Model model = starting_model(set, normalized.comparables, false);
  const Executor executor(1);
  const auto rows = RecordRows::build(model, normalized, executor);
  ASSERT_TRUE(rows.ok());
  const auto comparer = Comparer::build(model, normalized, *rows, executor);
  ASSERT_TRUE(comparer.ok());
  const auto veto = VetoRules::build(*comparer, set, executor);
  ASSERT_TRUE(veto.ok());
  EXPECT_EQ(veto->check(0, 1), Veto::none) << "the second id is shared";
  EXPECT_EQ(veto->check(0, 2), Veto::none);
  EXPECT_EQ(veto->check(1, 2), Veto::suffix_or_id);
  EXPECT_EQ(veto->check(0, 3), Veto::suffix_or_id);
}

TEST(Veto, MarriageIsNone) {
  EXPECT_EQ(veto_of({.given = "Anne", .family = "Petit", .born = "12/04/1980"},
                    {.given = "Anne", .family = "Durand", .born = "12/04/1980"}),
            Veto::none);
}

// Siblings who share e-mail and phone: the points are the family's, the conflict stays.
TEST(Veto, SiblingsWhoShareTheirPoints) {
  const Person base{.family = "Martin",
                    .email = "martin@free.fr",
                    .phone = "0612345678",
                    .street = "12 rue de la Paix",
                    .postcode = "75002"};
  Person paul = base, anne = base;
  paul.given = "Paul", paul.born = "12/04/2001";
  anne.given = "Anne", anne.born = "27/09/2003";
  const Stages stages({paul, anne});
  EXPECT_EQ(stages.veto_of(0, 1), Veto::names_and_births);
  EXPECT_EQ(stages.verdict(0, 1).outcome, Outcome::non_link);
  EXPECT_FALSE(stages.comparer->equal_point_is_personal(stages.values().email, stages.at(0), stages.at(1)));
}

TEST(Veto, APersonalPointBringsAConflictToReview) {
  const Person a{.given = "Paul", .family = "Martin", .born = "12/04/1950", .email = "paul@free.fr"};
  const Person b{.given = "Paul", .family = "Martin", .born = "27/09/1982", .email = "paul@free.fr"};
  const Stages stages({a, b});
  EXPECT_EQ(stages.veto_of(0, 1), Veto::births);
  EXPECT_EQ(stages.verdict(0, 1).outcome, Outcome::review);
}

TEST(Veto, TitlesTellNamesApart) {
  EXPECT_EQ(veto_of({.given = "Dominique", .title = "M."}, {.given = "Dominiqua", .title = "Mme"}),
            Veto::names_without_birth);
  EXPECT_EQ(veto_of({.given = "Dominique", .title = "M."}, {.given = "Dominique", .title = "Mme"}), Veto::none)
      << "equal names never conflict";
}

TEST(Veto, FatherAndSonWithoutABirthDateGoToReview) {
  const Person home{.given = "Paul", .family = "Martin", .street = "12 rue de la Paix", .postcode = "75002"};
  Person father = home, son = home, letter = home;
  father.born = "12/04/1950", son.born = "27/09/1982";
  const Stages stages({father, son, letter});
  EXPECT_TRUE(stages.veto->generational_without_birth(stages.pair(0, 2)));
  EXPECT_FALSE(stages.veto->generational_without_birth(stages.pair(0, 1)));
  EXPECT_TRUE(stages.verdict(0, 2).generational);
  EXPECT_NE(stages.verdict(0, 2).outcome, Outcome::link);
}

/// `num_doors` addresses, at each `per_door` people of one surname with names and births of their own.
std::vector<Person> town(size_t num_doors, size_t per_door) {
  const std::vector<std::string> names = {"Paul", "Anne", "Julien", "Marie"};
  std::vector<Person> people;
  for (size_t door = 0; door < num_doors; ++door) {
    for (size_t i = 0; i < per_door; ++i) {
      const std::string street = std::to_string(1 + door % 300) + " rue de la Paix",
                        postcode = std::to_string(75001 + door / 300);
      people.push_back({.given = names[(door + i) % 4],
                        .family = "Martin" + std::string(1 + door % 7, 'o'),
                        .born = std::to_string(10 + i) + "/0" + std::to_string(1 + i) + "/" +
                                std::to_string(1950 + (door * 7 + i * 11) % 50),
                        .street = street,
                        .postcode = postcode});
    }
  }
  return people;
}

// (g) In a file without families, conflicts of (b) to (d) are weights only; (a) and (e) stay.
TEST(Veto, AFileWithoutFamiliesDisarmsTheRules) {
  const Stages families(town(600, 2)), singles(town(1'200, 1)), small(town(900, 1));
  EXPECT_TRUE(families.veto->families());
  EXPECT_GT(families.veto->family_share(), 0.5);
  EXPECT_FALSE(singles.veto->families());
  EXPECT_TRUE(small.veto->families()) << "fewer than 1,000 records prove nothing";

  std::vector<Person> people = town(1'200, 1);
  people.insert(people.begin(), {{.given = "Paul", .born = "12/04/1950"},
                                 {.given = "Anne"},
                                 {.given = "Paul", .born = "27/09/1982"},
                                 {.given = "Anne", .born = "27/09/1992"}});
  const Stages stages(people);
  EXPECT_EQ(stages.veto_of(0, 1), Veto::none) << "(b)";
  EXPECT_EQ(stages.veto_of(0, 2), Veto::none) << "(d)";
  EXPECT_EQ(stages.veto_of(0, 3), Veto::names_and_births) << "(a)";
}

}  // namespace
}  // namespace sosie
