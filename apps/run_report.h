// What a run did, for people and for programs.
#pragma once

#include <string>

#include "apps/console.h"
#include "engine/job/job.h"
#include "engine/pipeline.h"

namespace sosie::apps {

/// A few lines that end with where the golden records are.
std::string summary_text(const RunSummary& summary, const Job& job, const Console& console);

/// One line of JSON, line end included.
std::string summary_json(const RunSummary& summary, const Job& job);

/// The same for a command that failed.
std::string error_json(const Status& status, int exit_code);

}  // namespace sosie::apps
