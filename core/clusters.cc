#include "core/clusters.h"

#include <algorithm>

namespace sosie {

Clusters Clusters::from_labels(std::span<const uint32_t> labels) {
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
  for (RecordId record = 0; record < labels.size(); ++record) result.members[next[result.cluster_of[record]]++] = record;
  return result;
}

}  // namespace sosie
