#include "engine/cluster.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <queue>
#include <set>

#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Person;
using testing::Stages;

constexpr Weight kStrong = 20 * 65'536, kWeak = 5 * 65'536;  // p = .99 is 6.6 bits

DecidedPair link(RecordId a, RecordId b, Weight weight = kStrong) {
  DecidedPair pair;
  pair.left = std::min(a, b);
  pair.right = std::max(a, b);
  pair.weight = weight;
  return pair;
}

DecidedPairs decided(std::vector<DecidedPair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const DecidedPair& a, const DecidedPair& b) {
    return std::pair(a.left, a.right) < std::pair(b.left, b.right);
  });
  return {std::move(pairs), {}, {}};
}

/// Clusters as sets of record ids, in words.
std::set<std::set<std::string>> names_of(const Stages& stages, const Clusters& clusters) {
  std::set<std::set<std::string>> all;
  for (uint32_t i = 0; i < clusters.num_clusters(); ++i) {
    std::set<std::string> names;
    for (const RecordId record : clusters.of(i)) names.insert(std::string(stages.records().id(record)));
    all.insert(names);
  }
  return all;
}

Clustered run(const Stages& stages, DecidedPairs& pairs) {
  return cluster(stages.job, stages.records(), *stages.veto, pairs);
}

std::vector<Person> nobodies(size_t count) { return std::vector<Person>(count); }

TEST(Cluster, LinksJoinAndReviewsDoNot) {
  const Stages stages(nobodies(5));
  DecidedPairs pairs = decided({link(0, 1), link(1, 2), link(3, 4)});
  pairs.pairs[2].decision = PairDecision::review;
  const Clustered result = run(stages, pairs);
  EXPECT_EQ(names_of(stages, result.clusters), (std::set<std::set<std::string>>{{"p0", "p1", "p2"}, {"p3"}, {"p4"}}));
  EXPECT_EQ(result.stats.largest, 3u);
}

TEST(Cluster, OnlyLinksThatMadeOneClusterOfTwoHaveJoined) {
  const Stages stages(nobodies(3));
  DecidedPairs pairs = decided({link(0, 1, kStrong), link(0, 2, kWeak), link(1, 2, kStrong + 1)});
  run(stages, pairs);
  EXPECT_TRUE(pairs.pairs[0].joined);
  EXPECT_FALSE(pairs.pairs[1].joined) << "found its records together";
  EXPECT_TRUE(pairs.pairs[2].joined);
}

/// Labels by breadth-first search: the smallest record of each component.
std::vector<uint32_t> components(uint32_t n, const std::vector<DecidedPair>& links) {
  std::vector<std::vector<uint32_t>> neighbours(n);
  for (const DecidedPair& pair : links) {
    neighbours[pair.left].push_back(pair.right);
    neighbours[pair.right].push_back(pair.left);
  }
  std::vector<uint32_t> label(n, UINT32_MAX);
  for (uint32_t start = 0; start < n; ++start) {
    if (label[start] != UINT32_MAX) continue;
    std::queue<uint32_t> queue({start});
    for (label[start] = start; !queue.empty(); queue.pop()) {
      for (const uint32_t next : neighbours[queue.front()]) {
        if (label[next] != UINT32_MAX) continue;
        label[next] = start;
        queue.push(next);
      }
    }
  }
  return label;
}

TEST(Cluster, WithoutConflictsClustersAreConnectedComponents) {
  const uint32_t n = 200;
  const Stages stages(nobodies(n));
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    std::set<std::pair<RecordId, RecordId>> edges;
    for (size_t i = 0; i < n * seed / 16; ++i) {
      const auto a = static_cast<RecordId>(random.below(n)), b = static_cast<RecordId>(random.below(n));
      if (a != b) edges.insert(std::minmax({a, b}));
    }
    std::vector<DecidedPair> links;
    for (const auto& [a, b] : edges) links.push_back(link(a, b, static_cast<Weight>(kWeak + random.below(4))));
    DecidedPairs pairs = decided(links);
    EXPECT_EQ(run(stages, pairs).clusters.cluster_of, Clusters::from_labels(components(n, links)).cluster_of);
  }
}

const Person kPaul{.given = "Paul", .family = "Martin", .born = "12/04/1950"};
const Person kOtherBirth{.given = "Paul", .family = "Martin", .born = "27/09/1982"};

TEST(Cluster, ARefusedConflictBecomesAReview) {
  const Stages stages({kPaul, kPaul, kOtherBirth, kOtherBirth, {.given = "Paul", .family = "Martin"}});
  DecidedPairs pairs = decided({link(0, 1), link(2, 3), link(0, 4, kStrong - 1), link(2, 4, kStrong - 2)});
  const Clustered result = run(stages, pairs);
  EXPECT_EQ(names_of(stages, result.clusters), (std::set<std::set<std::string>>{{"p0", "p1", "p4"}, {"p2", "p3"}}));
  EXPECT_EQ(result.stats.num_refused_conflict, 1u);
  EXPECT_EQ(pairs.pairs[3].left, 2u);
  EXPECT_EQ(pairs.pairs[3].decision, PairDecision::review);
}

TEST(Cluster, ALoneSlipInsideAClusterCutsNothing) {
  // 3 was linked to 2 in spite of its birth date; nobody backs that date, so it says nothing against 0 and 1.
  const Stages stages({kPaul, kPaul, kPaul, kOtherBirth});
  DecidedPairs pairs = decided({link(0, 1), link(2, 3), link(1, 2, kStrong - 1)});
  EXPECT_EQ(run(stages, pairs).clusters.num_clusters(), 1u);
}

TEST(Cluster, AWeaklyLinkedRecordSpeaksForItself) {
  const Stages stages({kPaul, kPaul, kPaul, kOtherBirth});
  DecidedPairs pairs = decided({link(0, 1, kWeak), link(2, 3, kWeak), link(1, 2, kWeak - 1)});
  EXPECT_EQ(run(stages, pairs).clusters.num_clusters(), 2u);
}

// Ties were ordered by references to keys that no longer existed.
TEST(Cluster, TiesGoToTheSmallerRecordKeys) {
  // The middle record may join either side, not both: which, depends on the keys alone.
  const std::vector<Person> people = {{.given = "Paul", .family = "Martin", .born = "12/04/1950", .id = "a"},
                                      {.given = "Paul", .family = "Martin", .born = "12/04/1950", .id = "b"},
                                      {.given = "Paul", .family = "Martin", .id = "m"},
                                      {.given = "Paul", .family = "Martin", .born = "27/09/1982", .id = "c"},
                                      {.given = "Paul", .family = "Martin", .born = "27/09/1982", .id = "d"}};
  std::set<std::set<std::set<std::string>>> outcomes;
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Stages stages(testing::shuffled(people, seed));
    std::map<std::string, RecordId> at;
    for (RecordId record = 0; record < 5; ++record) at[std::string(stages.records().id(record))] = record;
    const auto keys = [&](const char* x, const char* y) {
      const RecordKey a = stages.records().key(at[x]), b = stages.records().key(at[y]);
      return std::pair(std::min(a, b), std::max(a, b));
    };
    DecidedPairs pairs = decided(
        {link(at["a"], at["b"]), link(at["c"], at["d"]), link(at["a"], at["m"], kWeak), link(at["m"], at["c"], kWeak)});
    const auto clusters = names_of(stages, run(stages, pairs).clusters);
    const bool left_first = keys("a", "m") < keys("m", "c");
    EXPECT_TRUE(
        clusters.contains(left_first ? std::set<std::string>{"a", "b", "m"} : std::set<std::string>{"c", "d", "m"}));
    outcomes.insert(clusters);
  }
  EXPECT_EQ(outcomes.size(), 1u);
}

Stages two_sources(const std::vector<Person>& people) {
  Stages stages(people);
  stages.job.sources[0].duplicate_free = true;
  return stages;
}

TEST(Cluster, ADuplicateFreeSourceGivesOneRecordPerCluster) {
  const Stages stages = two_sources({{.source = "crm"}, {.source = "crm"}, {.source = "shop"}, {.source = "shop"}});
  DecidedPairs pairs = decided({link(0, 2), link(2, 3, kStrong - 1), link(1, 3, kStrong - 2)});
  const Clustered result = run(stages, pairs);
  EXPECT_EQ(names_of(stages, result.clusters), (std::set<std::set<std::string>>{{"p0", "p2", "p3"}, {"p1"}}));
  EXPECT_EQ(result.stats.num_refused_duplicate_free, 1u);
}

// Only the first 64 members of a cluster were looked at.
TEST(Cluster, ADuplicateFreeSourceIsKeptApartInLargeClustersToo) {
  std::vector<Person> people(2, {.source = "crm"});
  people.resize(402, {.source = "shop"});
  const Stages stages = two_sources(people);
  std::vector<DecidedPair> links;
  for (RecordId record = 2; record < 402; ++record) {
    if (record != 202) links.push_back(link(record - 1, record));
  }
  links.push_back(link(0, 202));
  links.push_back(link(201, 401, kWeak));
  links.erase(links.begin());
  links.push_back(link(1, 2));
  DecidedPairs pairs = decided(links);
  const Clustered result = run(stages, pairs);
  EXPECT_NE(result.clusters.cluster_of[0], result.clusters.cluster_of[1]);
  EXPECT_EQ(result.stats.num_refused_duplicate_free, 1u);
}

class FixedClusters : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  Result<Clusters> read(const std::string& text) {
    std::ofstream(path_) << text;
    const Executor executor(2);
    MemoryAccountant memory;
    return read_clusters(path_, stages_.records(), executor, memory);
  }
  const Stages stages_{nobodies(4)};
  const std::string path_ = ::testing::TempDir() + "sosie_fixed_clusters.csv";
};

TEST_F(FixedClusters, GivesRecordsTheirClusters) {
  const auto clusters = read("source,id,cluster\ncrm,p0,x\ncrm,p3,x\ncrm,p1,y\n");
  ASSERT_TRUE(clusters.ok()) << clusters.status().to_string();
  EXPECT_EQ(names_of(stages_, *clusters), (std::set<std::set<std::string>>{{"p0", "p3"}, {"p1"}, {"p2"}}));
}

TEST_F(FixedClusters, RefusesAnUnknownRecordWithoutNamingIt) {
  const auto clusters = read("source,id,cluster\ncrm,p0,x\ncrm,secret,x\n");
  ASSERT_FALSE(clusters.ok());
  EXPECT_EQ(clusters.status().code(), StatusCode::invalid_data);
  EXPECT_EQ(clusters.status().location().line, 3u);
  EXPECT_EQ(clusters.status().to_string().find("secret"), std::string::npos);
}

TEST_F(FixedClusters, TrimsCellsAndTakesARowTwice) {
  const auto clusters = read("source,id,cluster\ncrm, p0 ,x\ncrm,p0,x \ncrm,p3,x\n");
  ASSERT_TRUE(clusters.ok()) << clusters.status().to_string();
  EXPECT_EQ(names_of(stages_, *clusters), (std::set<std::set<std::string>>{{"p0", "p3"}, {"p1"}, {"p2"}}));
}

TEST_F(FixedClusters, RefusesARecordInTwoClusters) {
  const auto clusters = read("source,id,cluster\ncrm,p0,x\ncrm,p1,y\ncrm,p0,y\n");
  ASSERT_FALSE(clusters.ok());
  EXPECT_EQ(clusters.status().location().line, 4u);
}

// Rows with an empty cluster cell were all put into one cluster.
TEST_F(FixedClusters, RefusesARowWithoutACluster) {
  const auto clusters = read("source,id,cluster\ncrm,p0,\ncrm,p1,\n");
  ASSERT_FALSE(clusters.ok());
  EXPECT_EQ(clusters.status().location().line, 2u);
}

}  // namespace
}  // namespace sosie
