// Levenshtein as a rule of joins. With d the difference of the lengths, an alignment within k edits leaves at most
// k - d symbols of the shorter text without an equal partner, and partners stand at most (k - d) / 2 places further to
// the left and (k + d) / 2 further to the right: whoever inserts d symbols more than he deletes has only the rest of
// his edits to shift with.
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/pair_rule.h"

namespace sosie::matchers {
namespace {

class LevenshteinRule final : public PairRule {
 public:
  explicit LevenshteinRule(size_t most) : most_(most) {}

  SliceReach reach(size_t query_length, size_t value_length) const override {
    const size_t difference = value_length - query_length;
    return {(most_ - difference) / 2, (most_ + difference) / 2};
  }

  FirstBound first_bound() const override { return FirstBound::reach; }

  MissLimits limits(size_t query_length, size_t value_length) const override {
    const size_t difference = value_length - query_length;
    MissLimits limits;
    limits.fill(difference > most_ ? -1 : static_cast<int>(std::min(most_ - difference, query_length)));
    return limits;
  }

  void measure(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
               double* measures) const override {
    levenshtein_of_rows(queries, values, candidates, most_, measures);
  }

  double measure(std::string_view a, std::string_view b) const override {
    const size_t distance = levenshtein_distance(a, b, most_);
    return distance <= most_ ? static_cast<double>(distance) : kNoHit;
  }

 private:
  size_t most_;
};

}  // namespace

std::unique_ptr<const PairRule> levenshtein_rule(size_t most) { return std::make_unique<LevenshteinRule>(most); }

}  // namespace sosie::matchers
