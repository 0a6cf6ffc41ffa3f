#include "apps/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "apps/commands.h"
#include "core/nearest_name.h"
#include "engine/job/keys.h"

namespace sosie::apps {
namespace {

/// What CLI11 found, by the longest name of each flag.
struct Found {
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, size_t> switches;
  std::vector<std::string> positionals;

  bool has(const std::string& name) const {
    const auto found = switches.find(name);
    return found != switches.end() && found->second > 0;
  }
  std::string last(const std::string& name, std::string otherwise = {}) const {
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? std::move(otherwise) : found->second.back();
  }
};

std::string long_name(std::string_view names) { return std::string(names.substr(names.rfind("--"))); }

std::string more_help(std::string_view command) {
  return command.empty() ? "sosie --help" : fmt::format("sosie {} --help", command);
}

Status unknown_flag(const CommandInfo& command, std::string_view flag) {
  flag = flag.substr(0, flag.find('='));
  std::vector<std::string> names;
  for (const FlagInfo& info : flags_of(command.name)) names.push_back(long_name(info.names));
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  std::string hint = suggestion(flag, candidates);
  if (hint.empty()) hint = "flags: " + more_help(command.name);
  return Status::invalid_argument(fmt::format("sosie {} has no flag {}", command.name, flag)).hint(std::move(hint));
}

Status unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const CommandInfo& command : commands()) names.push_back(command.name);
  std::string hint = suggestion(name, names);
  if (hint.empty()) hint = "commands: " + more_help("");
  if (name.starts_with("-"))
    return Status::invalid_argument("a command stands before its flags").hint("as in sosie run job.toml " + name);
  return Status::invalid_argument(fmt::format("there is no command \"{}\"", name)).hint(std::move(hint));
}

/// Lets CLI11 take the arguments apart; its messages become ours.
Status tokenize(const CommandInfo& command, const std::vector<std::string>& arguments, Found& found) {
  CLI::App app;
  app.set_help_flag();
  app.add_option("arguments", found.positionals);
  for (const FlagInfo& flag : flags_of(command.name)) {
    const std::string name = long_name(flag.names);
    if (flag.value.empty()) {
      app.add_flag(std::string(flag.names), found.switches[name]);
    } else {
      app.add_option(std::string(flag.names), found.values[name])->allow_extra_args(false)->take_all();
    }
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ExtrasError&) {
    for (const std::string& extra : app.remaining()) {
      if (extra.starts_with("-")) return unknown_flag(command, extra);
    }
    return Status::invalid_argument(fmt::format("sosie {} takes {}", command.name, command.usage))
        .hint(more_help(command.name));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what();
    return Status::invalid_argument(fmt::format("{} needs a value", what.substr(0, what.find(':'))))
        .hint(more_help(command.name));
  } catch (const CLI::ParseError& error) {
    return Status::invalid_argument(error.what()).hint(more_help(command.name));
  }
  return {};
}

template <typename Number>
Status read_number(const Found& found, const std::string& name, Number least, Number& value) {
  const std::string text = found.last(name);
  if (text.empty()) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least) return {};
  return Status::invalid_argument(fmt::format("{} takes a whole number from {}, and got \"{}\"", name, least, text));
}

Status read_flags(const Found& found, CommandLine& line) {
  for (const std::string& text :
       found.values.contains("--set") ? found.values.at("--set") : std::vector<std::string>()) {
    SOSIE_ASSIGN_OR_RETURN(auto override, parse_override(text));
    line.overrides.push_back(std::move(override));
  }
  SOSIE_RETURN_IF_ERROR(read_number(found, "--threads", 1u, line.threads));
  SOSIE_RETURN_IF_ERROR(read_number(found, "--seed", uint64_t{0}, line.seed));
  SOSIE_RETURN_IF_ERROR(read_number(found, "--people", uint64_t{1}, line.people));
  line.output = found.last("--output");
  line.memory = found.last("--memory");
  line.temp_directory = found.last("--tmp");
  line.clusters_file = found.last("--clusters");
  line.truth = found.last("--truth");
  line.channel = found.last("--channel");
  line.purpose = found.last("--purpose");
  line.file = found.last("--file");
  line.column = found.last("--column");
  line.country = found.last("--country");
  if (found.values.contains("--format")) line.formats = found.values.at("--format");
  line.link_only = found.has("--link");
  line.dry_run = found.has("--dry-run");
  line.print_job = found.has("--print-job");
  line.json = found.has("--json");
  line.between_sources = found.has("--between-sources");
  line.quiet = found.has("--quiet");
  if (found.has("--verbose")) line.verbosity = static_cast<unsigned>(found.switches.at("--verbose"));
  return {};
}

/// What single flags cannot tell.
Status check_together(const CommandInfo& command, const Found& found, const CommandLine& line) {
  const auto wrong = [&](std::string message) {
    return Status::invalid_argument(std::move(message)).hint(more_help(command.name));
  };
  const size_t count = line.positionals.size();
  if (count < command.least_arguments || count > command.most_arguments)
    return wrong(fmt::format("usage: sosie {} {}", command.name, command.usage));
  if (found.has("--resume")) return wrong("--resume is not built yet; a run that was stopped starts anew");
  if (line.quiet && line.verbosity > 0) return wrong("-q and -v contradict each other");
  if (command.name == "evaluate" && line.truth.empty()) return wrong("evaluate needs --truth FILE");
  if (command.name == "generate" && line.output.empty()) return wrong("generate needs -o DIR");
  if (command.name == "normalize" && line.file.empty() != line.column.empty())
    return wrong("--file and --column go together");
  if (command.name == "normalize" && line.file.empty() == (count == 1))
    return wrong("normalize needs values, or --file and --column");
  if (command.name == "why" && count == 2 && line.channel.empty())
    return wrong("why needs two records, or one entity and --channel");
  if (command.name == "why" && count == 3 && !(line.channel.empty() && line.purpose.empty()))
    return wrong("--channel and --purpose explain an entity, not a pair");
  return {};
}

CommandLine information(std::string text) {
  CommandLine line;
  line.information = std::move(text);
  return line;
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return information(overview_text());
  const std::string& name = arguments[0];
  if (name == "--version" || name == "-V" || name == "version") return information(version_text());
  const bool wants_help = name == "help" || name == "--help" || name == "-h";
  if (wants_help && arguments.size() == 1) return information(overview_text());
  const CommandInfo* command = find_command(wants_help ? arguments[1] : name);
  if (command == nullptr) return unknown_command(wants_help ? arguments[1] : name);
  if (wants_help) return information(help_text(*command));

  CommandLine line;
  line.command = command->name;
  Found found;
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (std::find(rest.begin(), rest.end(), "--help") != rest.end() ||
      std::find(rest.begin(), rest.end(), "-h") != rest.end())
    return information(help_text(*command));
  if (!command->is_built) return Status::invalid_argument(fmt::format("sosie {} is not built yet", command->name));
  SOSIE_RETURN_IF_ERROR(tokenize(*command, rest, found));
  line.positionals = std::move(found.positionals);
  SOSIE_RETURN_IF_ERROR(read_flags(found, line));
  SOSIE_RETURN_IF_ERROR(check_together(*command, found, line));
  return line;
}

}  // namespace sosie::apps
