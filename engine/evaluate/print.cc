// An evaluation as lines and as JSON.
#include <fmt/format.h>

#include <iterator>

#include "engine/evaluate.h"
#include "engine/json_writer.h"

namespace sosie {
namespace {

constexpr int kDigits = 6;

/// Figures by name, in one order for both forms.
template <typename Counts, typename Ratios>
void for_each_figure(const Evaluation& e, Counts&& count, Ratios&& ratio) {
  const ClusterScores& s = e.scores;
  count("records", s.records);
  count("labelled_records", s.labelled_records);
  count("over_merged_clusters", s.over_merged_clusters);
  count("records_in_over_merged", s.records_in_over_merged);
  count("under_merged_entities", s.under_merged_entities);
  count("records_in_under_merged", s.records_in_under_merged);
  count("exact_clusters", s.exact_clusters);
  count("largest_cluster", s.largest_cluster);
  count("largest_entity", s.largest_entity);
  count("clusters", s.clusters);
  count("entities", s.entities);
  count("true_pairs", s.true_pairs);
  count("predicted_pairs", s.predicted_pairs);
  count("correct_pairs", s.correct_pairs);
  ratio("precision", s.precision);
  ratio("recall", s.recall);
  ratio("f1", s.f1);
  ratio("bcubed_precision", s.bcubed_precision);
  ratio("bcubed_recall", s.bcubed_recall);
  ratio("bcubed_f1", s.bcubed_f1);
  const auto share = [&](uint64_t pairs) {
    return s.true_pairs == 0 ? 1 : static_cast<double>(pairs) / static_cast<double>(s.true_pairs);
  };
  if (e.true_pairs_candidates) ratio("pair_completeness", share(*e.true_pairs_candidates));
  if (e.true_pairs_decided) ratio("pairs_at_or_above_review", share(*e.true_pairs_decided));
}

void print_pairs(const char* heading, const std::vector<WrongPair>& pairs, std::string& text) {
  if (pairs.empty()) return;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{}\n", heading);
  for (const WrongPair& pair : pairs) {
    fmt::format_to(out, "  {} and {}: weight {:.2f}, probability {:.6f}, found by {}\n   ", pair.left, pair.right,
                   pair.match_weight, pair.match_probability, pair.blocking_rule);
    for (const auto& [comparison, level] : pair.levels) fmt::format_to(out, " {}={}", comparison, level);
    text += '\n';
  }
}

void print_groups(const char* heading, const std::vector<WrongGroup>& groups, std::string& text) {
  if (groups.empty()) return;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{}\n", heading);
  for (const WrongGroup& group : groups) {
    fmt::format_to(out, "  {}: {} records, {} wrong pairs\n", group.id, group.num_records, group.wrong_pairs);
    for (const std::vector<std::string>& part : group.parts) fmt::format_to(out, "    {}\n", fmt::join(part, " "));
  }
}

void write_pairs(std::string_view key, const std::vector<WrongPair>& pairs, JsonWriter& json) {
  json.begin_array(key);
  for (const WrongPair& pair : pairs) {
    json.begin_object().text("left", pair.left).text("right", pair.right).decimal("match_weight", pair.match_weight, 4);
    json.decimal("match_probability", pair.match_probability, kDigits)
        .text("blocking_rule", pair.blocking_rule)
        .begin_object("levels");
    for (const auto& [comparison, level] : pair.levels) json.text(comparison, level);
    json.end().end();
  }
  json.end();
}

void write_groups(std::string_view key, const std::vector<WrongGroup>& groups, JsonWriter& json) {
  json.begin_array(key);
  for (const WrongGroup& group : groups) {
    json.begin_object().text("id", group.id).integer("records", static_cast<int64_t>(group.num_records));
    json.integer("wrong_pairs", static_cast<int64_t>(group.wrong_pairs)).begin_array("parts");
    for (const std::vector<std::string>& part : group.parts) json.texts({}, part);
    json.end().end();
  }
  json.end();
}

}  // namespace

std::string to_text(const Evaluation& evaluation) {
  std::string text;
  auto out = std::back_inserter(text);
  for_each_figure(
      evaluation, [&](const char* name, uint64_t count) { fmt::format_to(out, "{:26} {}\n", name, count); },
      [&](const char* name, double ratio) { fmt::format_to(out, "{:26} {:.6f}\n", name, ratio); });
  print_pairs("Links that join two persons, heaviest first", evaluation.false_links, text);
  print_pairs("Pairs of one person left in review, heaviest first", evaluation.missed_reviews, text);
  print_groups("Entities of the run that mix persons, worst first", evaluation.over_merged, text);
  print_groups("Persons torn into several entities, worst first", evaluation.under_merged, text);
  if (!evaluation.problems.empty()) text += '\n';
  for (const std::string& problem : evaluation.problems) fmt::format_to(out, "problem: {}\n", problem);
  return text;
}

std::string to_json(const Evaluation& evaluation) {
  JsonWriter json(-1);
  json.begin_object();
  for_each_figure(
      evaluation, [&](const char* name, uint64_t count) { json.integer(name, static_cast<int64_t>(count)); },
      [&](const char* name, double ratio) { json.decimal(name, ratio, kDigits); });
  write_pairs("false_links", evaluation.false_links, json);
  write_pairs("missed_reviews", evaluation.missed_reviews, json);
  write_groups("over_merged", evaluation.over_merged, json);
  write_groups("under_merged", evaluation.under_merged, json);
  return json.texts("problems", evaluation.problems).end().take();
}

}  // namespace sosie
