// The sosie command.
#include <malloc.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "apps/command_line.h"
#include "apps/console.h"
#include "apps/interrupt.h"
#include "apps/run_commands.h"
#include "apps/run_report.h"
#include "core/fault.h"
#include "core/simd.h"
#include "io/input.h"

namespace {

using sosie::Status;
using sosie::apps::CommandLine;
using sosie::apps::Console;

/// Keeps freed memory for the next stage: given back and faulted in again it cost a third of reading time (glibc).
void keep_freed_memory() {
  constexpr int kLargestKept = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, kLargestKept);
  mallopt(M_TRIM_THRESHOLD, kLargestKept);
}

Status dispatch(const CommandLine& line, const Console& console) {
  static const std::map<std::string, std::function<Status(const CommandLine&, const Console&)>> kCommands = {
      {"dedupe", sosie::apps::dedupe_command}, {"init", sosie::apps::init_command},
      {"run", sosie::apps::run_command},       {"evaluate", sosie::apps::evaluate_command},
      {"why", sosie::apps::why_command},       {"generate", sosie::apps::generate_command},
      {"check", sosie::apps::check_command},   {"normalize", sosie::apps::normalize_command}};
  const auto command = kCommands.find(line.command);
  return command == kCommands.end() ? Status::internal("a command without a body") : command->second(line, console);
}

/// The last line of a failed command for programs. Whether it arrives or not, the exit code tells the same.
void print_failure(const Status& status, int code, bool as_json) {
  if (as_json) (void)sosie::apps::write_output(sosie::apps::error_json(status, code));
}

/// Reports a failure and gives the exit code.
int finish(const Status& status, bool as_json, const Console& console) {
  if (status.ok()) return 0;
  const int interrupted = sosie::apps::interrupt_exit_code();
  const bool was_stopped = status.code() == sosie::StatusCode::cancelled && interrupted != 0;
  const int code = was_stopped ? interrupted : sosie::exit_code(status);
  if (was_stopped) console.say("stopped; nothing was published");
  else console.error(status);
  print_failure(status, code, as_json);
  return code;
}

int refuse(const Status& status, bool as_json) {
  Console::open(false, 0).usage_error(status);
  print_failure(status, sosie::exit_code(status), as_json);
  return sosie::exit_code(status);
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const sosie::Result<CommandLine> line = sosie::apps::parse_command_line(arguments);
  if (!line.ok())
    return refuse(line.status(), std::find(arguments.begin(), arguments.end(), "--json") != arguments.end());
  for (const Status& status : {sosie::force_simd_target_from_environment(), sosie::arm_fault_from_environment(),
                               sosie::io::set_chunk_bytes_from_environment()}) {
    if (!status.ok()) return refuse(status, line->json);
  }
  if (!line->information.empty()) return sosie::exit_code(sosie::apps::write_output(line->information));
  const Console console = Console::open(line->quiet, line->verbosity);
  sosie::apps::watch_for_interrupts(console);
  return finish(dispatch(*line, console), line->json, console);
}
