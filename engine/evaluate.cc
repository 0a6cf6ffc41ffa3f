#include "engine/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <tuple>

#include "engine/evaluate/labels.h"

namespace sosie {
namespace {

constexpr size_t kPairsPerBatch = 1'000'000;
constexpr size_t kNamesPerPart = 4;

// Columns of `links`, in the order they are read.
enum LinkColumn : size_t {
  left_source,
  left_id,
  right_source,
  right_id,
  decision,
  weight,
  probability,
  rule,
  num_fixed
};

/// Records by label, each label's together.
std::vector<std::pair<uint32_t, uint32_t>> records_by_label(const std::vector<uint32_t>& labels) {
  std::vector<std::pair<uint32_t, uint32_t>> grouped;
  for (uint32_t record = 0; record < labels.size(); ++record) {
    if (labels[record] != kUnlabelled) grouped.emplace_back(labels[record], record);
  }
  std::sort(grouped.begin(), grouped.end());
  return grouped;
}

/// Calls `visit(label, records)` for each label.
template <typename Visitor>
void for_each_group(const std::vector<uint32_t>& labels, Visitor&& visit) {
  const auto grouped = records_by_label(labels);
  std::vector<uint32_t> records;
  for (size_t begin = 0, end = 0; begin < grouped.size(); begin = end) {
    records.clear();
    for (; end < grouped.size() && grouped[end].first == grouped[begin].first; ++end)
      records.push_back(grouped[end].second);
    visit(grouped[begin].first, records);
  }
}

class Evaluator {
 public:
  Evaluator(const RunFolder& run, const LabelledRecords& labels, const EvaluateOptions& options, Evaluation& out)
      : run_(run), labels_(labels), options_(options), out_(out) {}

  Status read_links(const Executor& executor, MemoryAccountant& memory);
  Status count_candidates();
  void find_wrong_groups() {
    wrong_groups(labels_.clusters, labels_.entities, labels_.cluster_names, out_.over_merged);
    wrong_groups(labels_.entities, labels_.clusters, labels_.entity_names, out_.under_merged);
  }

 private:
  struct Ranked {
    double weight;
    size_t row;
  };

  bool counts(size_t a, size_t b) const {
    return !options_.between_sources || labels_.sources[a] != labels_.sources[b];
  }
  bool same_person(size_t a, size_t b) const {
    return labels_.entities[a] == labels_.entities[b] && labels_.entities[a] != kUnlabelled;
  }
  std::vector<WrongPair> heaviest(std::vector<Ranked> ranked, const TableCells& links,
                                  const std::vector<std::string>& columns) const;
  void wrong_groups(const std::vector<uint32_t>& together, const std::vector<uint32_t>& apart,
                    const std::vector<std::string_view>& names, std::vector<WrongGroup>& out) const;

  const RunFolder& run_;
  const LabelledRecords& labels_;
  const EvaluateOptions& options_;
  Evaluation& out_;
};

Status Evaluator::read_links(const Executor& executor, MemoryAccountant& memory) {
  if (!run_.has_table("links")) return {};
  std::vector<std::string> columns = {"left_source", "left_id",      "right_source",      "right_id",
                                      "decision",    "match_weight", "match_probability", "blocking_rule"};
  SOSIE_ASSIGN_OR_RETURN(const std::vector<std::string> all, run_.columns("links", memory));
  std::copy_if(all.begin(), all.end(), std::back_inserter(columns),
               [](const std::string& name) { return name.starts_with("gamma_"); });
  SOSIE_ASSIGN_OR_RETURN(const TableCells links, run_.read("links", columns, executor, memory));
  uint64_t decided = 0;
  std::vector<Ranked> false_links, missed;
  for (size_t row = 0; row < links.num_rows(); ++row) {
    const size_t left = labels_.find(links.cell(left_source, row), links.cell(left_id, row));
    const size_t right = labels_.find(links.cell(right_source, row), links.cell(right_id, row));
    if (left == SIZE_MAX || right == SIZE_MAX || !counts(left, right)) continue;
    const bool is_link = links.cell(decision, row) == "link", same = same_person(left, right);
    const bool either_labelled = labels_.entities[left] != kUnlabelled || labels_.entities[right] != kUnlabelled;
    decided += same;
    const Ranked ranked{std::strtod(std::string(links.cell(weight, row)).c_str(), nullptr), row};
    if (is_link && !same && either_labelled) false_links.push_back(ranked);
    if (!is_link && same) missed.push_back(ranked);
  }
  out_.true_pairs_decided = decided;
  out_.false_links = heaviest(std::move(false_links), links, columns);
  out_.missed_reviews = heaviest(std::move(missed), links, columns);
  return {};
}

std::vector<WrongPair> Evaluator::heaviest(std::vector<Ranked> ranked, const TableCells& links,
                                           const std::vector<std::string>& columns) const {
  const auto names = [&](size_t row) {
    return std::tuple(links.cell(left_source, row), links.cell(left_id, row), links.cell(right_source, row),
                      links.cell(right_id, row));
  };
  const auto before = [&](const Ranked& a, const Ranked& b) {
    return a.weight != b.weight ? a.weight > b.weight : names(a.row) < names(b.row);
  };
  const size_t shown = std::min(options_.num_worst, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(shown), ranked.end(), before);
  std::vector<WrongPair> worst;
  for (size_t i = 0; i < shown; ++i) {
    const size_t row = ranked[i].row;
    WrongPair& pair = worst.emplace_back();
    pair.left = fmt::format("{}:{}", links.cell(left_source, row), links.cell(left_id, row));
    pair.right = fmt::format("{}:{}", links.cell(right_source, row), links.cell(right_id, row));
    pair.match_weight = ranked[i].weight;
    pair.match_probability = std::strtod(std::string(links.cell(probability, row)).c_str(), nullptr);
    pair.blocking_rule = links.cell(rule, row);
    for (size_t column = num_fixed; column < columns.size(); ++column)
      pair.levels.emplace_back(columns[column].substr(6), links.cell(column, row));
  }
  return worst;
}

void Evaluator::wrong_groups(const std::vector<uint32_t>& together, const std::vector<uint32_t>& apart,
                             const std::vector<std::string_view>& names, std::vector<WrongGroup>& out) const {
  struct Candidate {
    uint64_t wrong_pairs;
    uint32_t label;
    std::vector<uint32_t> records;
  };
  std::vector<Candidate> worst;
  const auto before = [&](const Candidate& a, const Candidate& b) {
    return a.wrong_pairs != b.wrong_pairs ? a.wrong_pairs > b.wrong_pairs : names[a.label] < names[b.label];
  };
  for_each_group(together, [&](uint32_t label, std::vector<uint32_t>& records) {
    std::sort(records.begin(), records.end(),
              [&](uint32_t a, uint32_t b) { return std::tie(apart[a], a) < std::tie(apart[b], b); });
    const auto pairs = [](uint64_t n) { return n * (n - 1) / 2; };
    uint64_t wrong = pairs(records.size());
    for (size_t begin = 0, end = 0; begin < records.size(); begin = end) {
      while (end < records.size() && apart[records[end]] == apart[records[begin]]) ++end;
      wrong -= pairs(end - begin);
    }
    if (wrong == 0) return;
    worst.push_back({wrong, label, records});
    std::sort(worst.begin(), worst.end(), before);
    if (worst.size() > options_.num_worst) worst.pop_back();
  });
  for (const Candidate& candidate : worst) {
    WrongGroup& group = out.emplace_back(
        WrongGroup{std::string(names[candidate.label]), candidate.records.size(), candidate.wrong_pairs, {}});
    std::vector<std::pair<uint64_t, std::vector<std::string>>> parts;
    for (size_t i = 0; i < candidate.records.size(); ++i) {
      if (i == 0 || apart[candidate.records[i]] != apart[candidate.records[i - 1]]) parts.emplace_back();
      if (parts.back().first++ < kNamesPerPart) parts.back().second.push_back(labels_.name(candidate.records[i]));
    }
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [size, shown] : parts) group.parts.push_back(std::move(shown));
  }
}

Status Evaluator::count_candidates() {
  if (!options_.candidates) return {};
  uint64_t found = 0;
  Status status;
  std::vector<TruthPair> batch;
  const auto flush = [&] {
    if (!status.ok() || batch.empty()) return;
    const Result<uint64_t> counted = options_.candidates(batch);
    status = counted.status();
    if (counted.ok()) found += *counted;
    batch.clear();
  };
  for_each_group(labels_.entities, [&](uint32_t, const std::vector<uint32_t>& records) {
    for (size_t i = 0; i < records.size(); ++i) {
      for (size_t j = i + 1; j < records.size(); ++j) {
        const uint32_t a = records[i], b = records[j];
        if (!counts(a, b)) continue;
        batch.push_back({labels_.source(a), labels_.id(a), labels_.source(b), labels_.id(b)});
        if (batch.size() == kPairsPerBatch) flush();
      }
    }
  });
  flush();
  if (status.ok()) out_.true_pairs_candidates = found;
  return status;
}

}  // namespace

Result<Evaluation> evaluate(const RunFolder& run, const std::string& truth_path, const EvaluateOptions& options,
                            const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const LabelledRecords labels, read_labels(run, truth_path, executor, memory));
  Evaluation out;
  out.problems = labels.problems;
  const std::span<const uint32_t> sources =
      options.between_sources ? std::span<const uint32_t>(labels.sources) : std::span<const uint32_t>();
  out.scores = score_clusters(labels.entities, labels.clusters, sources);
  Evaluator evaluator(run, labels, options, out);
  SOSIE_RETURN_IF_ERROR(evaluator.read_links(executor, memory));
  SOSIE_RETURN_IF_ERROR(evaluator.count_candidates());
  evaluator.find_wrong_groups();
  return out;
}

}  // namespace sosie
