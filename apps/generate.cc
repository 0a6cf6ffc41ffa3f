#include "datasets/generator/generate.h"

#include <fmt/format.h>

#include <chrono>
#include "apps/run_commands.h"
#include "engine/json_writer.h"

namespace sosie::apps {
namespace {

std::string summary_json(const generator::GenerateSummary& summary, const std::string& folder) {
  JsonWriter json(-1);
  const auto count = [&](std::string_view key, uint64_t value) { json.integer(key, static_cast<int64_t>(value)); };
  json.begin_object();
  json.text("status", "written").integer("exit_code", 0).text("folder", folder);
  count("people", summary.people);
  count("households", summary.households);
  count("records", summary.records);
  count("rows", summary.rows);
  count("malformed", summary.malformed);
  count("events", summary.events);
  count("listed", summary.listed);
  count("bytes", summary.bytes);
  count("true_pairs", summary.true_pairs);
  count("true_pairs_without_contact", summary.true_pairs_without_contact);
  json.begin_object("channels");
  for (size_t i = 0; i < generator::kNumChannels; ++i)
    count(generator::channel_name(static_cast<generator::Channel>(i)), summary.channel_rows[i]);
  json.end();
  json.end();
  return json.take() + "\n";
}

}  // namespace

Status generate_command(const CommandLine& line, const Console& console) {
  generator::GenerateOptions options;
  options.people = line.people;
  options.seed = line.seed;
  options.output = line.output;
  SOSIE_RETURN_IF_ERROR(options.validate());
  const auto begin = std::chrono::steady_clock::now();
  const Executor executor(line.threads);
  SOSIE_ASSIGN_OR_RETURN(const generator::GenerateSummary summary, generator::generate(options, executor));
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  console.say(fmt::format("{}: {} people in {} records, {} in {}", line.output, with_commas(summary.people),
                          with_commas(summary.records), as_bytes(summary.bytes), as_duration(seconds)));
  console.say(console.dim(fmt::format("next: sosie run {}/job.toml", line.output)));
  return line.json ? write_output(summary_json(summary, line.output)) : Status();
}

}  // namespace sosie::apps
