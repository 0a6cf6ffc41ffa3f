#include "core/clusters.h"

#include <algorithm>

namespace sosie {
namespace {

/// The same partition with labels below twice the number of records, so that a table by label stays small.
std::vector<uint32_t> small_labels(std::span<const uint32_t> labels) {
  std::vector<uint32_t> result(labels.begin(), labels.end());
  if (labels.empty() || *std::max_element(labels.begin(), labels.end()) < 2 * labels.size()) return result;
  std::vector<uint32_t> distinct = result;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (uint32_t& label : result) {
    label = static_cast<uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), label) - distinct.begin());
  }
  return result;
}

}  // namespace

Clusters Clusters::from_labels(std::span<const uint32_t> arbitrary_labels) {
  const std::vector<uint32_t> labels = small_labels(arbitrary_labels);
  constexpr uint32_t kUnseen = UINT32_MAX;
  Clusters result;
  result.cluster_of.resize(labels.size());
  const uint32_t num_labels = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
  std::vector<uint32_t> cluster_of_label(num_labels, kUnseen);
  std::vector<uint32_t> sizes;
  for (size_t i = 0; i < labels.size(); ++i) {
    uint32_t& cluster = cluster_of_label[labels[i]];
    if (cluster == kUnseen) {
      cluster = static_cast<uint32_t>(sizes.size());
      sizes.push_back(0);
    }
    ++sizes[cluster];
    result.cluster_of[i] = cluster;
  }
  result.offsets.assign(sizes.size() + 1, 0);
  for (size_t i = 0; i < sizes.size(); ++i) result.offsets[i + 1] = result.offsets[i] + sizes[i];
  result.members.resize(labels.size());
  std::vector<uint32_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (RecordId record = 0; record < labels.size(); ++record)
    result.members[next[result.cluster_of[record]]++] = record;
  return result;
}

}  // namespace sosie
