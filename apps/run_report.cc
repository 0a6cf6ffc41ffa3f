#include "apps/run_report.h"

#include <fmt/format.h>

#include <filesystem>

#include "engine/json_writer.h"

namespace sosie::apps {
namespace {

std::string counted(uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_commas(number), number == 1 ? one : many);
}

std::string line(const Console& console, std::string_view name, const std::string& text) {
  return fmt::format("  {}{}\n", console.dim(fmt::format("{:<14}", name)), text);
}

std::string contactable_text(const RunSummary& summary) {
  std::string text;
  for (const auto& [channel, count] : summary.contactable)
    text += fmt::format("{}{} {}", text.empty() ? "" : " · ", channel, with_commas(count));
  return text;
}

/// Whether any input says a word about consent: a count of people to be contacted means nothing without.
/// As seen from where the user stands, when that is shorter.
std::string shown_path(const std::string& path) {
  std::error_code error;
  const std::string near = std::filesystem::proximate(path, error).string();
  return error || near.starts_with("..") || near.size() > path.size() ? path : near;
}

std::string absolute_path(const std::string& path) {
  return path.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

std::string_view code_name(StatusCode code) {
  switch (code) {
    case StatusCode::ok: return "ok";
    case StatusCode::invalid_argument: return "usage";
    case StatusCode::invalid_job: return "job";
    case StatusCode::invalid_data: return "input_refused";
    case StatusCode::io_error: return "io";
    case StatusCode::budget_exceeded: return "budget_exceeded";
    case StatusCode::gate_failed: return "gate_failed";
    case StatusCode::cancelled: return "interrupted";
    case StatusCode::internal: return "internal";
  }
  return "internal";
}

}  // namespace

std::string summary_text(const RunSummary& summary, const Job& job, const Console& console) {
  const std::string headline =
      fmt::format("{} from {}", counted(summary.num_entities, "golden record", "golden records"),
                  counted(summary.num_records, "record", "records"));
  std::string text = "\n  " + console.bold(headline) + "\n\n";
  const std::string refused =
      summary.num_rejects == 0 ? "none refused" : console.yellow(with_commas(summary.num_rejects) + " refused");
  text += line(console, "read", fmt::format("{} · {}", counted(summary.num_rows, "row", "rows"), refused));
  text += line(console, "compared",
               fmt::format("{} · {} · {} to review", counted(summary.num_pairs, "pair", "pairs"),
                           counted(summary.num_links, "link", "links"), with_commas(summary.num_reviews)));
  if (const std::string contactable = contactable_text(summary); knows_of_consent(job) && !contactable.empty())
    text += line(console, "may contact", contactable);
  text += line(console, "took", fmt::format("{} · {}", as_duration(summary.seconds), as_bytes(summary.peak_bytes)));
  if (summary.run_directory.empty()) return text + "\n  a dry run: nothing was published\n\n";
  if (asks_for_table(job, "golden"))
    text += line(console, "golden",
                 console.green(fmt::format("{}/golden.{}", shown_path(summary.run_directory), job.format)));
  else text += line(console, "tables", console.green(shown_path(summary.run_directory)));
  return text;
}

std::string summary_json(const RunSummary& summary, const Job& job) {
  JsonWriter json(-1);
  json.begin_object();
  json.text("status", summary.run_directory.empty() ? "dry_run" : "published").integer("exit_code", 0);
  json.text("run", absolute_path(summary.run_directory)).text("format", job.format);
  const auto count = [&](std::string_view key, uint64_t value) { json.integer(key, static_cast<int64_t>(value)); };
  count("rows", summary.num_rows);
  count("rejects", summary.num_rejects);
  count("records", summary.num_records);
  count("pairs", summary.num_pairs);
  count("links", summary.num_links);
  count("reviews", summary.num_reviews);
  count("entities", summary.num_entities);
  json.begin_object("contactable");
  for (const auto& [channel, entities] : summary.contactable) count(channel, entities);
  json.end();
  json.decimal("seconds", summary.seconds, 3);
  count("peak_bytes", summary.peak_bytes);
  json.texts("warnings", summary.warnings);
  json.end();
  return json.take() + "\n";
}

std::string error_json(const Status& status, int exit_code) {
  JsonWriter json(-1);
  json.begin_object();
  json.text("status", "failed").integer("exit_code", exit_code).text("error", code_name(status.code()));
  json.text("message", status.message());
  if (!status.location().path.empty()) json.text("path", status.location().path);
  if (status.location().line != 0) json.integer("line", static_cast<int64_t>(status.location().line));
  if (status.location().column != 0) json.integer("column", static_cast<int64_t>(status.location().column));
  if (!status.hint().empty()) json.text("hint", status.hint());
  json.end();
  return json.take() + "\n";
}

}  // namespace sosie::apps
