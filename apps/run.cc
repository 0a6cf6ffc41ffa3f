#include <fmt/format.h>

#include <optional>

#include "apps/interrupt.h"
#include "apps/prepare_job.h"
#include "apps/progress.h"
#include "apps/run_commands.h"
#include "apps/run_report.h"
#include "engine/job/print_job.h"
#include "engine/job/remarks.h"
#include "engine/pipeline.h"

namespace sosie::apps {

Status run_and_report(const Job& job, const CommandLine& line, const Console& console) {
  std::optional<ProgressDisplay> progress(std::in_place, console);
  RunOptions options;
  options.job = &job;
  options.dry_run = line.dry_run;
  options.progress = &*progress;
  options.interrupt = &interrupt_flag();
  const Result<RunSummary> summary = run_job(options);
  progress.reset();
  if (!summary.ok()) return summary.status();
  for (const std::string& warning : summary->warnings) console.warn(warning);
  console.say_block(summary_text(*summary, job, console));
  return line.json ? write_output(summary_json(*summary, job)) : Status();
}

Status run_command(const CommandLine& line, const Console& console) {
  SOSIE_ASSIGN_OR_RETURN(const Job job, prepare_run(line));
  if (line.print_job) return write_output(print_job(job));
  for (const std::string& remark : job_remarks(job)) console.warn(remark);
  return run_and_report(job, line, console);
}

}  // namespace sosie::apps
