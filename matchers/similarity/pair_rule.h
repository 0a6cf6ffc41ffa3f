// What a join asks of a pair: a bound for the bit-sliced filter, and the exact decision. Internal to this folder.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "matchers/similarity/value_slices.h"

namespace sosie::matchers {

/// A query and a value, as indices of their rows.
struct Candidate {
  uint32_t query = 0;
  uint32_t value = 0;
};

/// A negative measure: the pair does not qualify.
inline constexpr double kNoHit = -1.0;

/// Queries have 1 to as many symbols as values. Const use from many threads.
class PairRule {
 public:
  virtual ~PairRule() = default;
  virtual SliceReach reach(size_t query_length, size_t value_length) const = 0;
  virtual FirstBound first_bound() const = 0;
  virtual MissLimits limits(size_t query_length, size_t value_length) const = 0;
  /// measures[i] = the measure of candidates[i], or kNoHit.
  virtual void measure(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
                       double* measures) const = 0;
  /// The same for two texts as they are.
  virtual double measure(std::string_view a, std::string_view b) const = 0;
};

std::unique_ptr<const PairRule> jaro_winkler_rule(double level);
std::unique_ptr<const PairRule> levenshtein_rule(size_t most);

/// Levenshtein distance of two rows of codes, exact up to the cutoff, beyond it cutoff + 1.
void levenshtein_of_rows(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
                         size_t cutoff, double* measures);

}  // namespace sosie::matchers
