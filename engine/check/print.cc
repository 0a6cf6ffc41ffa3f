#include <fmt/format.h>

#include <algorithm>

#include "engine/check.h"
#include "engine/json_writer.h"

namespace sosie {
namespace {

std::string places(const Findings& found) {
  std::string text;
  for (const RowPlace& place : found.first)
    text += fmt::format("{}{}:{}", text.empty() ? "" : ", ", place.file, place.line);
  return found.count > found.first.size() ? text + ", ..." : text;
}

std::string percent(uint64_t part, uint64_t whole) {
  if (part == 0 || whole == 0) return "-";
  const double share = 100 * static_cast<double>(part) / static_cast<double>(whole);
  return share < .1 ? "<0.1%" : fmt::format("{:.1f}%", share);
}

uint64_t sum(const std::map<std::string, Findings>& findings) {
  uint64_t total = 0;
  for (const auto& [reason, found] : findings) total += found.count;
  return total;
}

std::string source_text(const SourceCheck& source) {
  std::string text = fmt::format("{}: {} rows, {} records, {} refused ({} allowed)\n", source.name, source.rows,
                                 source.records, source.refused_rows, source.allowed_refusals);
  for (const auto& [code, found] : source.rejects)
    text += fmt::format("  refused  {:<18} {:>9}  at {}: {}\n", code, found.count, places(found), found.message);
  text += fmt::format("  {:<20} {:>10} {:>9} {:>8} {:>8}\n", "field", "as written", "repaired", "refused", "empty");
  for (const ColumnCheck& column : source.columns) {
    const auto share = [&](uint64_t count) { return percent(count, source.records); };
    text += fmt::format("  {:<20} {:>10} {:>9} {:>8} {:>8}\n", column.field, share(column.as_written),
                        share(column.repaired), share(sum(column.refused)), share(column.empty));
    for (const auto& [reason, found] : column.refused)
      text += fmt::format("    {:<28} {:>9}  at {}\n", reason, found.count, places(found));
  }
  return text + "\n";
}

std::string rules_text(const CheckReport& report) {
  std::string text = fmt::format("{:<60} {:>13} {:>12} {:>9}\n", "blocking rule", "pairs found", "planned", "cut");
  for (const BlockingRule& rule : report.rules)
    text += fmt::format("  {:<58} {:>13} {:>12} {:>9}\n", rule.name, rule.predicted_pairs, rule.planned_pairs,
                        rule.cut_blocks);
  return text + "\n";
}

std::string consent_text(const consent::ConsentStats& stats) {
  std::string text = fmt::format("consent: {} statements, {} of them permissions, {} restrictions\n", stats.num_facts,
                                 stats.num_permissions, stats.num_restrictions);
  if (stats.num_unreadable > 0)
    text += fmt::format("  {} cannot be read as declared, and restrict\n", stats.num_unreadable);
  if (stats.num_unresolved_events > 0)
    text += fmt::format("  {} events name a point or record that nobody has\n", stats.num_unresolved_events);
  for (const std::string& warning : stats.warnings) text += fmt::format("  {}\n", warning);
  return text + "\n";
}

void put(const char* key, const std::map<std::string, Findings>& findings, JsonWriter& json) {
  json.begin_object(key);
  for (const auto& [reason, found] : findings) {
    json.begin_object(reason).integer("count", static_cast<int64_t>(found.count));
    if (!found.message.empty()) json.text("message", found.message);
    json.begin_array("first");
    for (const RowPlace& place : found.first)
      json.begin_object().text("file", place.file).integer("line", static_cast<int64_t>(place.line)).end();
    json.end().end();
  }
  json.end();
}

void put(const SourceCheck& source, JsonWriter& json) {
  const auto number = [&](const char* key, uint64_t value) { json.integer(key, static_cast<int64_t>(value)); };
  json.begin_object().text("source", source.name);
  number("rows", source.rows);
  number("records", source.records);
  number("refused_rows", source.refused_rows);
  number("allowed_refusals", source.allowed_refusals);
  put("rejects", source.rejects, json);
  json.begin_array("columns");
  for (const ColumnCheck& column : source.columns) {
    json.begin_object().text("field", column.field);
    number("as_written", column.as_written);
    number("repaired", column.repaired);
    number("empty", column.empty);
    put("refused", column.refused, json);
    json.end();
  }
  json.end().end();
}

std::string bytes_text(uint64_t bytes) {
  const auto value = static_cast<double>(bytes);
  return value >= 1e9 ? fmt::format("{:.1f} GB", value / 1e9) : fmt::format("{:.0f} MB", value / 1e6);
}

std::string spilled_text(const CheckReport& report) {
  if (report.budget_bytes == 0 || report.bytes <= report.budget_bytes) return {};
  return fmt::format(", of which {} would be spilled to disk", bytes_text(report.bytes - report.budget_bytes));
}

}  // namespace

std::string to_text(const CheckReport& report) {
  std::string text;
  for (const SourceCheck& source : report.sources) text += source_text(source);
  if (!report.rules.empty()) text += rules_text(report);
  text += consent_text(report.consent);
  const double records = static_cast<double>(std::max<uint64_t>(1, report.records));
  text += fmt::format("a run would compare at most {} pairs ({:.1f} a record), and take about {:.0f} s and {}{}\n",
                      report.planned_pairs, static_cast<double>(report.planned_pairs) / records,
                      std::max(1.0, report.seconds), bytes_text(report.bytes), spilled_text(report));
  return text;
}

std::string to_json(const CheckReport& report) {
  JsonWriter json(-1);
  json.begin_object().boolean("ok", report.verdict.ok());
  if (!report.verdict.ok()) json.text("problem", report.verdict.to_string());
  json.begin_array("sources");
  for (const SourceCheck& source : report.sources) put(source, json);
  json.end().begin_array("rules");
  for (const BlockingRule& rule : report.rules) {
    json.begin_object().text("rule", rule.name);
    json.integer("predicted_pairs", static_cast<int64_t>(rule.predicted_pairs));
    json.integer("planned_pairs", static_cast<int64_t>(rule.planned_pairs));
    json.integer("cut_blocks", static_cast<int64_t>(rule.cut_blocks)).end();
  }
  json.end().begin_object("consent");
  json.integer("statements", static_cast<int64_t>(report.consent.num_facts));
  json.integer("unreadable", static_cast<int64_t>(report.consent.num_unreadable));
  json.integer("unresolved_events", static_cast<int64_t>(report.consent.num_unresolved_events)).end();
  json.integer("records", static_cast<int64_t>(report.records));
  json.integer("planned_pairs", static_cast<int64_t>(report.planned_pairs));
  json.decimal("seconds", report.seconds, 3).integer("peak_bytes", static_cast<int64_t>(report.bytes));
  json.texts("warnings", report.warnings).end();
  return json.take() + "\n";
}

}  // namespace sosie
