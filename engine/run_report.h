// What the stages found, as counts, guesses and warnings for the manifest.
#pragma once

#include "engine/cluster.h"
#include "engine/match.h"
#include "engine/matching.h"
#include "engine/normalize.h"
#include "engine/publish.h"

namespace sosie {

void report_ingest(const Ingested& ingested, RunReport& report);
void report_normalize(const Job& job, const Normalized& normalized, RunReport& report);
void report_matching(const Matching& matching, const MatchStats& stats, RunReport& report);
void report_clusters(const ClusterStats& stats, const Clusters& clusters, RunReport& report);
void report_consent(const consent::ConsentStats& stats, RunReport& report);

}  // namespace sosie
