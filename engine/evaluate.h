// Compares a run with a truth: figures, and the errors worth looking at.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "engine/evaluate/scores.h"
#include "engine/run_folder.h"

namespace sosie {

/// Two records that the truth says are one person. Views live as long as the call that got them.
struct TruthPair {
  std::string_view left_source, left_id, right_source, right_id;
};

/// How many of these pairs blocking makes candidates of. Called batch by batch.
using CandidateCounter = std::function<Result<uint64_t>(std::span<const TruthPair>)>;

struct EvaluateOptions {
  bool between_sources = false;  ///< only pairs across sources count
  size_t num_worst = 5;          ///< errors shown of each kind
  CandidateCounter candidates;   ///< empty: pair completeness of blocking is not measured
};

/// A decided pair that the truth contradicts.
struct WrongPair {
  std::string left, right;  ///< SOURCE:ID
  double match_weight = 0, match_probability = 0;
  std::string blocking_rule;
  std::vector<std::pair<std::string, std::string>> levels;  ///< comparison -> level number
};

/// A group of records that the truth, or the run, splits.
struct WrongGroup {
  std::string id;                               ///< entity id of the run, or of the truth
  uint64_t num_records = 0, wrong_pairs = 0;    ///< pairs put together, or torn apart, in error
  std::vector<std::vector<std::string>> parts;  ///< SOURCE:ID of some records of each part, largest part first
};

struct Evaluation {
  ClusterScores scores;
  std::optional<uint64_t>
      true_pairs_decided;  ///< true pairs that stand in `links`; nothing when the run has no such table
  std::optional<uint64_t> true_pairs_candidates;  ///< true pairs that blocking finds
  std::vector<WrongPair> false_links;             ///< linked, two persons; heaviest first
  std::vector<WrongPair> missed_reviews;          ///< left in review, one person; heaviest first
  std::vector<WrongGroup> over_merged;            ///< most wrong pairs first
  std::vector<WrongGroup> under_merged;           ///< most torn pairs first
  std::vector<std::string> problems;  ///< ids that are missing, extra or repeated; the figures treat them as documented
};

/// TRUTH is a file with columns `entity_id`, one of `id`, `unique_id`, `record_id`, and `source` unless the run has one
/// source. A record of the truth that the run lacks is an entity of its own, one that the truth lacks is left out, of
/// repeated ids the first counts.
Result<Evaluation> evaluate(const RunFolder& run, const std::string& truth_path, const EvaluateOptions& options,
                            const Executor& executor, MemoryAccountant& memory);

/// For people; and one JSON line.
std::string to_text(const Evaluation& evaluation);
std::string to_json(const Evaluation& evaluation);

}  // namespace sosie
