// One function per command. Each returns OK when the process should exit with 0.
#pragma once

#include "apps/command_line.h"
#include "apps/console.h"
#include "core/status.h"

namespace sosie::apps {

Status dedupe_command(const CommandLine& line, const Console& console);
Status init_command(const CommandLine& line, const Console& console);
Status run_command(const CommandLine& line, const Console& console);
Status check_command(const CommandLine& line, const Console& console);
Status evaluate_command(const CommandLine& line, const Console& console);
Status why_command(const CommandLine& line, const Console& console);
Status normalize_command(const CommandLine& line, const Console& console);
Status generate_command(const CommandLine& line, const Console& console);

/// Runs a prepared job with progress, then reports: people on stderr, --json on stdout. Shared by dedupe and run.
Status run_and_report(const Job& job, const CommandLine& line, const Console& console);

}  // namespace sosie::apps
