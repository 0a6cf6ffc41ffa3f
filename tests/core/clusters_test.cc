#include "core/clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <vector>

namespace sosie {
namespace {

using ::testing::ElementsAre;

TEST(Clusters, AreNumberedByTheirFirstRecord) {
  const std::vector<uint32_t> labels = {7, 3, 7, 0, 3};
  const Clusters clusters = Clusters::from_labels(labels);
  EXPECT_EQ(clusters.num_clusters(), 3u);
  EXPECT_THAT(clusters.cluster_of, ElementsAre(0, 1, 0, 2, 1));
  EXPECT_THAT(clusters.of(0), ElementsAre(0, 2));
  EXPECT_THAT(clusters.of(1), ElementsAre(1, 4));
  EXPECT_THAT(clusters.of(2), ElementsAre(3));
}

TEST(Clusters, OfNothing) {
  const Clusters clusters = Clusters::from_labels({});
  EXPECT_EQ(clusters.num_clusters(), 0u);
  EXPECT_TRUE(clusters.members.empty());
}

// The largest label used to overflow the size of the table by label, and large ones to fill the memory with it.
TEST(Clusters, LabelsMayBeHuge) {
  const std::vector<uint32_t> labels = {UINT32_MAX, 5, UINT32_MAX, 4'000'000'000};
  const Clusters clusters = Clusters::from_labels(labels);
  EXPECT_THAT(clusters.cluster_of, ElementsAre(0, 1, 0, 2));
}

RC_GTEST_PROP(Clusters, ArePartitionsThatKeepTheLabels, ()) {
  const auto bound = *rc::gen::element<uint32_t>(1, 3, 20, 1'000'000);
  const auto labels = *rc::gen::container<std::vector<uint32_t>>(rc::gen::inRange<uint32_t>(0, bound));
  const Clusters clusters = Clusters::from_labels(labels);
  RC_ASSERT(clusters.members.size() == labels.size());
  std::map<uint32_t, uint32_t> cluster_of_label;
  uint32_t next_first = 0;
  for (uint32_t cluster = 0; cluster < clusters.num_clusters(); ++cluster) {
    const auto members = clusters.of(cluster);
    RC_ASSERT(!members.empty());
    RC_ASSERT(std::is_sorted(members.begin(), members.end()));
    RC_ASSERT(cluster == 0 || members[0] > next_first);
    next_first = members[0];
    for (const RecordId member : members) {
      RC_ASSERT(clusters.cluster_of[member] == cluster);
      RC_ASSERT(cluster_of_label.try_emplace(labels[member], cluster).first->second == cluster);
    }
  }
  RC_ASSERT(cluster_of_label.size() == clusters.num_clusters());
}

}  // namespace
}  // namespace sosie
