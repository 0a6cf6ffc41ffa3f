// The model of a run: which comparisons, and their m and u from the data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/executor.h"
#include "engine/compare.h"
#include "engine/model.h"
#include "engine/normalize.h"
#include "engine/pair_stream.h"
#include "engine/repeats.h"
#include "engine/veto.h"

namespace sosie {

struct TrainOptions {
  uint64_t seed = 1;
  bool across_sources_only = false;
  uint32_t num_sampled_pairs = 200'000;   ///< random pairs for u
  uint32_t num_training_pairs = 300'000;  ///< candidate pairs for m, at most about
  double prior_strength = 200;            ///< pseudo-matches behind the starting m of each comparison
  uint32_t max_iterations = 50;
  double tolerance = 1e-5;  ///< largest change of any m that counts as converged
};

struct TrainReport {
  bool trained = false;  ///< false: the starting values stay
  std::string why_not;   ///< when not trained, or refused
  uint32_t iterations = 0;
  bool converged = false;
  uint64_t num_patterns = 0, num_pairs = 0;
  double expected_matches = 0;  ///< among the training pairs
  double household_share =
      0;  ///< of its matches at one surname and address, those with conflicting given name and birth date
  uint64_t deterministic_links = 0;  ///< pairs that person-specific exact rules join
};

/// log2 odds that a random pair of so many records matches, from their number alone.
double prior_of_size(uint64_t num_records);
/// The comparisons that the data can feed, with starting values and the prior that the number of records gives.
Model starting_model(const RecordSet& records, const Comparables& comparables, bool across_sources_only);

/// u of every level from seeded random pairs and value frequencies. Repeats count once, here and in train_m.
Status estimate_u(const TrainOptions& options, const RecordSet& records, const Repeats& repeats,
                  const Comparer& comparer, const Executor& executor, Model& model);

/// m by expectation maximisation over the level patterns of candidate pairs, rule by rule leaving out the comparisons
/// that the rule decides (Dempster, Laird and Rubin 1977; Winkler 1988). Sets the prior too. Refused when it has learnt
/// households: then m stays as it was. `pairs` have no bound.
Result<TrainReport> train_m(const TrainOptions& options, const PairStream& pairs, const Repeats& repeats,
                            const Comparer& comparer, const VetoRules& veto, const Executor& executor, Model& model);

}  // namespace sosie
