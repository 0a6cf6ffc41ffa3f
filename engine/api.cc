// The installed face of the library: plain requests in, plain reports out.
#include <filesystem>

#include "core/executor.h"
#include "core/memory.h"
#include "engine/job/job_file.h"
#include "engine/job/limits.h"
#include "engine/manifest.h"
#include "engine/pipeline.h"
#include "engine/recognize/recognize.h"
#include "sosie/sosie.h"

namespace sosie {
inline namespace v0 {
namespace {

Error public_error(const Status& status) {
  return {.kind = static_cast<Error::Kind>(exit_code(status)), .message = status.to_string()};
}

RunReport public_report(RunSummary summary) {
  return {.run_directory = std::move(summary.run_directory),
          .num_rows = summary.num_rows,
          .num_records = summary.num_records,
          .num_rejects = summary.num_rejects,
          .num_pairs = summary.num_pairs,
          .num_links = summary.num_links,
          .num_reviews = summary.num_reviews,
          .num_entities = summary.num_entities,
          .seconds = summary.seconds,
          .peak_bytes = summary.peak_bytes,
          .warnings = std::move(summary.warnings)};
}

void apply(const Resources& resources, Job& job) {
  if (resources.threads != 0) job.threads = resources.threads;
  if (!resources.memory.empty()) job.memory = resources.memory;
}

/// A folder of the caller is relative to the working directory, one of the job file to the job file.
std::string absolute_path(const std::string& path) { return std::filesystem::absolute(path).string(); }

Result<Job> job_of(const RunRequest& request) {
  SOSIE_ASSIGN_OR_RETURN(Job job, load_job(request.job_file, request.settings));
  if (!request.output.empty()) job.output = absolute_path(request.output);
  apply(request.resources, job);
  return job;
}

Result<Job> job_of(const DedupeRequest& request) {
  Job job;
  apply(request.resources, job);
  SOSIE_ASSIGN_OR_RETURN(const uint64_t budget, parse_memory_limit(job.memory, available_memory_bytes()));
  const Executor executor(request.resources.threads);
  MemoryAccountant memory(budget);
  SOSIE_ASSIGN_OR_RETURN(Recognition recognition, recognize(request.files, job.country, executor, memory));
  job = std::move(recognition.job);
  job.output = absolute_path(request.output);
  job.link_only = request.link_only;
  apply(request.resources, job);
  return job;
}

Status run_request(const auto& request, bool dry_run, RunReport& report) {
  SOSIE_ASSIGN_OR_RETURN(const Job job, job_of(request));
  SOSIE_ASSIGN_OR_RETURN(RunSummary summary, run_job({.job = &job, .dry_run = dry_run}));
  report = public_report(std::move(summary));
  return {};
}

/// The executor is where exceptions end, so the whole request is a task.
Outcome<RunReport> guarded(const auto& request, bool dry_run) {
  RunReport report;
  const Status status = Executor(1).for_each(1, [&](size_t) { return run_request(request, dry_run, report); });
  if (!status.ok()) return public_error(status);
  return report;
}

}  // namespace

Outcome<RunReport> run(const RunRequest& request) { return guarded(request, request.dry_run); }

Outcome<RunReport> dedupe(const DedupeRequest& request) { return guarded(request, /*dry_run=*/false); }

std::string version() { return std::string(sosie_version()); }

}  // namespace v0
}  // namespace sosie
