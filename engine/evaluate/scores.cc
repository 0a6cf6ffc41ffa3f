#include "engine/evaluate/scores.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sosie {
namespace {

double ratio(double part, double whole) { return whole == 0 ? 1 : part / whole; }
double harmonic_mean(double a, double b) { return a + b == 0 ? 0 : 2 * a * b / (a + b); }
uint64_t pairs_of(uint64_t n) { return n * (n - 1) / 2; }

/// Labels of a record, compared together.
using Key = std::pair<uint64_t, uint32_t>;

/// Unordered pairs of records with equal keys.
uint64_t pairs_agreeing(std::vector<Key> keys) {
  std::sort(keys.begin(), keys.end());
  uint64_t pairs = 0;
  for (size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end] == keys[begin]) ++end;
    pairs += pairs_of(end - begin);
  }
  return pairs;
}

/// Records of one entity in one cluster.
struct Cell {
  uint32_t entity, cluster;
  uint64_t size;
};

class Scorer {
 public:
  Scorer(std::span<const uint32_t> truth, std::span<const uint32_t> clusters, std::span<const uint32_t> sources)
      : truth_(truth),
        clusters_(clusters),
        sources_(sources),
        cluster_sizes_(truth.size()),
        entity_sizes_(truth.size()) {}

  ClusterScores score() {
    count_pairs();
    count_sizes();
    make_cells();
    score_bcubed();
    score_clusters_and_entities();
    return std::move(scores_);
  }

 private:
  bool is_labelled(size_t record) const { return truth_[record] != kUnlabelled; }

  /// Pairs that agree on the labels that `key` takes, of the records that `counts`; across sources where asked for.
  template <typename Counts, typename KeyOf>
  uint64_t pairs(const Counts& counts, const KeyOf& key) const {
    std::vector<Key> all, inside;
    for (size_t record = 0; record < truth_.size(); ++record) {
      if (!counts(record)) continue;
      all.emplace_back(key(record), 0);
      if (!sources_.empty()) inside.emplace_back(key(record), sources_[record]);
    }
    return pairs_agreeing(std::move(all)) - pairs_agreeing(std::move(inside));
  }

  void count_pairs() {
    const auto every = [](size_t) { return true; };
    const auto labelled = [&](size_t record) { return is_labelled(record); };
    const auto loose = [&](size_t record) { return !is_labelled(record); };
    const auto cluster = [&](size_t record) { return uint64_t{clusters_[record]}; };
    const auto entity = [&](size_t record) { return uint64_t{truth_[record]}; };
    const auto both = [&](size_t record) { return uint64_t{truth_[record]} << 32 | clusters_[record]; };
    scores_.predicted_pairs = pairs(every, cluster) - pairs(loose, cluster);
    scores_.true_pairs = pairs(labelled, entity);
    scores_.correct_pairs = pairs(labelled, both);
    const auto correct = static_cast<double>(scores_.correct_pairs);
    scores_.precision = ratio(correct, static_cast<double>(scores_.predicted_pairs));
    scores_.recall = ratio(correct, static_cast<double>(scores_.true_pairs));
    scores_.f1 = harmonic_mean(scores_.precision, scores_.recall);
  }

  void count_sizes() {
    scores_.records = truth_.size();
    for (size_t record = 0; record < truth_.size(); ++record) {
      ++cluster_sizes_[clusters_[record]];
      if (!is_labelled(record)) continue;
      ++entity_sizes_[truth_[record]];
      ++scores_.labelled_records;
    }
  }

  void make_cells() {
    std::vector<uint64_t> keys;
    keys.reserve(scores_.labelled_records);
    for (size_t record = 0; record < truth_.size(); ++record) {
      if (is_labelled(record)) keys.push_back(uint64_t{truth_[record]} << 32 | clusters_[record]);
    }
    std::sort(keys.begin(), keys.end());
    for (size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
      while (end < keys.size() && keys[end] == keys[begin]) ++end;
      cells_.push_back({static_cast<uint32_t>(keys[begin] >> 32), static_cast<uint32_t>(keys[begin]), end - begin});
    }
  }

  void score_bcubed() {
    if (cells_.empty()) return;
    double precision = 0, recall = 0;
    for (const Cell& cell : cells_) {
      const double square = static_cast<double>(cell.size) * static_cast<double>(cell.size);
      precision += square / static_cast<double>(cluster_sizes_[cell.cluster]);
      recall += square / static_cast<double>(entity_sizes_[cell.entity]);
    }
    const auto n = static_cast<double>(scores_.labelled_records);
    scores_.bcubed_precision = precision / n;
    scores_.bcubed_recall = recall / n;
    scores_.bcubed_f1 = harmonic_mean(scores_.bcubed_precision, scores_.bcubed_recall);
  }

  void score_clusters_and_entities() {
    std::vector<uint64_t> labelled_in(truth_.size());
    std::vector<uint32_t> entities_in(truth_.size()), clusters_of(truth_.size());
    for (const Cell& cell : cells_) {
      labelled_in[cell.cluster] += cell.size;
      ++entities_in[cell.cluster];
      ++clusters_of[cell.entity];
      scores_.exact_clusters += cell.size == cluster_sizes_[cell.cluster] && cell.size == entity_sizes_[cell.entity];
    }
    for (size_t label = 0; label < truth_.size(); ++label) {
      const uint64_t cluster_size = cluster_sizes_[label], entity_size = entity_sizes_[label];
      scores_.clusters += cluster_size > 0;
      scores_.entities += entity_size > 0;
      scores_.largest_cluster = std::max(scores_.largest_cluster, cluster_size);
      scores_.largest_entity = std::max(scores_.largest_entity, entity_size);
      if (entities_in[label] > 1 || (entities_in[label] == 1 && labelled_in[label] < cluster_size)) {
        ++scores_.over_merged_clusters;
        scores_.records_in_over_merged += cluster_size;
      }
      if (clusters_of[label] > 1) {
        ++scores_.under_merged_entities;
        scores_.records_in_under_merged += entity_size;
      }
    }
  }

  std::span<const uint32_t> truth_, clusters_, sources_;
  std::vector<uint64_t> cluster_sizes_, entity_sizes_;  // by label
  std::vector<Cell> cells_;                             // ordered by entity, cluster
  ClusterScores scores_;
};

}  // namespace

ClusterScores score_clusters(std::span<const uint32_t> truth, std::span<const uint32_t> clusters,
                             std::span<const uint32_t> sources) {
  return Scorer(truth, clusters, sources).score();
}

}  // namespace sosie
