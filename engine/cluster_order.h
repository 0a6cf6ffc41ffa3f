// Records in the order of their clusters, for what merges and publishes them.
#pragma once

#include "core/clusters.h"
#include "core/executor.h"
#include "engine/decided_pairs.h"
#include "engine/ingest.h"
#include "engine/normalize.h"

namespace sosie {

/// Everything that tells of records by their number once clusters are known.
struct ClusteredRecords {
  Ingested& ingested;
  Normalized& normalized;
  Clusters& clusters;
  DecidedPairs& pairs;
};

/// Puts the records of each source into the order in which their clusters are numbered, and their texts with them. Who
/// then walks from cluster to cluster reads every column of every source from its beginning to its end, where it would
/// have read here and there: of spilled memory that costs a page of the disk for each record and column.
///
/// Clusters keep their numbers, and so do contact points and dictionaries; records get other numbers. Nothing that is
/// published can tell: tables follow the clusters.
Status order_by_cluster(const ClusteredRecords& records, const Executor& executor);

}  // namespace sosie
