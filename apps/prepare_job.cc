#include "apps/prepare_job.h"

#include <filesystem>

#include "core/executor.h"
#include "core/memory.h"
#include "engine/job/job_file.h"
#include "engine/job/print_job.h"
#include "engine/job/validate.h"

namespace sosie::apps {
namespace {

/// A path of the command line, so that it is found from the job's folder too.
std::string from_here(const Job& job, const std::string& path) {
  return path.empty() || job.directory.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

std::string overridden_country(const CommandLine& line, std::string country) {
  for (const auto& [key, value] : line.overrides) {
    if (key == "job.country") country = value;
  }
  return country;
}

}  // namespace

Status apply_flags(const CommandLine& line, Job& job) {
  if (!line.output.empty()) job.output = from_here(job, line.output);
  if (!line.memory.empty()) job.memory = line.memory;
  if (line.link_only) job.link_only = true;
  job.clusters_file = from_here(job, line.clusters_file);
  job.temp_directory = from_here(job, line.temp_directory);
  job.threads = line.threads;
  job.seed = line.seed;
  return validate(job);
}

Result<Job> prepare_run(const CommandLine& line) {
  SOSIE_ASSIGN_OR_RETURN(Job job, load_job(line.positionals[0], line.overrides));
  SOSIE_RETURN_IF_ERROR(apply_flags(line, job));
  return job;
}

Result<Recognition> prepare_recognition(const CommandLine& line) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  SOSIE_ASSIGN_OR_RETURN(Recognition recognition,
                         recognize(line.positionals, overridden_country(line, Job().country), executor, memory));
  if (!line.overrides.empty()) {
    PrintJobOptions plain;
    plain.documentation = false;
    SOSIE_ASSIGN_OR_RETURN(recognition.job,
                           parse_job(print_job(recognition.job, plain), "recognised job", "", line.overrides));
    recognition.job.path.clear();
  }
  SOSIE_RETURN_IF_ERROR(apply_flags(line, recognition.job));
  return recognition;
}

}  // namespace sosie::apps
