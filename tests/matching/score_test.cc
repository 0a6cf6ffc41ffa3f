#include "engine/score.h"

#include <gtest/gtest.h>

#include <cmath>

#include "matchers/reference/weight_bound.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::ModelChange;
using testing::Person;
using testing::Stages;

constexpr double kBitTolerance = 0.001;

/// A word of letters that no other number has.
std::string word(size_t number) {
  std::string text = "qz";
  for (int i = 0; i < 4; ++i, number /= 16) text += static_cast<char>('a' + number % 16);
  return text;
}

/// A thousand persons after those given, of whom nine more are a Jean and five more a Martin.
std::vector<Person> thousand(std::vector<Person> first) {
  for (size_t i = 0; i < 999; ++i) {
    const bool jean = i < 9, martin = i >= 9 && i < 14;
    first.push_back(
        {.given = jean ? "Jean" : word(i), .family = martin ? "Martin" : word(i + 5'000), .born = "01/02/1960"});
  }
  return first;
}

ModelChange prior(double bits) {
  return [bits](Model& model) { model.prior_bits = bits; };
}

const Person kJeanMartin{.given = "Jean", .family = "Martin", .born = "12/04/1980"};

TEST(Score, EqualNamesWeighByTheirFrequencyAmongPersons) {
  // Two records of one Jean Martin are one person: 10 Jeans and 6 Martins among 1,000.
  const Stages stages(thousand({kJeanMartin, kJeanMartin}));
  EXPECT_NEAR(stages.bits("given_name", 0, 1), std::log2(.55 / .010), kBitTolerance);
  EXPECT_NEAR(stages.bits("family_name", 0, 1), std::log2(.78 / .006), kBitTolerance);
  EXPECT_NEAR(stages.bits("birth_date", 0, 1), std::log2(.87 / .0001), kBitTolerance);
}

TEST(Score, TheWeightOfARareNameIsCapped) {
  const Person rare{.given = "Zéphyrin", .family = "Quatremer"};
  const Stages stages(thousand({rare, rare}), [](Model& model) { model.comparisons[0].cap_bits = 5; });
  EXPECT_NEAR(stages.bits("given_name", 0, 1), 5, kBitTolerance);
}

TEST(Score, JeanMartinIsALinkAmongAMillionAndAReviewAmongTenMillions) {
  const std::vector<Person> people = thousand({kJeanMartin, kJeanMartin});
  const Stages million(people, prior(-20.3)), ten_millions(people, prior(-23.6));
  EXPECT_NEAR(probability_of(million.explain(0, 1).total), .98, .01);
  EXPECT_EQ(million.verdict(0, 1).outcome, Outcome::link);
  EXPECT_NEAR(probability_of(ten_millions.explain(0, 1).total), .83, .02);
  EXPECT_EQ(ten_millions.verdict(0, 1).outcome, Outcome::review);
}

TEST(Score, TermsAddUpToTheTotal) {
  const Stages stages(testing::random_people(/*seed=*/5, 60));
  for (size_t a = 0; a < 60; ++a) {
    for (size_t b = a + 1; b < 60; ++b) {
      const WeightTerms terms = stages.explain(a, b);
      int64_t sum = terms.prior + terms.family_cap_loss;
      for (const Weight term : terms.terms) sum += term;
      ASSERT_EQ(sum, terms.total);
      ASSERT_LE(terms.family_cap_loss, 0);
      ASSERT_EQ(stages.explain(b, a).total, terms.total) << a << " " << b;
    }
  }
}

TEST(Score, FamilyEvidenceNeverLinksByItself) {
  const Person home{.family = "Quatremer", .phone = "0142345678", .street = "12 rue de la Paix", .postcode = "75002"};
  const Stages stages(thousand({home, home}), prior(-20));
  const WeightTerms terms = stages.explain(0, 1);
  EXPECT_LT(terms.family_cap_loss, 0);
  EXPECT_NEAR(bits_of(terms.total), 3, kBitTolerance) << "-prior + 3 bits of family evidence, plus the prior";
  EXPECT_FALSE(stages.verdict(0, 1).person_specific);
  EXPECT_EQ(stages.verdict(0, 1).outcome, Outcome::review);
}

TEST(Score, APointThatTwoNamesUseIsFamilyEvidence) {
  const auto person = [](const char* given) {
    return Person{.given = given,
                  .family = "Quatremer",
                  .email = "maison@free.fr",
                  .street = "12 rue de la Paix",
                  .postcode = "75002"};
  };
  const Stages shared({person("Paul"), person("Paul"), person("Anne")}, prior(-20));
  const Stages own({person("Paul"), person("Paul")}, prior(-20));
  EXPECT_LT(shared.explain(0, 1).family_cap_loss, own.explain(0, 1).family_cap_loss);
}

TEST(Score, MarriageExcusesTheSurname) {
  const Stages stages({{.given = "Anne", .family = "Petit", .born = "12/04/1980"},
                       {.given = "Anne", .family = "Durand", .born = "12/04/1980"},
                       {.given = "Anne", .family = "Durand", .born = "27/09/1985"}});
  EXPECT_EQ(stages.explain(0, 1).levels[1], level::kElse);
  EXPECT_EQ(stages.bits("family_name", 0, 1), 0);
  EXPECT_LT(stages.bits("family_name", 0, 2), 0);
}

TEST(Score, AnOldAddressIsExcused) {
  const auto at = [](const char* street, const char* postcode, const char* updated) {
    return Person{.street = street, .postcode = postcode, .updated = updated};
  };
  const Stages stages({at("12 rue de la Paix", "75002", "2018-01-01"), at("3 avenue Foch", "69006", "2024-01-01"),
                       at("3 avenue Foch", "69006", "2019-01-01"), at("3 avenue Foch", "69006", ""),
                       at("12 rue de la Paix", "75002", "2024-01-01")});
  EXPECT_EQ(stages.bits("address", 0, 1), 0);
  EXPECT_LT(stages.bits("address", 0, 2), 0) << "a year apart";
  EXPECT_LT(stages.bits("address", 0, 3), 0) << "age unknown";
  EXPECT_GT(stages.bits("address", 0, 4), 0) << "what agrees keeps its weight";
}

TEST(Score, CrossedNamesWeighAsEqualOnesLessTwoBits) {
  const Stages stages(thousand({kJeanMartin,
                                {.given = "Martin", .family = "Jean", .born = "12/04/1980"},
                                {.given = "Martin"},
                                {.family = "Jean"}}));
  // The rarer of the two readings counts, as given names and as family names.
  const double total =
      bits_of(stages.explain(0, 1).total) - bits_of(stages.explain(0, 1).prior) - stages.bits("birth_date", 0, 1);
  EXPECT_EQ(stages.explain(0, 1).levels[0], level::given::kCrossed);
  EXPECT_EQ(stages.explain(0, 1).levels[1], level::family::kCrossed);
  EXPECT_NEAR(total, stages.bits("given_name", 0, 1) + stages.bits("family_name", 0, 1), kBitTolerance);
  EXPECT_GT(stages.bits("given_name", 0, 1), 5);
}

TEST(Score, NothingPersonalMakesAReview) {
  const Person a{
      .given = "J.", .family = "Quatremer", .phone = "0142345678", .street = "12 rue de la Paix", .postcode = "75002"};
  Person b = a;
  b.given = "Julien";
  const Stages stages({a, b}, prior(-5));
  EXPECT_GE(stages.explain(0, 1).total, stages.scorer->review_weight());
  EXPECT_FALSE(stages.verdict(0, 1).person_specific) << "an initial is none";
}

/// score() against explain() on every pair, both ways round.
void expect_bounds_agree(const Stages& stages) {
  uint64_t reached = 0;
  for (RecordId a = 0; a < stages.records().num_records; ++a) {
    for (RecordId b = 0; b < stages.records().num_records; ++b) {
      if (a == b) continue;
      const WeightTerms whole = stages.scorer->explain(a, b);
      WeightTerms bounded;
      const RecordPair pair{a, b, stages.rows->row(a), stages.rows->row(b)};
      const bool reaches = stages.scorer->score(pair, bounded);
      ASSERT_EQ(reaches, whole.total >= stages.scorer->review_weight())
          << a << " " << b << " gamma " << std::hex << whole.gamma;
      if (!reaches) continue;
      ASSERT_TRUE(matchers::reference::is_within_reach(stages.scorer->bound(), pair.row_a, pair.row_b));
      ++reached;
      ASSERT_EQ(bounded.gamma, whole.gamma);
      ASSERT_EQ(bounded.total, whole.total);
      ASSERT_EQ(bounded.terms, whole.terms);
    }
  }
  EXPECT_GT(reached, 0u);
}

TEST(Score, TheBoundNeverChangesADecision) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    for (const double bits : {-16.0, -9.0, -3.0, 0.0}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", prior " + std::to_string(bits));
      expect_bounds_agree(Stages(testing::random_people(seed, 110), prior(bits)));
    }
  }
}

}  // namespace
}  // namespace sosie
