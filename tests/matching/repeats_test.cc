#include "engine/repeats.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/cluster.h"
#include "engine/match.h"
#include "engine/matching.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::named;
using testing::NamedPair;
using testing::Person;
using testing::Stages;
using testing::value_of;

constexpr size_t kMany = 40;  // more than are spelled out

const Person kJean{.given = "Jean",
                   .family = "Dupont",
                   .born = "14/07/1962",
                   .email = "jean@dupont.fr",
                   .street = "12 rue de la Paix",
                   .postcode = "75002"};

/// `count` rows of one person behind `others`.
std::vector<Person> with_repeats(std::vector<Person> others, Person person, size_t count) {
  person.id.clear();  // a repeated id would be one record
  others.insert(others.end(), count, person);
  return others;
}

Repeats repeats_of(const Stages& stages, unsigned threads = 1) {
  return value_of(Repeats::find(stages.job, stages.records(), stages.normalized(), *stages.rows, Executor(threads)));
}

struct Matched {
  Clusters clusters;
  DecidedPairs decided;
  MatchStats stats;
};

Matched run(const Stages& stages, const std::string& model_json = "") {
  const Executor executor(1);
  const auto matching =
      value_of(Matching::prepare(stages.job, stages.records(), stages.normalized(), model_json, executor));
  EXPECT_TRUE(matching->train(executor).ok());
  Matches matches =
      value_of(match(matching->pairs(), matching->repeats(), matching->scorer(), executor, [](uint64_t) {}));
  Clustered clustered = cluster(stages.job, stages.records(), matching->veto(), matches.decided);
  return {std::move(clustered.clusters), std::move(matches.decided), matches.stats};
}

TEST(Repeats, AFewAreSpelledOut) {
  EXPECT_TRUE(repeats_of(Stages(with_repeats({}, kJean, Repeats::kMostSpelledOut))).empty());
  EXPECT_EQ(repeats_of(Stages(with_repeats({}, kJean, Repeats::kMostSpelledOut + 1))).all().size(),
            Repeats::kMostSpelledOut);
}

TEST(Repeats, WhatDiffersInOneThingIsNoRepeat) {
  const std::vector<std::function<void(Person&)>> changes = {
      [](Person& p) { p.given = "Jeanne"; },
      [](Person& p) { p.family = "Durand"; },
      [](Person& p) { p.born = "15/07/1962"; },
      [](Person& p) { p.email = "jean@durand.fr"; },
      [](Person& p) { p.email2 = "j@durand.fr"; },
      [](Person& p) { p.phone = "0612345678"; },
      [](Person& p) { p.street = "13 rue Foch"; },
      [](Person& p) { p.postcode = "75003"; },
      [](Person& p) { p.title = "Mme"; },
      [](Person& p) { p.suffix = "Jr"; },
      [](Person& p) { p.national_id = "1620775002123"; },
      [](Person& p) { p.updated = "2025-01-01"; },
      [](Person& p) { p.birth_family = "Petit"; },
      [](Person& p) { p.note = "red"; },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    Person other = kJean;
    changes[i](other);
    const Stages stages(with_repeats({other}, kJean, kMany));
    const Repeats repeats = repeats_of(stages);
    EXPECT_EQ(repeats.all().size(), kMany - 1) << "change " << i;
    EXPECT_FALSE(repeats.is_repeat(stages.at(0))) << "change " << i;
  }
}

TEST(Repeats, TheSameRecordsStandForOthersInAnyOrderOfRows) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Person> people = with_repeats(testing::random_people(seed, 60), kJean, kMany);
    for (size_t i = 0; i < people.size(); ++i) people[i].id = "p" + std::to_string(i);
    const auto first_of = [](const Stages& stages, unsigned threads) {
      std::vector<NamedPair> pairs;
      const Repeats repeats = repeats_of(stages, threads);
      for (const Repeats::Repeat& repeat : repeats.all())
        pairs.push_back(named(stages.records(), repeat.first, repeat.record));
      std::sort(pairs.begin(), pairs.end());
      return pairs;
    };
    const std::vector<NamedPair> pairs = first_of(Stages(people), 1);
    EXPECT_EQ(pairs.size(), kMany - 1);
    EXPECT_EQ(pairs, first_of(Stages(testing::shuffled(people, seed)), 2));
  }
}

TEST(Repeats, AreOneEntityWithWhoeverBelongsToThem) {
  Person moved = kJean;  // an old address, and no e-mail
  moved.email.clear();
  moved.street = "3 place Bellecour";
  moved.postcode = "69002";
  Person stranger{.given = "Anne", .family = "Petit", .born = "31/01/1980", .email = "anne@petit.fr"};
  const Stages stages(with_repeats({moved, stranger}, kJean, kMany));
  const Matched all = run(stages);
  const uint32_t jean = all.clusters.cluster_of[stages.at(2)];
  EXPECT_EQ(all.clusters.of(jean).size(), kMany + 1);
  EXPECT_EQ(all.clusters.cluster_of[stages.at(0)], jean);
  EXPECT_NE(all.clusters.cluster_of[stages.at(1)], jean);
  EXPECT_EQ(all.stats.num_repeats, kMany - 1);
  // One link for each, and not one for each pair of them.
  EXPECT_EQ(all.decided.pairs.size(), kMany);
  for (const DecidedPair& pair : all.decided.pairs) EXPECT_EQ(pair.decision, PairDecision::link);
}

TEST(Repeats, ClustersAreThoseThatAllPairsWouldMake) {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Person> people = testing::random_people(seed, 120);
    const std::vector<Person> spelled_out = with_repeats(people, people[0], Repeats::kMostSpelledOut - 2);
    const std::vector<Person> collapsed = with_repeats(people, people[0], kMany);
    // Windows of sorted names would differ with what stands in them.
    const std::string rules =
        "[[blocking]]\non = [\"family_name\"]\n[[blocking]]\non = [\"given_name\"]\n"
        "[[blocking]]\non = [\"email\"]\n[[blocking]]\non = [\"birth_date\"]\n";
    const Stages few(spelled_out, {}, rules), many(collapsed, {}, rules);
    const std::string model = model_to_json(few.model);
    const Matched a = run(few, model), b = run(many, model);
    const auto cluster_in = [](const Matched& matched, const Stages& stages, size_t person) {
      return matched.clusters.cluster_of[stages.at(person)];
    };
    std::map<uint32_t, uint32_t> same;
    for (size_t i = 0; i < people.size(); ++i) {
      const auto [found, fresh] = same.emplace(cluster_in(a, few, i), cluster_in(b, many, i));
      EXPECT_EQ(found->second, cluster_in(b, many, i)) << i;
    }
    for (size_t i = people.size(); i < collapsed.size(); ++i)
      EXPECT_EQ(cluster_in(b, many, i), cluster_in(b, many, people.size())) << i;
  }
}

TEST(Repeats, RecordsOfADuplicateFreeSourceStayApart) {
  const Stages stages(with_repeats({}, kJean, kMany), {}, "");
  Job job = stages.job;
  job.sources[0].duplicate_free = true;
  const Executor executor(1);
  EXPECT_TRUE(value_of(Repeats::find(job, stages.records(), stages.normalized(), *stages.rows, executor)).empty());
  job.sources[0].duplicate_free = false;
  job.link_only = true;
  EXPECT_TRUE(value_of(Repeats::find(job, stages.records(), stages.normalized(), *stages.rows, executor)).empty());
}

TEST(Repeats, WhatSpeaksOfNobodyIsNotLinkedByBeingEqual) {
  const Person bare{.given = "Jean", .family = "Martin"};
  std::vector<Person> people = testing::random_people(1, 60);
  const size_t begin = people.size();
  const Stages stages(with_repeats(people, bare, kMany));
  const Matched all = run(stages);
  for (const DecidedPair& pair : all.decided.pairs) {
    EXPECT_FALSE(all.decided.is_repeat(pair) && pair.decision == PairDecision::link);
  }
  EXPECT_NE(all.clusters.cluster_of[stages.at(begin)], all.clusters.cluster_of[stages.at(begin + 1)]);
}

}  // namespace
}  // namespace sosie
