#include "engine/match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/matching/generated.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Generated;
using testing::Person;
using testing::Stages;
using testing::value_of;

/// Records to match, with the job that says how.
struct World {
  Job job;
  const RecordSet& records;
  const Normalized& normalized;
};

struct Matched {
  Matches matches;
  std::string model_json;
};

/// How much of the machine matching gets.
struct Resources {
  unsigned threads = 2;
  uint64_t partition_bytes = 0;  ///< 0: everything is in memory
};

/// `model_json` empty: the model is trained.
Matched match_in_mode(World world, Scoring scoring, const std::string& model_json = "", Resources resources = {}) {
  world.job.scoring = scoring;
  const Executor executor(resources.threads);
  const auto matching = value_of(Matching::prepare(world.job, world.records, world.normalized, model_json, executor));
  EXPECT_TRUE(matching->train(executor).ok());
  PairStream pairs = matching->pairs();
  pairs.partition_bytes = resources.partition_bytes;
  Matches matches = value_of(match(pairs, matching->repeats(), matching->scorer(), executor, [](uint64_t) {}));
  return {std::move(matches), model_to_json(matching->model())};
}

void expect_same_pairs(const DecidedPairs& bounded, const DecidedPairs& every_level) {
  EXPECT_EQ(bounded.comparisons, every_level.comparisons);
  EXPECT_EQ(bounded.rules, every_level.rules);
  EXPECT_EQ(bounded.identical, every_level.identical);
  ASSERT_EQ(bounded.pairs.size(), every_level.pairs.size());
  for (size_t i = 0; i < bounded.pairs.size(); ++i) {
    const DecidedPair &a = bounded.pairs[i], &b = every_level.pairs[i];
    SCOPED_TRACE("pair " + std::to_string(i));
    ASSERT_EQ(a.left, b.left);
    ASSERT_EQ(a.right, b.right);
    ASSERT_EQ(a.weight, b.weight);
    ASSERT_EQ(a.rule, b.rule);
    ASSERT_EQ(a.decision, b.decision);
    ASSERT_EQ(a.gamma, b.gamma);
    ASSERT_EQ(a.joined, b.joined);
  }
}

void expect_same_stats(const MatchStats& bounded, const MatchStats& every_level) {
  EXPECT_EQ(bounded.num_pairs, every_level.num_pairs);
  EXPECT_EQ(bounded.num_below, every_level.num_below);
  EXPECT_EQ(bounded.num_vetoed, every_level.num_vetoed);
  EXPECT_EQ(bounded.num_vetoed_to_review, every_level.num_vetoed_to_review);
  EXPECT_EQ(bounded.num_not_specific, every_level.num_not_specific);
  EXPECT_EQ(bounded.num_generational, every_level.num_generational);
  EXPECT_EQ(bounded.num_repeats, every_level.num_repeats);
  EXPECT_EQ(bounded.pairs_by_rule, every_level.pairs_by_rule);
}

/// Only where every level is weighed, and then each pair once under each comparison.
void expect_levels_counted(const Matches& bounded, const Matches& every_level) {
  EXPECT_TRUE(bounded.stats.pairs_by_level.empty());
  ASSERT_EQ(every_level.stats.pairs_by_level.size(), every_level.decided.comparisons.size());
  for (const std::array<uint64_t, 16>& levels : every_level.stats.pairs_by_level) {
    uint64_t sum = 0;
    for (const uint64_t pairs : levels) sum += pairs;
    EXPECT_EQ(sum, every_level.stats.num_pairs);
  }
}

/// Matches in both modes and compares all they found; returns what the bounded one did.
Matched expect_modes_agree(const World& world, const std::string& model_json = "") {
  Matched bounded = match_in_mode(world, Scoring::bounded, model_json);
  const Matched every_level = match_in_mode(world, Scoring::every_level, model_json);
  EXPECT_EQ(bounded.model_json, every_level.model_json);
  EXPECT_GT(bounded.matches.stats.num_pairs, 0u);
  expect_same_pairs(bounded.matches.decided, every_level.matches.decided);
  expect_same_stats(bounded.matches.stats, every_level.matches.stats);
  expect_levels_counted(bounded.matches, every_level.matches);
  return bounded;
}

/// People of two sources.
std::vector<Person> people_of_two_sources(uint64_t seed, size_t count) {
  std::vector<Person> people = testing::random_people(seed, count);
  for (size_t i = 0; i < people.size(); ++i) people[i].source = i < people.size() / 3 ? "shop" : "crm";
  return people;
}

TEST(Match, BothModesDecideTheSameOfRandomPeople) {
  for (uint64_t seed = 1; seed <= 2; ++seed) {
    const Stages stages(people_of_two_sources(seed, 400));
    World world{stages.job, stages.records(), stages.normalized()};
    for (const bool link_only : {false, true}) {
      for (const double review : {.001, .5, .95}) {
        SCOPED_TRACE("seed " + std::to_string(seed) + (link_only ? ", across sources" : "") + ", review at " +
                     std::to_string(review));
        world.job.link_only = link_only;
        world.job.review_threshold = review;
        EXPECT_GT(expect_modes_agree(world).matches.decided.pairs.size(), 0u);
      }
    }
  }
}

TEST(Match, BothModesDecideTheSameOfGeneratedCustomers) {
  const uint64_t seed = 21;
  SCOPED_TRACE("seed " + std::to_string(seed));
  const Generated customers(2'000, seed);
  const World world{customers.job, customers.ingested.records, customers.normalized};
  EXPECT_GT(expect_modes_agree(world).matches.decided.pairs.size(), 1'000u);
}

/// Weights of some of the pairs that are decided with any review threshold, lightest first.
std::vector<Weight> some_weights(World world, const std::string& model_json, size_t count) {
  world.job.review_threshold = .001;
  const Matched found = match_in_mode(world, Scoring::bounded, model_json);
  std::vector<Weight> weights, some;
  for (const DecidedPair& pair : found.matches.decided.pairs) {
    if (bits_of(pair.weight) < 20) weights.push_back(pair.weight);  // heavier ones round to one probability
  }
  std::sort(weights.begin(), weights.end());
  weights.erase(std::unique(weights.begin(), weights.end()), weights.end());
  EXPECT_GE(weights.size(), count);
  for (size_t i = 0; i < count; ++i) some.push_back(weights[i * weights.size() / count]);
  return some;
}

/// With the threshold at the very weight of a pair, a bound that is too low by the smallest weight there is loses it.
/// Under this model many bounds are exactly the weights: no value weighs by its frequency, nothing is capped.
TEST(Match, BothModesDecideTheSameOfPairsOnTheThreshold) {
  for (uint64_t seed = 1; seed <= 2; ++seed) {
    const Stages stages(testing::random_people(seed, 200), [](Model& model) {
      for (Comparison& comparison : model.comparisons) comparison.by_frequency = false;
      model.prior_bits = -12;
      model.family_cap_bits = 100;
    });
    World world{stages.job, stages.records(), stages.normalized()};
    const std::string model_json = model_to_json(stages.model);
    for (const Weight least : some_weights(world, model_json, 40)) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", review at " + std::to_string(least));
      world.job.review_threshold = probability_of(least);
      world.job.link_threshold = std::max(.95, world.job.review_threshold);
      const Matched bounded = expect_modes_agree(world, model_json);
      const std::vector<DecidedPair>& pairs = bounded.matches.decided.pairs;
      EXPECT_TRUE(
          std::any_of(pairs.begin(), pairs.end(), [&](const DecidedPair& pair) { return pair.weight == least; }));
    }
  }
}

TEST(Match, BothModesDecideTheSameOfRepeats) {
  std::vector<Person> people = testing::random_people(/*seed=*/5, 60);
  const Person repeated{.given = "Jean", .family = "Dupont", .born = "14/07/1962", .email = "jean@dupont.fr"};
  people.insert(people.end(), 40, repeated);
  const Stages stages(people);
  const World world{stages.job, stages.records(), stages.normalized()};
  EXPECT_EQ(expect_modes_agree(world).matches.stats.num_repeats, 39u);
}

TEST(Match, LevelsAreThoseOfTheCandidatePairs) {
  const Stages stages(people_of_two_sources(/*seed=*/6, 200));
  const RecordSet& records = stages.records();
  const World world{stages.job, records, stages.normalized()};
  const Executor executor(1);
  const auto matching = value_of(Matching::prepare(world.job, records, world.normalized, "", executor));
  ASSERT_TRUE(matching->train(executor).ok());
  ASSERT_TRUE(matching->repeats().empty());
  std::vector<std::array<uint64_t, 16>> expected(matching->model().comparisons.size());
  for (RecordId a = 0; a < records.num_records; ++a) {
    for (RecordId b = a + 1; b < records.num_records; ++b) {
      if (matching->blocks().first_rule(a, b) < 0) continue;
      const WeightTerms terms = matching->scorer().explain(a, b);
      for (size_t i = 0; i < expected.size(); ++i) ++expected[i][terms.levels[i]];
    }
  }
  const Matched one = match_in_mode(world, Scoring::every_level, "", {.threads = 1});
  EXPECT_EQ(one.matches.stats.pairs_by_level, expected);
  for (const Resources resources : {Resources{2, 0}, {8, 0}, {1, 1}, {2, 1}}) {
    SCOPED_TRACE(std::to_string(resources.threads) + " threads, partitions of " +
                 std::to_string(resources.partition_bytes) + " bytes");
    const Matched other = match_in_mode(world, Scoring::every_level, "", resources);
    EXPECT_EQ(other.matches.stats.pairs_by_level, expected);
    expect_same_pairs(one.matches.decided, other.matches.decided);
    expect_same_stats(one.matches.stats, other.matches.stats);
  }
}

}  // namespace
}  // namespace sosie
