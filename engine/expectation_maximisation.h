// m probabilities from counted level patterns.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model.h"

namespace sosie {

/// Pairs that show the same levels and were found by the same rule.
struct EmPattern {
  uint64_t gamma = 0;     ///< four bits per comparison, as in DecidedPair
  uint32_t left_out = 0;  ///< comparisons that the rule decides, as bits: they tell nothing here
  uint32_t rule = 0;
  double count = 0;
};

struct EmOptions {
  double prior_strength = 200;  ///< pseudo-matches that hold each comparison at its starting m
  uint32_t max_iterations = 50;
  double tolerance = 1e-5;  ///< largest change of an m that counts as converged
};

struct EmResult {
  Model model;                            ///< with the new m; u and prior as given
  std::vector<double> match_probability;  ///< by pattern
  uint32_t iterations = 0;
  bool converged = false;
  double expected_matches = 0;
};

/// Expectation maximisation with fixed u, one share of matches per rule, and m kept monotone where levels are ordered.
/// Sums run in pattern order, so the result is the same everywhere. Patterns may come in any fixed order.
EmResult maximise_expectation(const Model& start, std::span<const EmPattern> patterns, size_t num_rules,
                              const EmOptions& options);

}  // namespace sosie
