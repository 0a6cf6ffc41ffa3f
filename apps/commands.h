// The commands and flags of sosie: one table behind the parser, the help texts and docs/commands.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::apps {

struct Example {
  std::string_view line;   ///< as typed
  std::string_view about;  ///< what it does
};

struct CommandInfo {
  std::string_view name;
  std::string_view summary;  ///< one line, no full stop
  std::string_view usage;    ///< arguments behind the name
  size_t least_arguments = 0, most_arguments = 0;
  std::vector<Example> examples;
  std::string_view details;  ///< paragraphs for the end of its help
  bool is_built = true;
};

struct FlagInfo {
  std::string_view names;     ///< `-o,--output`
  std::string_view value;     ///< what it takes; empty for a switch
  std::string_view help;      ///< one line, no full stop
  std::string_view commands;  ///< names of the commands that have it, parted by blanks; "*" for all
};

std::span<const CommandInfo> commands();
/// The command of that name, or null.
const CommandInfo* find_command(std::string_view name);
/// Flags of a command, in the order of its help.
std::vector<FlagInfo> flags_of(std::string_view command);

/// `sosie help`.
std::string overview_text();
/// `sosie COMMAND --help`.
std::string help_text(const CommandInfo& command);
/// `sosie --version`.
std::string version_text();

}  // namespace sosie::apps
