// How well a clustering agrees with a truth.
#pragma once

#include <cstdint>
#include <span>

namespace sosie {

/// A record that the truth assigns to no labelled entity.
inline constexpr uint32_t kUnlabelled = UINT32_MAX;

/// Figures of one clustering. A ratio with nothing below the line is 1.
///
/// A record without a label counts as wrong when it is put with a labelled one; pairs of two such records are not
/// counted.
struct ClusterScores {
  uint64_t records = 0, labelled_records = 0, clusters = 0, entities = 0;
  // --- pairs of records: together in the truth, in the clustering, in both ---
  uint64_t true_pairs = 0, predicted_pairs = 0, correct_pairs = 0;
  double precision = 1, recall = 1, f1 = 1;
  /// B-cubed (Bagga and Baldwin 1998): the share of a record's cluster that has its entity, and of its entity that is
  /// in its cluster, each averaged over labelled records.
  double bcubed_precision = 1, bcubed_recall = 1, bcubed_f1 = 1;
  uint64_t over_merged_clusters = 0, records_in_over_merged = 0;    ///< clusters with records of two entities or more
  uint64_t under_merged_entities = 0, records_in_under_merged = 0;  ///< entities in two clusters or more
  uint64_t exact_clusters = 0;                                      ///< clusters whose records are exactly one entity's
  uint64_t largest_cluster = 0, largest_entity = 0;
};

/// Scores `clusters` against `truth`, both by record, labels below the number of records (kUnlabelled allowed in
/// `truth`). Where `sources` is given, only pairs across sources count; everything else is scored as ever. Linear in
/// records, but for sorting.
ClusterScores score_clusters(std::span<const uint32_t> truth, std::span<const uint32_t> clusters,
                             std::span<const uint32_t> sources = {});

}  // namespace sosie
