#include "apps/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/job/keys.h"

namespace sosie::apps {
namespace {

constexpr size_t kAny = SIZE_MAX;
constexpr size_t kFlagWidth = 22;

const std::vector<CommandInfo>& table() {
  static const std::vector<CommandInfo> kTable = {
      {"dedupe",
       "find the same customer in your files, with no configuration",
       "FILE...",
       1,
       kAny,
       {{"sosie dedupe customers.csv", "golden records in sosie-out/current/golden.csv"},
        {"sosie dedupe crm.csv shop.ndjson.gz -o out", "several channels, an output folder of your own"},
        {"sosie dedupe left.csv right.csv --link", "pairs across the two files only"},
        {"sosie dedupe customers.csv --print-job > job.toml",
         "the job it would run, to be edited and run every night"}},
       "Recognises delimiter, encoding, columns and their meaning, and says on stderr what it took each column for. "
       "Consent columns are shown,\n"
       "never assumed: `sosie init` proposes them. A file's source is named after it; its id is a column that is "
       "unique and named like one,\n"
       "else a hash of the row."},
      {"init",
       "print the job file that dedupe would run, to be confirmed by you",
       "FILE...",
       1,
       kAny,
       {{"sosie init crm.csv shop.ndjson > job.toml", "then edit, then: sosie run job.toml"}},
       "Every column stands with the reason why it was taken, or left out. Columns that look like consent are proposed "
       "as comments."},
      {"run",
       "the nightly job",
       "JOB.toml",
       1,
       1,
       {{"sosie run job.toml", "publishes a run in the job's output folder"},
        {"sosie run job.toml --dry-run", "everything but publication"},
        {"sosie run job.toml --set limits.rejects=5% --set job.as_of=2026-08-10", "other settings, this once"},
        {"sosie run job.toml --print-job", "the whole effective job, defaults included"}},
       "A run is published whole or not at all: tables are written to runs/<run-id>/ in the output folder, then the "
       "link `current` moves."},
      {"check",
       "validate job and inputs, predict pairs, memory and time; write nothing",
       "JOB.toml",
       1,
       1,
       {{"sosie check job.toml", "would tonight's run go through, and what would it make of each column?"},
        {"sosie check job.toml --json", "the same for a program"}},
       "Reads and normalises everything, makes the blocks and reads consent, as `run` does; compares no pair. Refused "
       "rows and values are\n"
       "named by file and line, never by what stands there. Ends with the exit code the run would be refused with, or "
       "0."},
      {"evaluate",
       "measure a run against a known truth",
       "RUN --truth TRUTH.csv",
       1,
       1,
       {{"sosie evaluate out --truth truth.csv", "precision, recall and F1 of the current run in out"},
        {"sosie evaluate out/runs/2026-08-10 --truth truth.csv --json", "one run, figures for a program"}},
       "TRUTH.csv has `entity_id`, one of `id`, `unique_id` or `record_id`, and `source` when the run has several. RUN "
       "is a run folder, or an\n"
       "output folder, which means its current run."},
      {"why",
       "explain why two records are one person or not, or why a person may be contacted or not",
       "RUN SOURCE:ID SOURCE:ID  |  RUN ENTITY --channel CHANNEL",
       2,
       3,
       {{"sosie why out crm:1042 shop:A-77", "every comparison of the pair, its weight, and the verdict"},
        {"sosie why out 3f2a9c0e51b7d84c6e0f1a2b3c4d5e6f --channel email",
         "the facts that decide, and what would change it"},
        {"sosie why out 3f2a9c0e51b7d84c6e0f1a2b3c4d5e6f --channel voice --purpose newsletter", "for another purpose"}},
       "RUN is a run folder, or an output folder, which means its current run. SOURCE is a source of the job, ID the "
       "id in its file."},
      {"normalize",
       "show step by step what is made of a value before it is compared",
       "FIELD VALUE...  |  FIELD --file FILE --column NAME",
       1,
       kAny,
       {{"sosie normalize full_name 'Mme Anne DURAND née PETIT'", "the parts of a name, and their phonetic keys"},
        {"sosie normalize phone '06 12 34 56 78 / 01 40 20 50 50' --country FR", "numbers of one cell, in E.164"},
        {"sosie normalize address '12 bis av. Foch Lyon 6e'", "street, number, town and postcode of one line"},
        {"sosie normalize birth_date --file crm.csv --column DateNaissance --json", "a whole column, a line per row"}},
       "FIELD is a field of job files that is known by meaning, text for any other, or address for a whole address in "
       "one line. What only a whole\n"
       "file tells (values that too many people share, heaps of birth dates) is not part of it: see the counts in a "
       "run's manifest."},
      {"generate",
       "write synthetic customers of several channels, with the truth known",
       "-o DIR",
       0,
       0,
       {{"sosie generate --people 10000 -o demo", "channel files, job.toml and truth.csv in demo"},
        {"sosie generate --people 10000 -o demo && sosie run demo/job.toml -o out && sosie evaluate out --truth "
         "demo/truth.csv",
         "from nothing to a measured run"}},
       "French and international people with households, moves, marriages, slips of the pen, shared phones, consent "
       "and malformed rows. The same\n"
       "seed gives the same bytes."},
      {"train", "estimate the model, reusable by run", "JOB.toml -o MODEL.json", 1, 1, {}, "", false},
      {"review", "clerical review in the terminal", "RUN", 1, 1, {}, "", false},
      {"erase", "erase a person from all that sosie wrote", "JOB.toml", 1, 1, {}, "", false},
      {"diff", "what changed between two runs", "RUN RUN", 2, 2, {}, "", false},
  };
  return kTable;
}

constexpr std::array kFlags = {
    FlagInfo{"-o,--output", "DIR", "folder of the runs; the job's output when absent, sosie-out for dedupe",
             "dedupe run"},
    FlagInfo{"-o,--output", "DIR", "folder to write into; made when absent", "generate"},
    FlagInfo{"--people", "N", "persons and organisations; records are about twice as many (10000)", "generate"},
    FlagInfo{"--truth", "FILE", "CSV of the true entities", "evaluate"},
    FlagInfo{"--between-sources", "", "count pairs across sources only", "evaluate"},
    FlagInfo{"--channel", "NAME", "email, sms, voice, post or push: explains a contact instead of a pair", "why"},
    FlagInfo{"--purpose", "NAME", "purpose of the contact (marketing)", "why"},
    FlagInfo{"--file", "FILE", "follow the values of a column of this file", "normalize"},
    FlagInfo{"--column", "NAME", "its header, or dotted path in NDJSON", "normalize"},
    FlagInfo{"--country", "CODE", "country of phones and addresses, ISO 3166 (FR)", "normalize"},
    FlagInfo{"--format", "FORMAT", "format of dates such as %d/%m/%Y; may be repeated", "normalize"},
    FlagInfo{"--link", "", "pairs across sources only", "dedupe run"},
    FlagInfo{"--set", "KEY=VALUE", "override a key of the job file; may be repeated", "check dedupe init run"},
    FlagInfo{"--clusters", "FILE", "take the clustering from a CSV `source,id,cluster` and match nothing",
             "dedupe run"},
    FlagInfo{"--print-job", "", "print the effective job as TOML, and run nothing", "dedupe run"},
    FlagInfo{"--dry-run", "", "do everything but publish", "dedupe run"},
    FlagInfo{"--resume", "", "go on with a run that was stopped (not built yet)", "dedupe run"},
    FlagInfo{"--threads", "N", "worker threads; all of the machine when absent",
             "check dedupe init run evaluate why generate normalize"},
    FlagInfo{"--memory", "SIZE", "memory budget: a share such as 70%, or a size such as 8GB", "check dedupe run"},
    FlagInfo{"--tmp", "DIR", "folder for what does not fit into memory", "check dedupe run"},
    FlagInfo{"--seed", "N", "seed of everything that is drawn (1)", "dedupe run generate"},
    FlagInfo{"--json", "", "one JSON line on stdout at the end", "check dedupe run evaluate why generate"},
    FlagInfo{"--json", "", "a JSON line per value", "normalize"},
    FlagInfo{"-q,--quiet", "", "errors only", "*"},
    FlagInfo{"-v,--verbose", "", "say more; twice for even more", "*"},
    FlagInfo{"-h,--help", "", "this text", "*"},
};

std::string flag_line(const FlagInfo& flag) {
  std::string names(flag.names);
  const size_t comma = names.find(',');
  names = comma == std::string::npos ? "    " + names : names.substr(0, comma) + ", " + names.substr(comma + 1);
  if (!flag.value.empty()) names += " " + std::string(flag.value);
  return fmt::format("  {:<{}}  {}\n", names, kFlagWidth, flag.help);
}

std::string examples_text(const std::vector<Example>& examples) {
  std::string text = "Examples\n";
  for (const Example& example : examples) text += fmt::format("  {}\n      {}\n", example.line, example.about);
  return text;
}

}  // namespace

std::span<const CommandInfo> commands() { return table(); }

const CommandInfo* find_command(std::string_view name) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const CommandInfo& command) { return command.name == name; });
  return found == table().end() ? nullptr : &*found;
}

std::vector<FlagInfo> flags_of(std::string_view command) {
  std::vector<FlagInfo> flags;
  for (const FlagInfo& flag : kFlags) {
    const std::vector<std::string_view> names = split_words(flag.commands);
    if (flag.commands == "*" || std::find(names.begin(), names.end(), command) != names.end()) flags.push_back(flag);
  }
  return flags;
}

std::string overview_text() {
  std::string text =
      "sosie finds the same person in many channel files, makes one golden record of them, and keeps the strictest "
      "consent.\n\n";
  text += examples_text({{"sosie dedupe crm.csv shop.csv", "no configuration: golden records in sosie-out/current"},
                         {"sosie init crm.csv shop.csv > job.toml", "a job file to edit"},
                         {"sosie run job.toml", "the nightly job"},
                         {"sosie why sosie-out crm:1042 shop:A-77", "why two records are one person, or not"}});
  text += "\nCommands\n";
  for (const CommandInfo& command : table()) {
    if (command.is_built) text += fmt::format("  {:<10}  {}\n", command.name, command.summary);
  }
  text += "\nNot built yet:";
  for (const CommandInfo& command : table()) {
    if (!command.is_built) text += fmt::format(" {}", command.name);
  }
  return text + "\n\n`sosie COMMAND --help` tells more about a command, `sosie --version` the version.\n";
}

std::string help_text(const CommandInfo& command) {
  std::string text = fmt::format("sosie {}: {}\n\n", command.name, command.summary);
  if (!command.is_built) return text + "Not built yet.\n";
  text += examples_text(command.examples);
  text += fmt::format("\nUsage\n  sosie {} {} [flags]\n\n{}\n\nFlags\n", command.name, command.usage, command.details);
  for (const FlagInfo& flag : flags_of(command.name)) text += flag_line(flag);
  const bool runs = command.name == "dedupe" || command.name == "run";
  if (runs) {
    text +=
        "\nExit codes\n"
        "  0 published · 1 internal error · 2 usage or job file · 3 input refused · 4 I/O, retry · 5 budget exceeded\n"
        "  6 gate failed, kept but not published · 130, 143 interrupted, nothing published\n";
  }
  return text;
}

std::string version_text() { return "sosie " SOSIE_VERSION "\n"; }

}  // namespace sosie::apps
