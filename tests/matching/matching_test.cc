#include "engine/matching.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "engine/job/as_of.h"
#include "engine/match.h"
#include "engine/recognize/recognize.h"
#include "matchers/reference/weight_bound.h"
#include "tests/matching/generated.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Generated;
using testing::named;
using testing::NamedPair;
using testing::Person;
using testing::Stages;
using testing::value_of;

/// A decided pair in words: weight, levels, decision and the cluster-independent rest.
using Decided = std::map<NamedPair, std::tuple<Weight, uint8_t, PairDecision, uint64_t>>;

struct RunResult {
  Decided pairs;
  std::map<std::string, std::string> cluster_of;  ///< record -> the smallest name in its cluster
  uint64_t num_pairs = 0;
};

RunResult run_of(const Job& job, const RecordSet& records, const Normalized& normalized, unsigned threads,
                 uint64_t partition_bytes = 0) {
  const Executor executor(threads);
  MemoryAccountant memory;
  const auto matching = value_of(Matching::prepare(job, records, normalized, "", executor));
  EXPECT_TRUE(matching->train(executor).ok());
  PairStream pairs = matching->pairs();
  pairs.partition_bytes = partition_bytes;
  Matches matches = value_of(match(pairs, matching->repeats(), matching->scorer(), executor, [](uint64_t) {}));
  const Clustered clustered = cluster(job, records, matching->veto(), matches.decided);
  RunResult run;
  run.num_pairs = matches.stats.num_pairs;
  for (const DecidedPair& pair : matches.decided.pairs)
    run.pairs[named(records, pair.left, pair.right)] = {pair.weight, pair.rule, pair.decision, pair.gamma};
  for (uint32_t i = 0; i < clustered.clusters.num_clusters(); ++i) {
    std::string smallest;
    for (const RecordId record : clustered.clusters.of(i)) {
      const std::string name = named(records, record, record).first;
      if (smallest.empty() || name < smallest) smallest = name;
    }
    for (const RecordId record : clustered.clusters.of(i))
      run.cluster_of[named(records, record, record).first] = smallest;
  }
  return run;
}

RunResult run_of(const std::vector<Person>& people, unsigned threads) {
  const Stages stages(people);
  return run_of(stages.job, stages.records(), stages.normalized(), threads);
}

/// Windows of one slice each, and the smallest tiles.
constexpr uint64_t kTinyPartitions = 1;

TEST(Matching, PartitionsDecideNothing) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Person> people = testing::random_people(seed, 1'500);
    for (size_t i = 0; i < people.size(); ++i) people[i].source = i % 3 == 0 ? "shop" : "crm";
    const Stages stages(people);
    const RunResult whole = run_of(stages.job, stages.records(), stages.normalized(), 1);
    EXPECT_GT(whole.pairs.size(), 0u);
    for (const uint64_t bytes : {kTinyPartitions, uint64_t{1} << 20}) {
      for (const unsigned threads : {1u, 2u}) {
        const RunResult parts = run_of(stages.job, stages.records(), stages.normalized(), threads, bytes);
        EXPECT_EQ(parts.num_pairs, whole.num_pairs);
        EXPECT_EQ(parts.pairs, whole.pairs);
        EXPECT_EQ(parts.cluster_of, whole.cluster_of);
      }
    }
  }
}

TEST(Matching, ThreadsAndOrderOfRowsDecideNothing) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Person> people = testing::random_people(seed, 400);
    for (size_t i = 0; i < people.size(); ++i) people[i].source = i % 3 == 0 ? "shop" : "crm";
    const RunResult one = run_of(people, 1);
    EXPECT_GT(one.pairs.size(), 0u);
    for (const unsigned threads : {2u, 8u}) {
      const RunResult other = run_of(people, threads);
      EXPECT_EQ(other.pairs, one.pairs);
      EXPECT_EQ(other.cluster_of, one.cluster_of);
    }
    for (uint64_t order = 1; order <= 3; ++order) {
      std::vector<Person> permuted = testing::shuffled(people, order);
      std::stable_sort(permuted.begin(), permuted.end(),
                       [](const Person& a, const Person& b) { return a.source < b.source; });
      const RunResult other = run_of(permuted, 2);
      EXPECT_EQ(other.num_pairs, one.num_pairs);
      EXPECT_EQ(other.pairs, one.pairs);
      EXPECT_EQ(other.cluster_of, one.cluster_of);
    }
  }
}

TEST(Matching, OnGeneratedCustomersTheBoundAgreesPairForPair) {
  const uint64_t seed = 11;
  SCOPED_TRACE("seed " + std::to_string(seed));
  const Generated world(300, seed);
  const RecordSet& records = world.ingested.records;
  const Executor executor(2);
  MemoryAccountant memory;
  const auto matching = value_of(Matching::prepare(world.job, records, world.normalized, "", executor));
  ASSERT_TRUE(matching->train(executor).ok());
  const Scorer& scorer = matching->scorer();
  const RecordRows& rows = matching->rows();
  uint64_t reached = 0, within = 0;
  for (RecordId a = 0; a < records.num_records; ++a) {
    for (RecordId b = a + 1; b < records.num_records; ++b) {
      const WeightTerms whole = scorer.explain(a, b);
      WeightTerms bounded;
      const bool reaches = scorer.score({a, b, rows.row(a), rows.row(b)}, bounded);
      ASSERT_EQ(reaches, whole.total >= scorer.review_weight()) << std::hex << whole.gamma;
      within += matchers::reference::is_within_reach(scorer.bound(), rows.row(a), rows.row(b));
      if (!reaches) continue;
      ASSERT_TRUE(matchers::reference::is_within_reach(scorer.bound(), rows.row(a), rows.row(b)));
      ++reached;
      ASSERT_EQ(bounded.total, whole.total);
      ASSERT_EQ(bounded.gamma, whole.gamma);
    }
  }
  EXPECT_GT(reached, records.num_records / 4);
  EXPECT_LT(within, uint64_t{records.num_records} * records.num_records / 8) << "a bound that leaves most pairs";
}

TEST(Matching, GeneratedCustomersAreTheSameForAnyNumberOfThreads) {
  const Generated world(300, /*seed=*/12);
  const RunResult one = run_of(world.job, world.ingested.records, world.normalized, 1);
  for (const unsigned threads : {2u, 8u}) {
    const RunResult other = run_of(world.job, world.ingested.records, world.normalized, threads);
    EXPECT_EQ(other.pairs, one.pairs);
    EXPECT_EQ(other.cluster_of, one.cluster_of);
  }
}

std::map<std::string, std::string> read_truth(const std::string& path) {
  std::ifstream file(path);
  std::map<std::string, std::string> entity_of;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    entity_of[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
  }
  return entity_of;
}

/// Pairwise F1 of clusters against a truth.
double pairwise_f1(const std::map<std::string, std::string>& cluster_of,
                   const std::map<std::string, std::string>& entity_of) {
  std::map<std::string, double> clusters, entities;
  std::map<std::pair<std::string, std::string>, double> both;
  for (const auto& [record, cluster] : cluster_of) {
    const std::string& entity = entity_of.at(record.substr(record.find(':') + 1));
    ++clusters[cluster], ++entities[entity], ++both[{cluster, entity}];
  }
  const auto pairs = [](const auto& groups) {
    double sum = 0;
    for (const auto& [name, n] : groups) sum += n * (n - 1) / 2;
    return sum;
  };
  return 2 * pairs(both) / (pairs(clusters) + pairs(entities));
}

TEST(Matching, OnFebrlPairwiseF1IsNinetyNine) {
  const std::vector<std::string> sets = {"febrl1", "febrl3"};
  const char* folder = std::getenv("SOSIE_DATASETS");
  if (folder == nullptr) {
    std::printf("%zu skipped: SOSIE_DATASETS not set\n", sets.size());
    GTEST_SKIP();
  }
  for (const std::string& set : sets) {
    const Executor executor(2);
    MemoryAccountant memory;
    const std::string path = std::string(folder) + "/" + set;
    const Recognition recognition = value_of(recognize({path + "/records.csv"}, "AU", executor, memory));
    Job job = recognition.job;
    job.as_of = "2026-09-01";
    const Ingested ingested = value_of(ingest(job, executor, memory));
    const Normalized normalized = value_of(normalize(job, ingested, value_of(resolve_as_of(job)), executor, memory));
    const RunResult run = run_of(job, ingested.records, normalized, 2);
    const auto truth = read_truth(path + "/truth.csv");
    ASSERT_EQ(run.cluster_of.size(), truth.size());
    const double f1 = pairwise_f1(run.cluster_of, truth);
    std::printf("%s: pairwise F1 %.4f, %.1f pairs per record\n", set.c_str(), f1,
                static_cast<double>(run.num_pairs) / static_cast<double>(truth.size()));
    EXPECT_GE(f1, .99) << set;
  }
}

}  // namespace
}  // namespace sosie
