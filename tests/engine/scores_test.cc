#include "engine/evaluate/scores.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

#include "core/random.h"

namespace sosie {
namespace {

constexpr uint32_t kNobody = kUnlabelled;

TEST(Scores, AgreementIsPerfect) {
  const std::vector<uint32_t> truth = {0, 0, 1}, clusters = {2, 2, 0};
  const ClusterScores scores = score_clusters(truth, clusters);
  EXPECT_EQ(scores.true_pairs, 1u);
  EXPECT_EQ(scores.f1, 1);
  EXPECT_EQ(scores.bcubed_f1, 1);
  EXPECT_EQ(scores.exact_clusters, 2u);
}

/// Entities {a b c} {d e}; clusters {a b} {c d} {e}.
TEST(Scores, HandCountedCase) {
  const std::vector<uint32_t> truth = {0, 0, 0, 1, 1}, clusters = {0, 0, 1, 1, 2};
  const ClusterScores scores = score_clusters(truth, clusters);
  EXPECT_EQ(scores.true_pairs, 4u);
  EXPECT_EQ(scores.predicted_pairs, 2u);
  EXPECT_EQ(scores.correct_pairs, 1u);
  EXPECT_DOUBLE_EQ(scores.precision, 0.5);
  EXPECT_DOUBLE_EQ(scores.recall, 0.25);
  // precision (1 + 1 + 1/2 + 1/2 + 1) / 5, recall (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5
  EXPECT_DOUBLE_EQ(scores.bcubed_precision, 4.0 / 5);
  EXPECT_DOUBLE_EQ(scores.bcubed_recall, (5.0 / 3 + 1) / 5);
  EXPECT_EQ(scores.over_merged_clusters, 1u);
  EXPECT_EQ(scores.records_in_over_merged, 2u);
  EXPECT_EQ(scores.under_merged_entities, 2u);
  EXPECT_EQ(scores.records_in_under_merged, 5u);
  EXPECT_EQ(scores.exact_clusters, 0u);
}

TEST(Scores, WithoutPairsEveryRatioIsOne) {
  const std::vector<uint32_t> truth = {0, 1}, clusters = {0, 1};
  EXPECT_EQ(score_clusters(truth, clusters).f1, 1);
  EXPECT_EQ(score_clusters({}, {}).bcubed_f1, 1);
}

TEST(Scores, AnUnlabelledRecordIsWrongBesideALabelledOne) {
  const std::vector<uint32_t> truth = {0, kNobody, kNobody}, clusters = {0, 0, 0};
  const ClusterScores scores = score_clusters(truth, clusters);
  EXPECT_EQ(scores.predicted_pairs, 2u);
  EXPECT_EQ(scores.over_merged_clusters, 1u);
  EXPECT_EQ(scores.labelled_records, 1u);
  EXPECT_DOUBLE_EQ(scores.bcubed_precision, 1.0 / 3);
}

/// The definitions, written to be read.
struct Reference {
  std::vector<uint32_t> truth, clusters, sources;
  bool counts(size_t a, size_t b) const {
    return (truth[a] != kNobody || truth[b] != kNobody) && (sources.empty() || sources[a] != sources[b]);
  }
  ClusterScores score() const {
    ClusterScores s;
    double precision = 0, recall = 0;
    for (size_t a = 0; a < truth.size(); ++a) {
      uint64_t in_cluster = 0, in_entity = 0, in_both = 0;
      for (size_t b = 0; b < truth.size(); ++b) {
        const bool same_cluster = clusters[a] == clusters[b], same_entity = truth[a] == truth[b] && truth[a] != kNobody;
        in_cluster += same_cluster, in_entity += same_entity, in_both += same_cluster && same_entity;
        if (b <= a || !counts(a, b)) continue;
        s.predicted_pairs += same_cluster, s.true_pairs += same_entity, s.correct_pairs += same_cluster && same_entity;
      }
      if (truth[a] == kNobody) continue;
      ++s.labelled_records;
      precision += static_cast<double>(in_both) / static_cast<double>(in_cluster);
      recall += static_cast<double>(in_both) / static_cast<double>(in_entity);
    }
    if (s.labelled_records > 0) {
      s.bcubed_precision = precision / static_cast<double>(s.labelled_records);
      s.bcubed_recall = recall / static_cast<double>(s.labelled_records);
    }
    return s;
  }
};

RC_GTEST_PROP(Scores, EqualTheDefinitions, (uint64_t seed, bool between_sources)) {
  Random random(seed);
  Reference reference;
  const size_t n = random.below(30);
  for (size_t i = 0; i < n; ++i) {
    reference.truth.push_back(random.below(5) == 0 ? kNobody : static_cast<uint32_t>(random.below(n)));
    reference.clusters.push_back(static_cast<uint32_t>(random.below(n)));
    if (between_sources) reference.sources.push_back(static_cast<uint32_t>(random.below(3)));
  }
  const ClusterScores expected = reference.score(),
                      found = score_clusters(reference.truth, reference.clusters, reference.sources);
  RC_ASSERT(found.true_pairs == expected.true_pairs);
  RC_ASSERT(found.predicted_pairs == expected.predicted_pairs);
  RC_ASSERT(found.correct_pairs == expected.correct_pairs);
  RC_ASSERT(std::abs(found.bcubed_precision - expected.bcubed_precision) < 1e-12);
  RC_ASSERT(std::abs(found.bcubed_recall - expected.bcubed_recall) < 1e-12);
}

}  // namespace
}  // namespace sosie
