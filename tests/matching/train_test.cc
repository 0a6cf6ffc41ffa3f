#include "engine/train.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/expectation_maximisation.h"
#include "engine/frequencies.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Person;
using testing::Stages;

/// Four comparisons whose u add up to 1, with the m that a test gives.
Model model_with(const std::vector<std::vector<double>>& m) {
  Model model;
  model.comparisons = {default_comparison("family_name", ComparisonKind::family_name),
                       default_comparison("mobile", ComparisonKind::mobile),
                       default_comparison("landline", ComparisonKind::landline),
                       default_comparison("customer_number", ComparisonKind::identifier)};
  for (size_t c = 0; c < model.comparisons.size(); ++c) {
    for (size_t level = 1; level < model.comparisons[c].levels.size(); ++level) {
      if (c < m.size() && !m[c].empty()) model.comparisons[c].levels[level].m = m[c][level - 1];
      model.comparisons[c].levels[level].u = .005;  // so that non-matches show every level
    }
    model.comparisons[c].levels[level::kElse].u =
        1 - .005 * static_cast<double>(model.comparisons[c].levels.size() - 2);
  }
  return model;
}

const std::vector<std::vector<double>> kTruth = {
    {.15, .05, .05, .15, .05, .55}, {.30, .10, .60}, {.60, .05, .35}, {.20, .10, .70}};

unsigned draw(const Comparison& comparison, bool match, Random& random) {
  double total = 0;
  for (size_t level = 1; level < comparison.levels.size(); ++level)
    total += match ? comparison.levels[level].m : comparison.levels[level].u;
  double left = random.unit() * total;
  for (size_t level = 1; level < comparison.levels.size(); ++level) {
    left -= match ? comparison.levels[level].m : comparison.levels[level].u;
    if (left < 0) return static_cast<unsigned>(level);
  }
  return level::kElse;
}

/// Level patterns of pairs of which `share` match, as a model would make them.
std::vector<EmPattern> simulate(const Model& model, size_t num_pairs, double share, uint64_t seed) {
  Random random(seed);
  std::map<uint64_t, double> counts;
  for (size_t i = 0; i < num_pairs; ++i) {
    const bool match = random.chance(share);
    uint64_t gamma = 0;
    for (size_t c = 0; c < model.comparisons.size(); ++c)
      gamma |= uint64_t{draw(model.comparisons[c], match, random)} << (4 * c);
    ++counts[gamma];
  }
  std::vector<EmPattern> patterns;
  for (const auto& [gamma, count] : counts) patterns.push_back({gamma, 0, 0, count});
  return patterns;
}

TEST(ExpectationMaximisation, RecoversTheMOfSimulatedPairs) {
  const Model truth = model_with(kTruth);
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto patterns = simulate(truth, 60'000, .3, seed);
    const EmResult result =
        maximise_expectation(model_with({}), patterns, 1, {.prior_strength = 20, .max_iterations = 200});
    EXPECT_TRUE(result.converged);
    EXPECT_NEAR(result.expected_matches, 18'000, 900);
    for (size_t c = 0; c < truth.comparisons.size(); ++c) {
      for (size_t level = 1; level < truth.comparisons[c].levels.size(); ++level)
        EXPECT_NEAR(result.model.comparisons[c].levels[level].m, truth.comparisons[c].levels[level].m, .02)
            << truth.comparisons[c].name << " " << level;
    }
  }
}

TEST(ExpectationMaximisation, WeightsKeepTheOrderTheyStartedIn) {
  // Matches never show "one digit", non-matches do: its weight may fall, but not below that of "else"; nor may it pass
  // "equal".
  const auto patterns = simulate(model_with({kTruth[0], {.1, .7, .2}, {}, {}}), 20'000, .3, /*seed=*/4);
  const EmResult result = maximise_expectation(model_with({}), patterns, 1, {.prior_strength = 1});
  for (const Comparison& comparison : result.model.comparisons) {
    EXPECT_LE(level_weight(comparison.levels[level::kElse]), level_weight(comparison.levels[2])) << comparison.name;
    EXPECT_LE(level_weight(comparison.levels[comparison.levels.size() - 2]), level_weight(comparison.levels.back()))
        << comparison.name;
  }
}

TEST(ExpectationMaximisation, WhatARuleDecidesTellsNothing) {
  auto patterns = simulate(model_with(kTruth), 20'000, .3, /*seed=*/5);
  for (EmPattern& pattern : patterns) pattern.left_out = 1u << 1;
  const EmResult result = maximise_expectation(model_with({}), patterns, 1, {});
  for (size_t level = 1; level < 4; ++level)
    EXPECT_NEAR(result.model.comparisons[1].levels[level].m, model_with({}).comparisons[1].levels[level].m, 1e-9);
}

TEST(ExpectationMaximisation, AStrongPriorHoldsTheStart) {
  const auto patterns = simulate(model_with(kTruth), 2'000, .3, /*seed=*/6);
  const EmResult result = maximise_expectation(model_with({}), patterns, 1, {.prior_strength = 1e9});
  EXPECT_NEAR(result.model.comparisons[0].levels.back().m, .78, .001);
}

TEST(EstimateU, IsNearTheShareAmongAllPairs) {
  const size_t n = 200;
  const Stages stages(testing::random_people(/*seed=*/8, n));
  for (const unsigned threads : {1u, 4u}) {
    Model model = stages.model;
    model.prior_bits = -200;  // no random pair looks like a match, so that all count
    const Executor executor(threads);
    ASSERT_TRUE(estimate_u({}, stages.records(), Repeats(), *stages.comparer, executor, model).ok());
    for (size_t c = 0; c < model.comparisons.size(); ++c) {
      const Comparison& comparison = model.comparisons[c];
      if (comparison.kind == ComparisonKind::birth_date) continue;  // two families of levels
      std::vector<double> counts(16);
      double filled = 0;
      for (RecordId a = 0; a < n; ++a) {
        for (RecordId b = a + 1; b < n; ++b) ++counts[stages.comparer->level(c, a, b)];
      }
      for (size_t level = 1; level < 16; ++level) filled += counts[level];
      const size_t last = comparison.levels.size() - (comparison.by_frequency ? 1 : 0);
      for (size_t level = 1; level < last; ++level)
        EXPECT_NEAR(comparison.levels[level].u, counts[level] / filled, .01)
            << comparison.name << " " << comparison.levels[level].name;
    }
  }
}

/// Of a field that two records fill, hardly a pair is seen: what was never seen counts too, and still the whole is 1.
TEST(EstimateU, AddsUpToOneHoweverFewPairsAreSeen) {
  std::vector<Person> people = testing::random_people(/*seed=*/10, 60);
  people[3].note = "wholesale";
  people[41].note = "returns parcels";
  const Stages stages(people);
  Model model = stages.model;
  ASSERT_GE(model.index_of("note"), 0);
  ASSERT_TRUE(estimate_u({}, stages.records(), Repeats(), *stages.comparer, Executor(2), model).ok());
  for (const Comparison& comparison : model.comparisons) {
    double sum = 0;
    for (size_t level = 1; level < comparison.levels.size(); ++level) sum += comparison.levels[level].u;
    const int num_families = comparison.kind == ComparisonKind::birth_date ? 2 : 1;
    if (!comparison.by_frequency) {
      EXPECT_NEAR(sum, num_families, 1e-9) << comparison.name;
    }
  }
  EXPECT_TRUE(model_from_json(model_to_json(model), "model.json").ok());
}

TEST(EstimateU, IsTheSameForAnyNumberOfThreads) {
  const Stages stages(testing::random_people(/*seed=*/9, 150));
  std::string first;
  for (const unsigned threads : {1u, 2u, 4u}) {
    Model model = stages.model;
    ASSERT_TRUE(estimate_u({}, stages.records(), Repeats(), *stages.comparer, Executor(threads), model).ok());
    if (first.empty()) first = model_to_json(model);
    EXPECT_EQ(model_to_json(model), first);
  }
}

TEST(Frequencies, CountPersonsNotRows) {
  const Stages stages({{.given = "Paul", .family = "Martin", .born = "12/04/1980"},
                       {.given = "Paul", .family = "Martin", .born = "12/04/1980"},
                       {.given = "Paul", .family = "Durand", .born = "12/04/1980"},
                       {.given = "Anne", .family = "Durand", .postcode = "75002"},
                       {.given = "Anne", .family = "Durand", .postcode = "69002"}});
  const Frequencies given = count_persons(stages.model.comparisons[0], stages.values());
  EXPECT_EQ(given.persons[stages.values().given_name[0]], 2u);
  EXPECT_EQ(given.persons[stages.values().given_name[3]], 2u);
  EXPECT_EQ(given.total, 4u);
  EXPECT_NEAR(chance_of_equal(given), 4.0 / 12, 1e-12);
}

/// The trained model of people, and what training said.
std::pair<std::string, TrainReport> train(const std::vector<Person>& people, unsigned threads) {
  const Stages stages(people);
  const Executor executor(threads);
  MemoryAccountant memory;
  auto matching = Matching::prepare(stages.job, stages.records(), stages.normalized(), "", executor);
  EXPECT_TRUE(matching.ok()) << matching.status().to_string();
  const Status status = (*matching)->train(executor);
  EXPECT_TRUE(status.ok()) << status.to_string();
  return {model_to_json((*matching)->model()), (*matching)->train_report()};
}

std::string letters(size_t number) {
  std::string text;
  for (int i = 0; i < 4; ++i, number /= 20)
    text += "bcdfghjklmnprstvwxzq"[number % 20] + std::string(1, "aeiou"[(number + static_cast<size_t>(i)) % 5]);
  return text;
}

/// `doors` addresses with a surname and a landline each, at each a couple; every `twice`-th person is in the file
/// twice.
std::vector<Person> couples(size_t doors, size_t twice) {
  std::vector<Person> people;
  for (size_t i = 0; i < 2 * doors; ++i) {
    const size_t door = i / 2;
    const Person person{.given = letters(i * 7'919 % 160'000),
                        .family = letters(door * 31),
                        .born = std::to_string(10 + i % 18) + "/0" + std::to_string(1 + i % 9) + "/" +
                                std::to_string(1940 + i * 13 % 60),
                        .phone = "01" + std::to_string(42'000'000 + door * 3),
                        .street = std::to_string(1 + door % 90) + " rue " + letters(door),
                        .postcode = std::to_string(75'001 + door % 20)};
    people.push_back(person);
    if (i % twice == 0) people.push_back(person);
  }
  return people;
}

// Left in, the pairs of each couple outnumber the true matches and pass for them.
TEST(Train, VetoedPairsTeachNothing) {
  const auto [model, report] = train(couples(400, 3), 2);
  EXPECT_TRUE(report.trained) << report.why_not;
  EXPECT_LT(report.household_share, .01);
}

TEST(Train, TooFewMatchesTeachNothing) {
  const auto [model, report] = train({{.given = "Paul"}, {.given = "Anne"}, {.given = "Paul"}}, 1);
  EXPECT_FALSE(report.trained);
  EXPECT_NE(report.why_not.find("too few"), std::string::npos) << report.why_not;
}

TEST(Train, TheModelDoesNotDependOnThreadsOrTheOrderOfRows) {
  std::vector<Person> people = couples(250, 1);
  for (size_t i = 0; i < people.size(); ++i) people[i].id = "p" + std::to_string(i);
  const auto [one, report] = train(people, 1);
  EXPECT_GT(report.num_pairs, 0u);
  EXPECT_EQ(train(people, 4).first, one);
  EXPECT_EQ(train(testing::shuffled(people, /*seed=*/3), 2).first, one);
}

}  // namespace
}  // namespace sosie
