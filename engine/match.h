// Candidate pairs to decided pairs: blocks streamed through the scorer.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/executor.h"
#include "engine/decided_pairs.h"
#include "engine/pair_stream.h"
#include "engine/score.h"

namespace sosie {

struct MatchStats {
  uint64_t num_pairs = 0;                ///< candidate pairs compared
  uint64_t num_below = 0;                ///< dropped below the review threshold
  std::array<uint64_t, 8> num_vetoed{};  ///< by Veto, among pairs at or above review
  uint64_t num_vetoed_to_review = 0;     ///< vetoed pairs that a personal point brings to review
  uint64_t num_not_specific = 0;         ///< sent to review: nothing speaks of one person
  uint64_t num_generational = 0;
  uint64_t num_repeats = 0;             ///< records for which an equal one stands, among the pairs compared
  std::vector<uint64_t> pairs_by_rule;  ///< owned
  /// By comparison, then level, when every level is weighed; else empty. Those of a comparison add up to `num_pairs`.
  std::vector<std::array<uint64_t, 16>> pairs_by_level;
};

struct Matches {
  DecidedPairs decided;  ///< ordered by (left, right)
  MatchStats stats;
};

/// Scores every candidate pair, and each repeat against the record that stands for it. `advance(pairs)` hears of
/// progress. The same result for any number of threads and whatever fits into memory.
///
/// No other pair of a repeat is needed: nothing is more like a record than its equal, so where the two are not linked,
/// nobody else is linked to them either. What stands in review beside the first of them is listed for that one alone.
Result<Matches> match(const PairStream& pairs, const Repeats& repeats, const Scorer& scorer, const Executor& executor,
                      const std::function<void(uint64_t)>& advance);

}  // namespace sosie
