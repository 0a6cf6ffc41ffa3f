#include "engine/entity_ids.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/engine/builders.h"

namespace sosie {
namespace {

constexpr const char* kJob = R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
[source.fields]
family_name = "family"
)";

Clusters all_in_one(uint32_t n) { return Clusters::from_labels(std::vector<uint32_t>(n, 0)); }

std::vector<Hash128> ids_of(const RecordSet& records, const Clusters& clusters, std::span<const uint8_t> removed = {}) {
  return *entity_ids(records, clusters, removed, Executor(2));
}

TEST(EntityIds, FollowTheRecordsNotTheirPlaces) {
  const Job job = testing::job_of(kJob);
  const testing::Records one(job, {{"crm", {{"id", "family"}, {"a", "X"}, {"b", "Y"}, {"c", "Z"}}}});
  const testing::Records other(job, {{"crm", {{"id", "family"}, {"c", "Z"}, {"a", "X"}, {"b", "Y"}}}});
  EXPECT_EQ(ids_of(one.ingested().records, all_in_one(3)), ids_of(other.ingested().records, all_in_one(3)));
}

TEST(EntityIds, AreDistinct) {
  const Job job = testing::job_of(kJob);
  std::vector<testing::Row> rows = {{"id", "family"}};
  for (int i = 0; i < 100; ++i) rows.push_back({std::to_string(i), "X"});
  const testing::Records records(job, {{"crm", rows}});
  std::vector<uint32_t> labels(100);
  for (uint32_t i = 0; i < 100; ++i) labels[i] = i;
  const std::vector<Hash128> ids = ids_of(records.ingested().records, Clusters::from_labels(labels));
  EXPECT_EQ(std::set<Hash128>(ids.begin(), ids.end()).size(), 100u);
}

TEST(EntityIds, ARemovedRecordNamesNoEntity) {
  const Job job = testing::job_of(kJob);
  const testing::Records records(job, {{"crm", {{"id", "family"}, {"a", "X"}, {"b", "Y"}}}});
  const RecordSet& set = records.ingested().records;
  const Clusters together = all_in_one(2);
  const RecordId smallest = smallest_member(set, together.of(0), {});
  std::vector<uint8_t> removed(2);
  removed[smallest] = 1;
  const std::vector<uint32_t> apart = {0, 1};
  EXPECT_EQ(ids_of(set, together, removed)[0], ids_of(set, Clusters::from_labels(apart))[1 - smallest]);
  EXPECT_EQ(ids_of(set, together, std::vector<uint8_t>{1, 1})[0], Hash128());
}

}  // namespace
}  // namespace sosie
