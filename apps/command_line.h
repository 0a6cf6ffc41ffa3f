// What the person at the terminal asked for.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "engine/job/job_file.h"

namespace sosie::apps {

/// One invocation, taken apart. Defaults mean "not given".
struct CommandLine {
  std::string command;                   ///< name of the command; empty when only `help` is wanted
  std::vector<std::string> positionals;  ///< as many as the command takes
  /// Set when help or the version was asked for: the text to print on stdout, and nothing else to do.
  std::string information;

  std::string output;   ///< -o
  Overrides overrides;  ///< --set, in order
  bool link_only = false, dry_run = false, print_job = false, json = false, quiet = false;
  bool between_sources = false;  ///< --between-sources
  unsigned verbosity = 0;        ///< how often -v was given
  unsigned threads = 0;
  std::string memory, temp_directory, clusters_file;
  uint64_t seed = 1;
  uint64_t people = 10'000;
  std::string truth, channel, purpose;
  std::string file, column, country;  ///< of normalize
  std::vector<std::string> formats;   ///< --format, in order
};

/// Reads the arguments behind the program's name. invalid_argument says what is wrong, and what was probably meant.
Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace sosie::apps
