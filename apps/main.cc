// The sosie command.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "apps/command_line.h"
#include "apps/console.h"
#include "apps/interrupt.h"
#include "apps/run_commands.h"
#include "apps/run_report.h"

namespace {

using sosie::Status;
using sosie::apps::CommandLine;
using sosie::apps::Console;

Status dispatch(const CommandLine& line, const Console& console) {
  static const std::map<std::string, std::function<Status(const CommandLine&, const Console&)>> kCommands = {
      {"dedupe", sosie::apps::dedupe_command}, {"init", sosie::apps::init_command},
      {"run", sosie::apps::run_command},       {"evaluate", sosie::apps::evaluate_command},
      {"why", sosie::apps::why_command},       {"generate", sosie::apps::generate_command}};
  const auto command = kCommands.find(line.command);
  return command == kCommands.end() ? Status::internal("a command without a body") : command->second(line, console);
}

/// What was written to stdout must have arrived: a full disk is an error too.
Status flush_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
  return Status::io_error("standard output could not be written");
}

/// Reports a failure and gives the exit code.
int finish(const Status& status, bool as_json, const Console& console) {
  const int interrupted = sosie::apps::interrupt_exit_code();
  const bool was_stopped = status.code() == sosie::StatusCode::cancelled && interrupted != 0;
  const int code = was_stopped ? interrupted : sosie::exit_code(status);
  if (status.ok()) return code;
  console.error(status);
  if (as_json) fmt::print("{}", sosie::apps::error_json(status, code));
  return code;
}

int refuse(const Status& status, bool as_json) {
  Console::open(false, 0).usage_error(status);
  if (as_json) fmt::print("{}", sosie::apps::error_json(status, sosie::exit_code(status)));
  return sosie::exit_code(status);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const sosie::Result<CommandLine> line = sosie::apps::parse_command_line(arguments);
  if (!line.ok())
    return refuse(line.status(), std::find(arguments.begin(), arguments.end(), "--json") != arguments.end());
  if (!line->information.empty()) {
    fmt::print("{}", line->information);
    return sosie::exit_code(flush_output());
  }
  const Console console = Console::open(line->quiet, line->verbosity);
  sosie::apps::watch_for_interrupts(console);
  Status status = dispatch(*line, console);
  if (status.ok()) status = flush_output();
  return finish(status, line->json, console);
}
