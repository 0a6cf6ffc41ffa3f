// Which records form one cluster.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/record_table.h"

namespace sosie {

/// A partition of the records of a run. Clusters are numbered by their first record; members stand in record order.
struct Clusters {
  std::vector<uint32_t> cluster_of;  ///< by record
  std::vector<uint32_t> offsets;     ///< by cluster, num_clusters + 1
  std::vector<RecordId> members;     ///< by cluster

  uint32_t num_clusters() const { return static_cast<uint32_t>(offsets.size() - 1); }
  std::span<const RecordId> of(uint32_t cluster) const {
    return {members.data() + offsets[cluster], members.data() + offsets[cluster + 1]};
  }
  /// Builds all three arrays from one label per record; labels are arbitrary.
  static Clusters from_labels(std::span<const uint32_t> arbitrary_labels);
};

}  // namespace sosie
