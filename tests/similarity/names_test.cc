#include "matchers/similarity/names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sosie::matchers {
namespace {

template <typename Relation>
struct Case {
  std::string_view a;
  std::string_view b;
  Relation relation;
};

TEST(Names, GivenNamesRelateByTheFirstRelationThatHolds) {
  using enum GivenNameRelation;
  const std::vector<Case<GivenNameRelation>> cases = {
      {"jean", "jean", equal},
      {"bob", "robert", nickname},
      {"bob jean", "robert jean", nickname},
      {"jean", "jean pierre", compound},
      {"pierre", "jean pierre", compound},
      {"jp", "jean pierre", nickname},
      {"lg", "luc gontran", compound},
      {"l g", "luc gontran", compound},
      {"lg", "l g", compound},
      {"jean p", "jean pierre", compound},
      {"jean p", "jean pierre marie", compound},
      {"j pierre", "jean p", compound},
      {"lucgontran", "luc gontran", compound},
      {"bob", "robert jean", compound},
      {"pierre jean", "jean pierre", reversed},
      {"martin", "marten", one_edit},
      {"martin", "matrin", one_edit},
      {"mila", "milla", one_edit},
      {"alexandre", "alexandrine", close92},
      {"j", "jean", initial},
      {"j", "jean pierre", initial},
      {"j p", "jean", initial},
      {"j", "j p", initial},
      {"dixon", "dickson", different},
      {"marie", "mario louis", different},
      {"lo", "lu", different},  // too short for one edit to mean anything
      {"p", "jean pierre", different},
      {"j m", "jean pierre", different},
      {"jean", "paul", different},
  };
  // What the list of nicknames holds beyond the obvious is its own affair: nickname and compound weigh the same.
  const auto level = [](GivenNameRelation relation) { return relation == nickname ? compound : relation; };
  for (const auto& [a, b, relation] : cases) {
    EXPECT_EQ(level(given_name_relation(a, b)), level(relation)) << a << " / " << b;
    EXPECT_EQ(given_name_relation(b, a), given_name_relation(a, b)) << b << " / " << a;
  }
}

TEST(Names, GivenNamesConflictOnlyWhenNothingSpeaksForThem) {
  EXPECT_TRUE(given_names_conflict("jean", "paul"));
  EXPECT_TRUE(given_names_conflict("marie", "sophie"));
  EXPECT_TRUE(given_names_conflict("leo", "mia"));
  EXPECT_TRUE(given_names_conflict("jean pierre", "marie claire"));
  EXPECT_FALSE(given_names_conflict("jean", "jean"));
  EXPECT_FALSE(given_names_conflict("j", "paul"));  // an initial is weak, not a conflict
  EXPECT_FALSE(given_names_conflict("j p", "marc"));
  EXPECT_FALSE(given_names_conflict("jean", "jean pierre"));
  EXPECT_FALSE(given_names_conflict("bob", "robert"));
  EXPECT_FALSE(given_names_conflict("leo", "lea"));  // one edit: gender is the caller's
  EXPECT_FALSE(given_names_conflict("catherine", "katherine"));
  EXPECT_FALSE(given_names_conflict("pierre jean", "jean pierre"));
}

TEST(Names, FamilyNamesRelateByTheFirstRelationThatHolds) {
  using enum FamilyNameRelation;
  const std::vector<Case<FamilyNameRelation>> cases = {
      {"martin", "martin", equal},       {"martin", "martin durand", part},
      {"durand", "martin durand", part}, {"durand martin", "martin durand", part},
      {"de martin", "martin", part},     {"tour", "de la tour", part},
      {"de la", "de la", equal},         {"m", "m durand", different},  // an initial is no part of a name
      {"martin", "martins", one_edit},   {"legall", "le gall", one_edit},
      {"dupont", "dupond", one_edit},    {"fernandes", "fernandezo", close92},
      {"renault", "reneau", phonetic},   {"phillips", "filip", phonetic},
      {"martin", "durand", different},   {"martin durand", "martin petit", different},
      {"de", "la", different},
  };
  for (const auto& [a, b, relation] : cases) {
    EXPECT_EQ(family_name_relation(a, b), relation) << a << " / " << b;
    EXPECT_EQ(family_name_relation(b, a), relation) << b << " / " << a;
    EXPECT_EQ(family_name_relation(a, name_sound(a), b, name_sound(b)), relation) << a << " / " << b;
  }
}

TEST(Names, NamesWithoutASoundSoundLikeNothing) {
  EXPECT_FALSE(sound_alike(name_sound("王"), name_sound("李")));
  EXPECT_FALSE(sound_alike({}, {}));
}

TEST(Names, TakesNamesOfAnyNumberOfWords) {
  std::string many = "a";
  for (int i = 0; i < 50; ++i) many += " mot";
  EXPECT_EQ(given_name_relation(many, many + " x"), GivenNameRelation::close92);
  EXPECT_FALSE(given_names_conflict(many, "a"));
}

}  // namespace
}  // namespace sosie::matchers
