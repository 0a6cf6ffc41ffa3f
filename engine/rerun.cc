#include "engine/rerun.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>

#include "engine/consent_views.h"
#include "engine/job/as_of.h"
#include "engine/job/job_file.h"
#include "engine/match.h"

namespace sosie {

Result<std::unique_ptr<Rerun>> Rerun::open(const RunFolder& run, const Executor& executor, MemoryAccountant& memory) {
  std::unique_ptr<Rerun> rerun(new Rerun(run, executor, memory));
  SOSIE_RETURN_IF_ERROR(rerun->read());
  return rerun;
}

Status Rerun::read() {
  SOSIE_ASSIGN_OR_RETURN(const std::string job_text, run_.text("job.toml"));
  SOSIE_ASSIGN_OR_RETURN(job_, parse_job(job_text, run_.directory() + "/job.toml", run_.directory()));
  SOSIE_ASSIGN_OR_RETURN(as_of_, resolve_as_of(job_));
  SOSIE_ASSIGN_OR_RETURN(ingested_, ingest(job_, executor_, memory_));
  SOSIE_ASSIGN_OR_RETURN(normalized_, normalize(job_, ingested_, as_of_, executor_, memory_));
  for (RecordId record = 0; record < ingested_.records.num_records; ++record)
    record_of_[ingested_.records.key(record)] = record;
  std::vector<InputFile> then = run_.manifest().inputs;
  std::erase_if(then, [&](const InputFile& file) {
    return std::none_of(job_.sources.begin(), job_.sources.end(),
                        [&](const SourceSpec& source) { return source.name == file.source; });
  });
  // The run knew its files by paths of its own; here they are absolute.
  std::vector<InputFile> now = ingested_.files;
  for (std::vector<InputFile>* files : {&then, &now}) {
    for (InputFile& file : *files) file.path = std::filesystem::path(file.path).filename().string();
  }
  notes_ = changed_inputs(then, now);
  const Result<std::string> model = run_.text("model.json");
  if (!model.ok()) return {};  // the run's clusters were given
  SOSIE_ASSIGN_OR_RETURN(matching_, Matching::prepare(job_, ingested_.records, normalized_, *model, executor_));
  return matching_->train(executor_);
}

Result<RecordId> Rerun::find(std::string_view source, std::string_view id) const {
  const auto found = record_of_.find(record_key(source, id));
  if (found == record_of_.end())
    return Status::invalid_argument(fmt::format("source \"{}\" has no record of that id any more", source));
  return found->second;
}

std::string Rerun::rule_that_finds(RecordId a, RecordId b) const {
  const RecordId first_a = matching_->repeats().first(a), first_b = matching_->repeats().first(b);
  if (first_a == first_b) return kIdenticalRecords;
  const int rule = matching_->blocks().first_rule(first_a, first_b);
  return rule < 0 ? std::string() : matching_->blocks().rules()[static_cast<size_t>(rule)].name;
}

Result<PairReason> Rerun::explain(const RecordName& left, const RecordName& right) {
  if (matching_ == nullptr)
    return Status::invalid_argument("the run's clusters were given by a file: no pair was judged");
  SOSIE_ASSIGN_OR_RETURN(const RecordId a, find(left.source, left.id));
  SOSIE_ASSIGN_OR_RETURN(const RecordId b, find(right.source, right.id));
  const Scorer& scorer = matching_->scorer();
  const WeightTerms terms = scorer.explain(a, b);
  const PairVerdict verdict = scorer.decide(terms, a, b);
  PairReason reason;
  for (size_t i = 0; i < matching_->model().comparisons.size(); ++i) {
    const Comparison& comparison = matching_->model().comparisons[i];
    const Level& level = comparison.levels[terms.levels[i]];
    reason.comparisons.push_back({comparison.name, level.name, level.m, level.u, bits_of(terms.terms[i])});
  }
  reason.prior_bits = bits_of(terms.prior);
  reason.family_cap_bits = bits_of(terms.family_cap_loss);
  reason.weight_bits = bits_of(terms.total);
  reason.probability = probability_of(terms.total);
  reason.blocking_rule = rule_that_finds(a, b);
  if (verdict.veto != Veto::none) reason.veto = veto_name(verdict.veto);
  const bool below = terms.total < scorer.review_weight();
  const Outcome outcome = below ? Outcome::non_link : verdict.outcome;
  reason.outcome = outcome == Outcome::link ? "link" : outcome == Outcome::review ? "review" : "non-link";
  if (below)
    reason.remarks.push_back(
        fmt::format("the weight lies below the review threshold of {:.1f} bits", bits_of(scorer.review_weight())));
  if (terms.family_cap_loss < 0)
    reason.remarks.push_back("what a family shares counts at most as much as the prior and three bits");
  if (!verdict.person_specific) reason.remarks.push_back("nothing the records share speaks of one person");
  if (verdict.generational)
    reason.remarks.push_back(
        "two people of this name, born years apart, live at this address, and a birth date is missing");
  return reason;
}

Result<uint64_t> Rerun::count_candidates(std::span<const TruthPair> pairs) {
  if (matching_ == nullptr)
    return Status::invalid_argument("the run's clusters were given by a file: nothing was blocked");
  uint64_t found = 0;
  for (const TruthPair& pair : pairs) {
    const auto a = find(pair.left_source, pair.left_id), b = find(pair.right_source, pair.right_id);
    found += a.ok() && b.ok() && !rule_that_finds(*a, *b).empty();
  }
  return found;
}

/// The run's clusters, erased records included: found again where they were found, else as its members say.
Status Rerun::find_clusters() {
  const RecordSet& records = ingested_.records;
  if (matching_ != nullptr) {
    SOSIE_ASSIGN_OR_RETURN(Matches matches, match(matching_->pairs(), matching_->repeats(), matching_->scorer(),
                                                  executor_, [](uint64_t) {}));
    clusters_ = cluster(job_, records, matching_->veto(), matches.decided).clusters;
    return {};
  }
  SOSIE_ASSIGN_OR_RETURN(const TableCells members,
                         run_.read("members", {"source", "id", "entity_id"}, executor_, memory_));
  std::vector<uint32_t> labels(records.num_records);
  std::iota(labels.begin(), labels.end(), 0);
  std::map<std::string_view, RecordId> first_of;
  for (size_t row = 0; row < members.num_rows(); ++row) {
    const auto record = find(members.cell(0, row), members.cell(1, row));
    if (record.ok()) labels[*record] = first_of.emplace(members.cell(2, row), *record).first->second;
  }
  clusters_ = Clusters::from_labels(labels);
  return {};
}

Status Rerun::build_consent() {
  if (consent_ != nullptr) return {};
  SOSIE_RETURN_IF_ERROR(find_clusters());
  post_ = postal_points(job_, normalized_.comparables);
  identity_ = identity_columns(normalized_.comparables);
  const consent::ConsentInput input{&job_, &ingested_, &normalized_.points, &clusters_, &post_, &identity_, as_of_};
  SOSIE_ASSIGN_OR_RETURN(consent_, consent::Consent::build(input, executor_, memory_));
  return {};
}

Result<std::string> Rerun::explain(const RecordName& member, const ContactRow& row) {
  SOSIE_RETURN_IF_ERROR(build_consent());
  SOSIE_ASSIGN_OR_RETURN(const RecordId record, find(member.source, member.id));
  const uint32_t cluster = clusters_.cluster_of[record];
  std::vector<consent::Decision> decisions;
  consent_->decide(cluster, decisions);
  for (const consent::Decision& decision : decisions) {
    const bool same_point = decision.point == 0 || normalized_.points.table.value(decision.point) == row.point;
    if (consent::channel_name(decision.channel) == row.channel &&
        consent_->purposes()[decision.purpose] == row.purpose && same_point)
      return consent_->explain(cluster, decision);
  }
  return Status::invalid_argument("the inputs do not carry this contact point any more");
}

}  // namespace sosie
