#include "engine/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <span>

#include "core/spill.h"
#include "engine/check/columns.h"
#include "engine/consent_views.h"
#include "engine/ingest.h"
#include "engine/job/as_of.h"
#include "engine/job/limits.h"
#include "engine/job/remarks.h"
#include "engine/matching.h"
#include "engine/normalize.h"

namespace sosie {
namespace {

// Of the run of a million records in bench/results/pipeline.jsonl: what the rest of a run takes for each second of
// reading, normalising and blocking, and for each pair; and its peak for each byte in use once blocks are made.
constexpr double kRestPerFrontSecond = 1.35;
constexpr double kFrontNanosecondsPerRecord = 2'450, kNanosecondsPerPair = 58;
constexpr double kPeakPerByteOfBlocking = 1.25;
// Time to score a pair when every level is weighed, by that of the bounded mode: 200,000 generated people.
constexpr double kEveryLevelPerBounded = 3.3;

struct BySource {
  bool operator()(const SourceReject& reject, uint32_t source) const { return reject.source < source; }
  bool operator()(uint32_t source, const SourceReject& reject) const { return source < reject.source; }
};

class JobCheck {
 public:
  JobCheck(const Job& job, const Executor& executor, MemoryAccountant& memory)
      : job_(job), executor_(executor), memory_(memory) {}

  Result<CheckReport> check() {
    SOSIE_ASSIGN_OR_RETURN(const Moment as_of, resolve_as_of(job_));
    const auto started = std::chrono::steady_clock::now();
    SOSIE_ASSIGN_OR_RETURN(const Ingested ingested, ingest(with_all_rejects(), executor_, memory_));
    SOSIE_ASSIGN_OR_RETURN(const Normalized normalized, normalize(job_, ingested, as_of, executor_, memory_));
    report_.records = ingested.records.num_records;
    check_blocks(ingested, normalized);
    predict(std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
    SOSIE_RETURN_IF_ERROR(check_consent(ingested, normalized, as_of));
    SOSIE_RETURN_IF_ERROR(check_sources(ingested, normalized, as_of));
    for (std::string& remark : job_remarks(job_)) report_.warnings.push_back(std::move(remark));
    return std::move(report_);
  }

 private:
  /// The job as it is, but for the limit that would end a run before everything has been seen.
  Job with_all_rejects() const {
    Job job = job_;
    job.rejects = "100%";
    return job;
  }

  void refuse(Status status) {
    if (report_.verdict.ok()) report_.verdict = std::move(status);
  }

  /// A budget that is exceeded is something to report, not the end of the check.
  void check_blocks(const Ingested& ingested, const Normalized& normalized) {
    if (!job_.clusters_file.empty()) return;
    auto matching = Matching::prepare(job_, ingested.records, normalized, "", executor_);
    if (!matching.ok()) return refuse(matching.status());
    const auto rules = (*matching)->blocks().rules();
    report_.rules.assign(rules.begin(), rules.end());
    for (const BlockingRule& rule : report_.rules) report_.planned_pairs += rule.planned_pairs;
  }

  /// What has been done here tells how fast this machine is.
  void predict(double front_seconds) {
    const double records = std::max<double>(1, static_cast<double>(report_.records));
    const double slowness = front_seconds / (records * kFrontNanosecondsPerRecord * 1e-9);
    const double per_pair = kNanosecondsPerPair * (job_.scoring == Scoring::every_level ? kEveryLevelPerBounded : 1);
    report_.seconds = front_seconds * (1 + kRestPerFrontSecond) +
                      static_cast<double>(report_.planned_pairs) * per_pair * 1e-9 * slowness;
    const uint64_t spilled = peak_spilled_bytes();
    const uint64_t seen = std::max(peak_resident_bytes(), spilled > 0 ? spilled + anonymous_bytes() : 0);
    report_.bytes = static_cast<uint64_t>(static_cast<double>(seen) * kPeakPerByteOfBlocking);
    report_.budget_bytes = memory_.budget();
  }

  Status check_consent(const Ingested& ingested, const Normalized& normalized, Moment as_of) {
    const consent::PostalPoints post = postal_points(job_, normalized.comparables);
    const consent::IdentityColumns identity = identity_columns(normalized.comparables);
    std::vector<uint32_t> alone(ingested.records.num_records);
    for (uint32_t record = 0; record < alone.size(); ++record) alone[record] = record;
    const Clusters clusters = Clusters::from_labels(alone);
    const consent::ConsentInput input{&job_, &ingested, &normalized.points, &clusters, &post, &identity, as_of};
    SOSIE_ASSIGN_OR_RETURN(const auto consent, consent::Consent::build(input, executor_, memory_));
    report_.consent = consent->stats();
    return {};
  }

  Status check_sources(const Ingested& ingested, const Normalized& normalized, Moment as_of) {
    const auto newest_year = static_cast<int>(Date::from_days(as_of.last / 86'400).year());
    for (const SourceTable& table : ingested.records.sources) {
      SourceCheck source{table.name, ingested.rows_in[table.ordinal], table.num_records, 0, 0, {}, {}};
      SOSIE_ASSIGN_OR_RETURN(source.columns,
                             check_columns(job_, table, normalized.maps[table.ordinal], newest_year, executor_));
      SOSIE_RETURN_IF_ERROR(count_rejects(ingested, table, source));
      warn_of_refused_columns(source);
      report_.sources.push_back(std::move(source));
    }
    return {};
  }

  Status count_rejects(const Ingested& ingested, const SourceTable& table, SourceCheck& source) {
    const auto [begin, end] = std::equal_range(ingested.rejects.begin(), ingested.rejects.end(), table.ordinal,
                                               BySource());  // they stand by source
    const std::span<const SourceReject> refused(begin, end);
    source.refused_rows = refused.size();
    for (const auto& [ordinal, file, reject] : refused) {
      Findings& found = source.rejects[reject.code];
      if (found.count == 0) found.message = reject.message;
      if (++found.count <= Findings::kMostPlaces) found.first.push_back({table.files[file], reject.line});
    }
    SOSIE_ASSIGN_OR_RETURN(const RejectLimit limit, parse_reject_limit(job_.rejects));
    source.allowed_refusals = limit.allowed(source.rows);
    refuse(check_rejects(job_, table, refused, source.rows));
    return {};
  }

  /// A column of which most values count for nothing is probably mapped to the wrong field, or in another format.
  void warn_of_refused_columns(const SourceCheck& source) {
    for (const ColumnCheck& column : source.columns) {
      uint64_t refused = 0;
      for (const auto& [reason, found] : column.refused) refused += found.count;
      if (refused == 0 || refused <= column.as_written + column.repaired) continue;
      const auto& [reason, found] =
          *std::max_element(column.refused.begin(), column.refused.end(),
                            [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
      report_.warnings.push_back(
          fmt::format("source \"{}\": most values of {} count for nothing, the first at {}:{}: {}", source.name,
                      column.field, found.first[0].file, found.first[0].line, reason));
    }
  }

  const Job& job_;
  const Executor& executor_;
  MemoryAccountant& memory_;
  CheckReport report_;
};

}  // namespace

Result<CheckReport> check_job(const Job& job, const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const std::string directory, spill_directory(job));
  const SpillGuard spill(directory, memory.budget());
  return JobCheck(job, executor, memory).check();
}

}  // namespace sosie
