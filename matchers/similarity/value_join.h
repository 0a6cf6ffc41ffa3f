// All pairs of a column's distinct values that are alike: the dictionary join.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "matchers/similarity/coded_values.h"

namespace sosie::matchers {

/// Two values that are alike, as indices of CodedValues::values(), left < right.
struct JoinHit {
  uint32_t left = 0;
  uint32_t right = 0;
  double measure = 0.0;  ///< Jaro-Winkler similarity, or Levenshtein distance

  friend bool operator==(const JoinHit&, const JoinHit&) = default;
};

/// Takes hits as they are found, some thousand at a time; the span lives until return.
using HitSink = std::function<void(std::span<const JoinHit>)>;

class PairRule;

/// A join is cut into independent parts: run them in any order, from as many threads as wanted, each with its own sink.
/// All parts together deliver each pair of values that qualifies exactly once, with the very measure that
/// jaro_winkler_similarity or levenshtein_distance gives; in which part and order depends on the SIMD target.
///
/// A value is compared bit-sliced with as many others at once as a vector has bits, by a bound that only drops pairs
/// which cannot qualify; the exact kernel decides on the rest. Loose values (CodedValues::loose) are compared one by
/// one. Time falls with a stricter rule: it is made for Jaro-Winkler from 0.8 and distances up to 3.
///
/// Keeps a reference to the values. Const use is thread-safe; the SIMD target must not change while a join lives.
class ValueJoin {
 public:
  /// Pairs with jaro_winkler_similarity >= level; level in (0, 1].
  static ValueJoin jaro_winkler(const CodedValues& values, double level);
  /// Pairs with levenshtein_distance <= most.
  static ValueJoin levenshtein(const CodedValues& values, size_t most);

  ValueJoin(ValueJoin&&) noexcept;
  ~ValueJoin();

  size_t num_parts() const { return parts_.size(); }
  void run_part(size_t part, const HitSink& sink) const;
  /// All parts, one after the other.
  void run(const HitSink& sink) const;

 private:
  /// Rows [first, first + size) of the run of a length; length 0: the loose values.
  struct Part {
    size_t length = 0;
    size_t first = 0;
    size_t size = 0;
  };
  ValueJoin(const CodedValues& values, std::unique_ptr<const PairRule> rule);
  void join_rows(const Part& part, const HitSink& sink) const;
  void join_loose(const HitSink& sink) const;

  const CodedValues* values_;
  std::unique_ptr<const PairRule> rule_;
  std::vector<Part> parts_;
};

}  // namespace sosie::matchers
