// Answers of `why` as text and as JSON.
#include <fmt/format.h>

#include <iterator>

#include "engine/json_writer.h"
#include "engine/why.h"

namespace sosie {
namespace {

constexpr int kWeightDigits = 4, kProbabilityDigits = 6;

std::string verdict(const PairAnswer& answer) {
  if (answer.left == answer.right) return "is one record";
  if (answer.together()) return fmt::format("are one person: entity {}", answer.left_entity);
  return fmt::format("are two persons: entities {} and {}", answer.left_entity, answer.right_entity);
}

void print_link(const LinkRow& link, std::string& text) {
  fmt::format_to(std::back_inserter(text), "{} - {}: {}, weight {:.2f} bits, probability {:.6f}, found by {}\n",
                 link.left.text(), link.right.text(), link.decision, link.match_weight, link.match_probability,
                 link.blocking_rule);
}

void print_own_row(const PairAnswer& answer, std::string& text) {
  if (answer.link) {
    text += "\nTheir own pair\n  ";
    print_link(*answer.link, text);
  } else if (answer.left != answer.right && !answer.reason && answer.notes.empty()) {
    text += "\nTheir own pair stands in no table: it was never compared, stayed below review, or is vetoed.\n";
  }
}

void print_reason(const PairReason& reason, std::string& text) {
  auto out = std::back_inserter(text);
  if (reason.blocking_rule.empty())
    text += "\nNo blocking rule makes the pair a candidate: it was not compared in the run. If it were:\n";
  else fmt::format_to(out, "\nFound by the blocking rule {}\n", reason.blocking_rule);
  fmt::format_to(out, "  {:<18} {:<18} {:>9} {:>9} {:>8}\n", "comparison", "level", "m", "u", "bits");
  for (const ComparisonReason& c : reason.comparisons) {
    if (c.m == 0 && c.u == 0)
      fmt::format_to(out, "  {:<18} {:<18} {:>9} {:>9} {:>+8.2f}\n", c.comparison, c.level, "-", "-", c.weight_bits);
    else
      fmt::format_to(out, "  {:<18} {:<18} {:>9.2g} {:>9.2g} {:>+8.2f}\n", c.comparison, c.level, c.m, c.u,
                     c.weight_bits);
  }
  fmt::format_to(out, "  {:<57} {:>+8.2f}\n", "prior", reason.prior_bits);
  if (reason.family_cap_bits != 0)
    fmt::format_to(out, "  {:<57} {:>+8.2f}\n", "cap on what a family shares", reason.family_cap_bits);
  fmt::format_to(out, "  {:<57} {:>+8.2f}   probability {:.6f}\n", "match weight", reason.weight_bits,
                 reason.probability);
  if (!reason.veto.empty()) fmt::format_to(out, "Vetoed: {}\n", reason.veto);
  for (const std::string& remark : reason.remarks) fmt::format_to(out, "{}\n", remark);
  fmt::format_to(out, "Decision: {}\n", reason.outcome);
}

void print_path(const PairAnswer& answer, std::string& text) {
  if (answer.path.empty()) return;
  if (answer.path.size() == 1 && answer.link) return;
  text += "\nPath inside the entity, over its strongest links\n";
  for (const LinkRow& step : answer.path) {
    text += "  ";
    print_link(step, text);
  }
}

void print_notes(const std::vector<std::string>& notes, std::string& text) {
  if (!notes.empty()) text += '\n';
  for (const std::string& note : notes) fmt::format_to(std::back_inserter(text), "Note: {}\n", note);
}

void write_link(std::string_view key, const LinkRow& link, JsonWriter& json) {
  json.begin_object(key)
      .text("left", link.left.text())
      .text("right", link.right.text())
      .text("decision", link.decision);
  json.decimal("match_weight", link.match_weight, kWeightDigits)
      .decimal("match_probability", link.match_probability, kProbabilityDigits);
  json.text("blocking_rule", link.blocking_rule).end();
}

void write_reason(const PairReason& reason, JsonWriter& json) {
  json.begin_object("reason")
      .text("outcome", reason.outcome)
      .text("blocking_rule", reason.blocking_rule)
      .text("veto", reason.veto);
  json.decimal("prior", reason.prior_bits, kWeightDigits).decimal("family_cap", reason.family_cap_bits, kWeightDigits);
  json.decimal("match_weight", reason.weight_bits, kWeightDigits)
      .decimal("match_probability", reason.probability, kProbabilityDigits);
  json.begin_array("comparisons");
  for (const ComparisonReason& c : reason.comparisons) {
    json.begin_object()
        .text("comparison", c.comparison)
        .text("level", c.level)
        .decimal("m", c.m, 9)
        .decimal("u", c.u, 9);
    json.decimal("weight", c.weight_bits, kWeightDigits).end();
  }
  json.end().texts("remarks", reason.remarks).end();
}

std::string decision_line(const ContactRow& row) {
  std::string line =
      fmt::format("{}{} for {}: {} ({})", row.channel, row.point.empty() ? "" : " at " + row.point, row.purpose,
                  row.allowed == "true" ? "may be contacted" : "may not be contacted", row.state);
  if (!row.since.empty()) line += " since " + row.since;
  return line;
}

void write_contact_row(const ContactRow& row, const std::string& explanation, JsonWriter& json) {
  json.begin_object().text("point_kind", row.point_kind).text("point", row.point).text("channel", row.channel);
  json.text("purpose", row.purpose)
      .boolean("allowed", row.allowed == "true")
      .text("state", row.state)
      .text("since", row.since);
  json.text("basis", row.basis).text("deciding_source", row.deciding_source).text("deciding_id", row.deciding_id);
  json.text("reason", row.reason).text("explanation", explanation).end();
}

}  // namespace

std::string to_text(const PairAnswer& answer) {
  std::string text = answer.left == answer.right
                         ? fmt::format("{} {}\n", answer.left.text(), verdict(answer))
                         : fmt::format("{} and {} {}\n", answer.left.text(), answer.right.text(), verdict(answer));
  print_own_row(answer, text);
  if (answer.reason) print_reason(*answer.reason, text);
  print_path(answer, text);
  print_notes(answer.notes, text);
  return text;
}

std::string to_json(const PairAnswer& answer) {
  JsonWriter json(-1);
  json.begin_object()
      .text("left", answer.left.text())
      .text("right", answer.right.text())
      .boolean("together", answer.together());
  json.text("left_entity", answer.left_entity).text("right_entity", answer.right_entity);
  if (answer.link) write_link("link", *answer.link, json);
  if (answer.reason) write_reason(*answer.reason, json);
  json.begin_array("path");
  for (const LinkRow& step : answer.path) write_link({}, step, json);
  return json.end().texts("notes", answer.notes).end().take();
}

std::string to_text(const ContactAnswer& answer) {
  std::string text = fmt::format("Entity {}, {} record{}:", answer.entity, answer.members.size(),
                                 answer.members.size() == 1 ? "" : "s");
  auto out = std::back_inserter(text);
  for (const RecordName& member : answer.members) fmt::format_to(out, " {}", member.text());
  text += '\n';
  if (answer.rows.empty()) text += "\nNo contact point, channel and purpose of the entity is as asked.\n";
  for (size_t i = 0; i < answer.rows.size(); ++i) {
    const ContactRow& row = answer.rows[i];
    fmt::format_to(out, "\n{}\n", decision_line(row));
    if (!row.reason.empty()) fmt::format_to(out, "  {}\n", row.reason);
    if (!row.deciding_source.empty())
      fmt::format_to(out, "  decided by {}{}\n", row.deciding_source,
                     row.deciding_id.empty() ? "" : ":" + row.deciding_id);
    else if (!row.basis.empty()) fmt::format_to(out, "  decided by the law: {}\n", row.basis);
    if (!answer.explanations[i].empty()) fmt::format_to(out, "{}\n", answer.explanations[i]);
  }
  print_notes(answer.notes, text);
  return text;
}

std::string to_json(const ContactAnswer& answer) {
  JsonWriter json(-1);
  json.begin_object().text("entity_id", answer.entity).begin_array("members");
  for (const RecordName& member : answer.members) json.text({}, member.text());
  json.end().begin_array("decisions");
  for (size_t i = 0; i < answer.rows.size(); ++i) write_contact_row(answer.rows[i], answer.explanations[i], json);
  return json.end().texts("notes", answer.notes).end().take();
}

}  // namespace sosie
