// From a command line to the job that will run.
#pragma once

#include "apps/command_line.h"
#include "apps/console.h"
#include "core/status.h"
#include "engine/job/job.h"
#include "engine/recognize/recognize.h"

namespace sosie::apps {

/// The job of `sosie run`: the file, then --set, then the other flags. Flags name paths from where the user stands.
Result<Job> prepare_run(const CommandLine& line);

/// What `sosie dedupe` and `sosie init` recognise in the files, with --set applied.
Result<Recognition> prepare_recognition(const CommandLine& line);

/// Lays the flags of the command line over a job, and checks it again.
Status apply_flags(const CommandLine& line, Job& job);

}  // namespace sosie::apps
