#include "engine/pipeline.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "core/executor.h"
#include "core/memory.h"
#include "core/spill.h"
#include "engine/cluster.h"
#include "engine/cluster_order.h"
#include "engine/consent/consent.h"
#include "engine/consent_views.h"
#include "engine/entity_ids.h"
#include "engine/households.h"
#include "engine/ingest.h"
#include "engine/job/as_of.h"
#include "engine/job/limits.h"
#include "engine/job/print_job.h"
#include "engine/match.h"
#include "engine/matching.h"
#include "engine/merge.h"
#include "engine/normalize.h"
#include "engine/publish.h"
#include "engine/run_report.h"
#include "engine/stage_clock.h"

namespace sosie {
namespace {

/// Links, reviews and the clusters they make.
struct Linked {
  Clusters clusters;
  DecidedPairs pairs;
  std::string model_json;
  uint64_t num_candidate_pairs = 0;
  std::unique_ptr<Matching> matching;  // null when clusters come from a file
};

class Run {
 public:
  Run(const RunOptions& options, const std::string& spill_directory, uint64_t memory_budget)
      : options_(options),
        job_(*options.job),
        executor_(worker_threads(job_.threads, memory_budget)),
        spill_(spill_directory, memory_budget),
        memory_(memory_budget),
        clock_(options) {}

  Result<RunSummary> go();

 private:
  Result<Linked> find_links(const RecordSet& records, const Normalized& normalized);
  Status make_clusters(const RecordSet& records, Linked& linked);
  /// Begins a stage if the memory budget allows it.
  Status begin(const char* stage, ProgressSink::Unit unit = ProgressSink::Unit::rows, uint64_t total = 0) {
    SOSIE_RETURN_IF_ERROR(memory_.check_growth(std::string("the stage ") + stage));
    return clock_.begin(stage, unit, total);
  }
  RunSummary summary(const Ingested& ingested, const Linked& linked) const;

  const RunOptions& options_;
  const Job& job_;
  Executor executor_;
  SpillGuard spill_;
  MemoryAccountant memory_;
  StageClock clock_;
  RunReport report_;
};

Result<Linked> Run::find_links(const RecordSet& records, const Normalized& normalized) {
  Linked linked;
  if (!job_.clusters_file.empty()) return linked;
  SOSIE_RETURN_IF_ERROR(begin("block"));
  SOSIE_ASSIGN_OR_RETURN(linked.matching, Matching::prepare(job_, records, normalized, "", executor_));
  Matching& matching = *linked.matching;
  SOSIE_RETURN_IF_ERROR(begin("train"));
  SOSIE_RETURN_IF_ERROR(matching.train(executor_));
  linked.model_json = model_to_json(matching.model());
  uint64_t planned = 0;
  for (const BlockingRule& rule : matching.blocks().rules()) planned += rule.planned_pairs;
  SOSIE_RETURN_IF_ERROR(begin("score", ProgressSink::Unit::pairs, planned));
  SOSIE_ASSIGN_OR_RETURN(Matches matches, match(matching.pairs(), matching.repeats(), matching.scorer(), executor_,
                                                [&](uint64_t pairs) { clock_.advance(pairs); }));
  report_matching(matching, matches.stats, report_);
  linked.pairs = std::move(matches.decided);
  linked.num_candidate_pairs = matches.stats.num_pairs;
  matching.forget_blocks();
  return linked;
}

Status Run::make_clusters(const RecordSet& records, Linked& linked) {
  if (linked.matching == nullptr) {
    SOSIE_ASSIGN_OR_RETURN(linked.clusters, read_clusters(job_.clusters_file, records, executor_, memory_));
    report_.guesses.push_back("clusters taken from a file; nothing was matched");
    return {};
  }
  Clustered clustered = cluster(job_, records, linked.matching->veto(), linked.pairs);
  report_clusters(clustered.stats, clustered.clusters, report_);
  linked.clusters = std::move(clustered.clusters);
  linked.matching.reset();
  return {};
}

RunSummary Run::summary(const Ingested& ingested, const Linked& linked) const {
  RunSummary summary;
  for (const uint64_t rows : ingested.rows_in) summary.num_rows += rows;
  summary.num_records = ingested.records.num_records;
  summary.num_entities = linked.clusters.num_clusters();
  summary.num_rejects = ingested.rejects.size();
  summary.num_pairs = linked.num_candidate_pairs;
  for (const DecidedPair& pair : linked.pairs.pairs)
    ++(pair.decision == PairDecision::link ? summary.num_links : summary.num_reviews);
  summary.seconds = clock_.seconds();
  summary.peak_bytes = peak_resident_bytes();
  summary.warnings = report_.warnings;
  return summary;
}

/// The job as it ran, so that the run folder can be explained from anywhere: absolute paths, a fixed instant.
std::string effective_job(const Job& job, Moment as_of, const TimeZone& zone) {
  Job effective = job;
  const auto fix = [&](std::string& path) {
    if (!path.empty() && path != "-")
      path = std::filesystem::absolute(resolve_path(job, path)).lexically_normal().string();
  };
  effective.as_of = zone.iso(as_of.last);
  for (SourceSpec& source : effective.sources) fix(source.path);
  for (EventsSpec& events : effective.events) fix(events.path);
  for (SuppressionSpec& list : effective.suppressions) fix(list.path);
  for (std::string* path : {&effective.output, &effective.model_file, &effective.decisions}) fix(*path);
  if (job.consent.law != "built-in") fix(effective.consent.law);
  return print_job(effective);
}

Result<RunSummary> Run::go() {
  SOSIE_ASSIGN_OR_RETURN(const Moment as_of, resolve_as_of(job_));
  SOSIE_ASSIGN_OR_RETURN(const TimeZone zone, TimeZone::find(job_.timezone));
  const std::string output = resolve_path(job_, job_.output);
  std::optional<OutputLock> lock;
  if (!options_.dry_run) {
    SOSIE_ASSIGN_OR_RETURN(lock, OutputLock::acquire(output));
  }

  SOSIE_RETURN_IF_ERROR(begin("ingest"));
  SOSIE_ASSIGN_OR_RETURN(Ingested ingested, ingest(job_, executor_, memory_));
  report_ingest(ingested, report_);

  SOSIE_RETURN_IF_ERROR(begin("normalize"));
  SOSIE_ASSIGN_OR_RETURN(Normalized normalized, normalize(job_, ingested, as_of, executor_, memory_));
  report_normalize(job_, normalized, report_);
  if (!makes_golden_records(job_)) {
    SOSIE_RETURN_IF_ERROR(forget_cells(ingested, executor_));
  }

  SOSIE_ASSIGN_OR_RETURN(Linked linked, find_links(ingested.records, normalized));

  SOSIE_RETURN_IF_ERROR(begin("cluster"));
  consent::PostalPoints post;
  consent::IdentityColumns identity;
  const consent::ConsentInput facts{&job_, &ingested, &normalized.points, &linked.clusters, &post, &identity, as_of};
  std::unique_ptr<consent::Consent> consent;
  const auto read_consent = [&]() -> Status {
    post = postal_points(job_, normalized.comparables);
    identity = identity_columns(normalized.comparables);
    SOSIE_ASSIGN_OR_RETURN(consent, consent::Consent::read(facts, executor_, memory_));
    return {};
  };
  if (is_spilling()) {
    SOSIE_RETURN_IF_ERROR(make_clusters(ingested.records, linked));
    SOSIE_RETURN_IF_ERROR(order_by_cluster({ingested, normalized, linked.clusters, linked.pairs}, executor_));
    SOSIE_RETURN_IF_ERROR(begin("consent"));
    SOSIE_RETURN_IF_ERROR(read_consent());
  } else {
    // Clustering takes one thread. What people said does not depend on it, and is read meanwhile.
    SOSIE_RETURN_IF_ERROR(executor_.for_each(
        2, [&](size_t task) { return task == 0 ? make_clusters(ingested.records, linked) : read_consent(); }));
    SOSIE_RETURN_IF_ERROR(begin("consent"));
  }
  consent->settle();
  report_consent(consent->stats(), report_);

  SOSIE_RETURN_IF_ERROR(begin("merge"));
  const std::vector<uint8_t> erased = erased_records(*consent, ingested.records.num_records);
  SOSIE_ASSIGN_OR_RETURN(const std::vector<Hash128> ids,
                         entity_ids(ingested.records, linked.clusters, erased, executor_));
  SOSIE_ASSIGN_OR_RETURN(const auto merger, Merger::create(job_, ingested, normalized));
  Households households;
  if (makes_golden_records(job_)) {
    SOSIE_ASSIGN_OR_RETURN(
        households,
        find_households({&ingested.records, &normalized, merger.get(), &linked.clusters, erased, ids}, executor_));
  }
  clock_.end();
  if (options_.dry_run) return summary(ingested, linked);

  SOSIE_RETURN_IF_ERROR(begin("publish"));
  if (const uint64_t spilled = peak_spilled_bytes()) report_.counts.emplace_back("memory.spilled_bytes", spilled);
  PublishInput input{.job = &job_,
                     .output_directory = output,
                     .job_text = effective_job(job_, as_of, zone),
                     .model_json = linked.model_json,
                     .as_of = as_of,
                     .ingested = &ingested,
                     .normalized = &normalized,
                     .clusters = &linked.clusters,
                     .pairs = &linked.pairs,
                     .consent = job_.has_unread_consent ? nullptr : consent.get(),
                     .erased = erased,
                     .entity_ids = ids,
                     .households = &households,
                     .merger = merger.get(),
                     .lock = &*lock,
                     .report = report_};
  input.report.stages = clock_.stages();
  SOSIE_ASSIGN_OR_RETURN(const PublishedRun published, publish(input, executor_));
  clock_.end();
  RunSummary result = summary(ingested, linked);
  result.run_directory = published.directory;
  result.num_entities = published.num_entities;
  result.num_links = published.num_links;
  result.num_reviews = published.num_reviews;
  result.contactable = published.contactable;
  return result;
}

}  // namespace

Result<RunSummary> run_job(const RunOptions& options) {
  SOSIE_ASSIGN_OR_RETURN(const uint64_t budget, parse_memory_limit(options.job->memory, available_memory_bytes()));
  SOSIE_ASSIGN_OR_RETURN(const std::string directory, spill_directory(*options.job));
  Run run(options, directory, budget);
  return run.go();
}

}  // namespace sosie
