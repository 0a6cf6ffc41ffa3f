#include "engine/check.h"

#include "apps/prepare_job.h"
#include "apps/run_commands.h"
#include "engine/job/limits.h"

namespace sosie::apps {

Status check_command(const CommandLine& line, const Console& console) {
  SOSIE_ASSIGN_OR_RETURN(const Job job, prepare_run(line));
  SOSIE_ASSIGN_OR_RETURN(const uint64_t budget, parse_memory_limit(job.memory, available_memory_bytes()));
  const Executor executor(worker_threads(job.threads, budget));
  MemoryAccountant memory(budget);
  SOSIE_ASSIGN_OR_RETURN(const CheckReport report, check_job(job, executor, memory));
  for (const std::string& warning : report.warnings) console.warn(warning);
  SOSIE_RETURN_IF_ERROR(write_output(line.json ? to_json(report) : to_text(report)));
  if (report.verdict.ok()) console.say(console.green("the run would start"));
  return report.verdict;
}

}  // namespace sosie::apps
