// A pattern is a row of a one-hot matrix over all levels of all comparisons. Its log odds are that row times the vector
// of level weights; the expected level counts of the matches are the transposed matrix times the posteriors. Both are
// sparse products.
#include "engine/expectation_maximisation.h"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <algorithm>
#include <cmath>

namespace sosie {
namespace {

constexpr size_t kLevels = 16;
constexpr double kSmallestShare = 1e-9;

using Matrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// The levels that count: filled, and not decided by the rule that found the pair.
Matrix one_hot(std::span<const EmPattern> patterns, size_t num_comparisons) {
  std::vector<Eigen::Triplet<double>> ones;
  for (size_t p = 0; p < patterns.size(); ++p) {
    for (size_t c = 0; c < num_comparisons; ++c) {
      const size_t level = patterns[p].gamma >> (4 * c) & 15;
      if (level == level::kMissing || (patterns[p].left_out >> c & 1) != 0) continue;
      ones.emplace_back(static_cast<int>(p), static_cast<int>(c * kLevels + level), 1.0);
    }
  }
  Matrix matrix(static_cast<Eigen::Index>(patterns.size()), static_cast<Eigen::Index>(num_comparisons * kLevels));
  matrix.setFromTriplets(ones.begin(), ones.end());
  return matrix;
}

Eigen::VectorXd log_weights(const Model& model) {
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(model.comparisons.size() * kLevels));
  for (size_t c = 0; c < model.comparisons.size(); ++c) {
    const std::vector<Level>& levels = model.comparisons[c].levels;
    for (size_t level = 1; level < levels.size(); ++level)
      weights[static_cast<Eigen::Index>(c * kLevels + level)] = std::log(levels[level].m / levels[level].u);
  }
  return weights;
}

bool is_year_level(const Comparison& comparison, size_t level) {
  return comparison.kind == ComparisonKind::birth_date && level >= level::birth::kOnlyYearElse;
}

/// New m of one comparison from expected counts, held by its start; the largest change.
double update(const Eigen::VectorXd& expected, size_t index, double strength, const Comparison& start,
              Comparison& comparison) {
  double largest_change = 0;
  for (const bool year : {false, true}) {
    double total = 0, start_total = 0;
    for (size_t level = 1; level < comparison.levels.size(); ++level) {
      if (is_year_level(comparison, level) != year) continue;
      total += expected[static_cast<Eigen::Index>(index * kLevels + level)];
      start_total += start.levels[level].m;
    }
    if (start_total == 0) continue;
    for (size_t level = 1; level < comparison.levels.size(); ++level) {
      if (is_year_level(comparison, level) != year) continue;
      const double held = strength * start.levels[level].m / start_total;
      const double m = (expected[static_cast<Eigen::Index>(index * kLevels + level)] + held) / (total + strength);
      largest_change = std::max(largest_change, std::abs(m - comparison.levels[level].m));
      comparison.levels[level].m = m;
    }
  }
  return largest_change;
}

/// Levels that start with more weight end with no less: a rare level with a few odd pairs must not outweigh a better
/// one.
void keep_monotone(const Comparison& start, Comparison& comparison) {
  const auto weight = [](const Level& level) { return std::log(level.m / level.u); };
  std::vector<size_t> order;
  for (size_t level = 1; level < start.levels.size(); ++level) order.push_back(level);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return weight(start.levels[a]) < weight(start.levels[b]); });
  for (size_t i = 1; i < order.size(); ++i) {
    Level& better = comparison.levels[order[i]];
    const Level& worse = comparison.levels[order[i - 1]];
    better.m = std::max(better.m, std::min(1.0, better.u * worse.m / worse.u));
  }
}

}  // namespace

EmResult maximise_expectation(const Model& start, std::span<const EmPattern> patterns, size_t num_rules,
                              const EmOptions& options) {
  EmResult result;
  result.model = start;
  const size_t n = patterns.size();
  const Matrix levels = one_hot(patterns, start.comparisons.size());
  std::vector<double> share(num_rules, 0.2), total(num_rules, 0);
  for (const EmPattern& pattern : patterns) total[pattern.rule] += pattern.count;
  Eigen::VectorXd matches(static_cast<Eigen::Index>(n));
  result.match_probability.resize(n);
  for (; result.iterations < options.max_iterations && !result.converged; ++result.iterations) {
    const Eigen::VectorXd log_odds = levels * log_weights(result.model);
    std::vector<double> rule_matches(num_rules, 0);
    for (size_t p = 0; p < n; ++p) {
      const double prior = share[patterns[p].rule];
      const double odds = std::exp(log_odds[static_cast<Eigen::Index>(p)]) * prior / (1 - prior);
      result.match_probability[p] = odds / (1 + odds);
      matches[static_cast<Eigen::Index>(p)] = result.match_probability[p] * patterns[p].count;
      rule_matches[patterns[p].rule] += matches[static_cast<Eigen::Index>(p)];
    }
    const Eigen::VectorXd expected = levels.transpose() * matches;
    double largest_change = 0;
    for (size_t c = 0; c < start.comparisons.size(); ++c)
      largest_change = std::max(largest_change, update(expected, c, options.prior_strength, start.comparisons[c],
                                                       result.model.comparisons[c]));
    result.expected_matches = 0;
    for (size_t rule = 0; rule < num_rules; ++rule) {
      result.expected_matches += rule_matches[rule];
      if (total[rule] > 0)
        share[rule] = std::clamp(rule_matches[rule] / total[rule], kSmallestShare, 1 - kSmallestShare);
    }
    result.converged = largest_change < options.tolerance;
  }
  for (size_t c = 0; c < start.comparisons.size(); ++c)
    keep_monotone(start.comparisons[c], result.model.comparisons[c]);
  for (double& p : result.match_probability) p = std::isfinite(p) ? p : 1.0;
  return result;
}

}  // namespace sosie
