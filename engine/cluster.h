// Stage 6: links to clusters, conflicts cut.
#pragma once

#include <cstdint>
#include <vector>

#include "core/clusters.h"
#include "engine/decided_pairs.h"
#include "engine/job/job.h"
#include "engine/score.h"
#include "engine/veto.h"

namespace sosie {

struct ClusterStats {
  uint64_t num_refused_conflict = 0;        ///< links not joined because the clusters conflict
  uint64_t num_refused_duplicate_free = 0;  ///< links that would put two records of a duplicate-free source together
  uint32_t largest = 0;
};

struct Clustered {
  Clusters clusters;
  ClusterStats stats;
};

/// Joins links by falling weight (ties: the smaller pair of record keys first). A link whose union would join a
/// conflict, or two records of a duplicate-free source, is refused and becomes `review` in `decided`.
///
/// Between clusters the veto compares values that at least two records carry, or a record whose links all lie below p =
/// .99: a lone slip inside an otherwise agreeing cluster cuts nothing.
Clustered cluster(const Job& job, const RecordSet& records, const VetoRules& veto, DecidedPairs& decided);

/// The clustering of a file `source,id,cluster`; records it does not name stand alone. invalid_data for a record that
/// does not exist.
Result<Clusters> read_clusters(const std::string& path, const RecordSet& records, const Executor& executor,
                               MemoryAccountant& memory);

}  // namespace sosie
