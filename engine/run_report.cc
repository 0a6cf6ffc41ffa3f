#include "engine/run_report.h"

#include <fmt/format.h>

namespace sosie {
namespace {

void report_training(const Matching& matching, RunReport& report) {
  const TrainReport& train = matching.train_report();
  report.counts.emplace_back("train.pairs", train.num_pairs);
  report.counts.emplace_back("train.patterns", train.num_patterns);
  report.counts.emplace_back("train.iterations", train.iterations);
  report.counts.emplace_back("train.deterministic_links", train.deterministic_links);
  if (matching.model_is_fixed()) return;
  if (!train.trained) report.warnings.push_back("model: starting values kept: " + train.why_not);
  else if (!train.converged)
    report.warnings.push_back(
        fmt::format("model: training stopped after {} iterations before it converged", train.iterations));
  report.guesses.push_back(fmt::format("prior: {:.1f} bits", matching.model().prior_bits));
}

void report_blocks(const Matching& matching, const MatchStats& stats, RunReport& report) {
  const auto rules = matching.blocks().rules();
  for (size_t i = 0; i < rules.size(); ++i) {
    const std::string prefix = fmt::format("block.{}.", rules[i].name);
    report.counts.emplace_back(prefix + "predicted_pairs", rules[i].predicted_pairs);
    report.counts.emplace_back(prefix + "planned_pairs", rules[i].planned_pairs);
    report.counts.emplace_back(prefix + "pairs", stats.pairs_by_rule[i]);
    if (rules[i].cut_blocks == 0) continue;
    report.counts.emplace_back(prefix + "cut_blocks", rules[i].cut_blocks);
    report.counts.emplace_back(prefix + "cut_records", rules[i].cut_records);
  }
}

/// Of every level of every comparison, those that no pair shows as well.
void report_levels(const Model& model, const MatchStats& stats, RunReport& report) {
  for (size_t i = 0; i < stats.pairs_by_level.size(); ++i) {
    const Comparison& comparison = model.comparisons[i];
    for (size_t level = 0; level < comparison.levels.size(); ++level)
      report.counts.emplace_back(fmt::format("match.level.{}.{}", comparison.name, comparison.levels[level].name),
                                 stats.pairs_by_level[i][level]);
  }
}

}  // namespace

void report_ingest(const Ingested& ingested, RunReport& report) {
  uint64_t rows = 0;
  for (const uint64_t n : ingested.rows_in) rows += n;
  report.counts.emplace_back("ingest.rows", rows);
  report.counts.emplace_back("ingest.records", ingested.records.num_records);
  report.counts.emplace_back("ingest.rejects", ingested.rejects.size());
  for (const InputFile& file : ingested.files) report.guesses.push_back(fmt::format("{}: {}", file.path, file.format));
}

void report_normalize(const Job& job, const Normalized& normalized, RunReport& report) {
  report.counts.emplace_back("normalize.names", normalized.comparables.names.size());
  report.counts.emplace_back("normalize.contact_points", normalized.points.table.size());
  for (const Comparables::NullCount& null : normalized.comparables.nulls)
    report.counts.emplace_back(
        fmt::format("normalize.null.{}.{}.{}", job.sources[null.source].name, null.field, null.reason), null.count);
  for (const Comparables::RecognisedDates& dates : normalized.comparables.recognised_dates)
    report.guesses.push_back(fmt::format("{}.{}: {}", job.sources[dates.source].name, dates.field, dates.reading));
  for (const std::string& field : normalized.found_identifiers)
    report.guesses.push_back(fmt::format("{}: an identifier, by its behaviour", field));
}

void report_matching(const Matching& matching, const MatchStats& stats, RunReport& report) {
  report_training(matching, report);
  report_blocks(matching, stats, report);
  report.counts.emplace_back("match.candidate_pairs", stats.num_pairs);
  report.counts.emplace_back("match.below_review", stats.num_below);
  if (stats.num_repeats > 0) report.counts.emplace_back("match.identical_records", stats.num_repeats);
  for (size_t veto = 1; veto < stats.num_vetoed.size(); ++veto) {
    if (stats.num_vetoed[veto] > 0)
      report.counts.emplace_back(fmt::format("match.veto.{}", veto_name(static_cast<Veto>(veto))),
                                 stats.num_vetoed[veto]);
  }
  report.counts.emplace_back("match.vetoed_to_review", stats.num_vetoed_to_review);
  report.counts.emplace_back("match.not_person_specific", stats.num_not_specific);
  report.counts.emplace_back("match.generational", stats.num_generational);
  report_levels(matching.model(), stats, report);
  if (!matching.veto().families()) {
    report.guesses.push_back(
        fmt::format("no families: {:.2f} % of the records meet another given name with another birth date at their "
                    "address and surname; birth "
                    "date and name conflicts are weights, not vetoes",
                    100 * matching.veto().family_share()));
  }
}

void report_clusters(const ClusterStats& stats, const Clusters& clusters, RunReport& report) {
  report.counts.emplace_back("cluster.entities", clusters.num_clusters());
  report.counts.emplace_back("cluster.largest", stats.largest);
  report.counts.emplace_back("cluster.refused_conflict", stats.num_refused_conflict);
  report.counts.emplace_back("cluster.refused_duplicate_free", stats.num_refused_duplicate_free);
}

void report_consent(const consent::ConsentStats& stats, RunReport& report) {
  report.counts.emplace_back("consent.facts", stats.num_facts);
  report.counts.emplace_back("consent.permissions", stats.num_permissions);
  report.counts.emplace_back("consent.restrictions", stats.num_restrictions);
  report.counts.emplace_back("consent.unreadable", stats.num_unreadable);
  report.counts.emplace_back("consent.unresolved_events", stats.num_unresolved_events);
  report.counts.emplace_back("consent.erased_records", stats.num_erased_records);
  report.counts.emplace_back("consent.held_entities", stats.num_held_entities);
  report.counts.emplace_back("consent.rejected_rows_read", stats.num_rejected_rows_read);
  report.warnings.insert(report.warnings.end(), stats.warnings.begin(), stats.warnings.end());
}

}  // namespace sosie
