#include "matchers/similarity/value_join.h"

#include <algorithm>
#include <bit>

#include "matchers/similarity/pair_rule.h"

namespace sosie::matchers {
namespace {

// Queries per call of the filter: what they leave stays in the cache.
constexpr size_t kQueriesAtOnce = 256;

SliceRows rows_of(const CodedValues& values, size_t length, size_t first, size_t size) {
  return {values.row(length, first), values.bag(length, first), values.run(length).stride, size, length};
}

// Turns what the filter leaves into hits.
class HitFinder {
 public:
  HitFinder(const CodedValues& values, const PairRule& rule, const HitSink& sink)
      : values_(values), rule_(rule), sink_(sink) {}

  /// Lanes are rows from `first_value` on. With `triangular` a query meets only the rows behind it.
  struct Place {
    size_t first_query = 0;
    size_t first_value = 0;
    bool triangular = false;
  };
  void add(const SliceRows& queries, const SliceRows& values, std::span<const ValueSlices::Survivors> survivors,
           Place place) {
    candidates_.clear();
    for (const ValueSlices::Survivors& left : survivors) expand(left, place);
    measures_.resize(candidates_.size());
    rule_.measure(queries, values, candidates_, measures_.data());
    const size_t query_position = values_.run(queries.length).first + place.first_query;
    const size_t value_position = values_.run(values.length).first + place.first_value;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (measures_[i] < 0.0) continue;
      const uint32_t query = values_.value_at(query_position + candidates_[i].query);
      const uint32_t value = values_.value_at(value_position + candidates_[i].value);
      hits_.push_back({std::min(query, value), std::max(query, value), measures_[i]});
    }
    if (hits_.size() >= kHitsAtOnce) flush();
  }

  void flush() {
    if (!hits_.empty()) sink_(hits_);
    hits_.clear();
  }

 private:
  static constexpr size_t kHitsAtOnce = 4096;

  void expand(const ValueSlices::Survivors& left, Place place) {
    uint64_t lanes = left.lanes;
    if (place.triangular) {
      const size_t query = place.first_query + left.query;
      const size_t first = place.first_value + left.first_lane;
      if (query >= first + 63) return;
      if (query >= first) lanes &= ~uint64_t{0} << (query - first + 1);
    }
    for (; lanes != 0; lanes &= lanes - 1) {
      candidates_.push_back({left.query, left.first_lane + static_cast<uint32_t>(std::countr_zero(lanes))});
    }
  }

  const CodedValues& values_;
  const PairRule& rule_;
  const HitSink& sink_;
  std::vector<Candidate> candidates_;
  std::vector<double> measures_;
  std::vector<JoinHit> hits_;
};

}  // namespace

ValueJoin::ValueJoin(const CodedValues& values, std::unique_ptr<const PairRule> rule)
    : values_(&values), rule_(std::move(rule)) {
  const size_t lanes = num_slice_lanes();
  for (size_t length = 1; length <= CodedValues::kLongest; ++length) {
    const size_t size = values.run(length).size;
    for (size_t first = 0; first < size; first += lanes) {
      parts_.push_back({length, first, std::min(lanes, size - first)});
    }
  }
  if (!values.loose().empty()) parts_.push_back({});
}

ValueJoin::ValueJoin(ValueJoin&&) noexcept = default;
ValueJoin::~ValueJoin() = default;

ValueJoin ValueJoin::jaro_winkler(const CodedValues& values, double level) {
  return {values, jaro_winkler_rule(level)};
}
ValueJoin ValueJoin::levenshtein(const CodedValues& values, size_t most) { return {values, levenshtein_rule(most)}; }

void ValueJoin::run_part(size_t part, const HitSink& sink) const {
  if (parts_[part].length == 0) return join_loose(sink);
  join_rows(parts_[part], sink);
}

void ValueJoin::run(const HitSink& sink) const {
  for (size_t part = 0; part < parts_.size(); ++part) run_part(part, sink);
}

// Every query is at most as long as the values of the part.
void ValueJoin::join_rows(const Part& part, const HitSink& sink) const {
  const SliceRows values = rows_of(*values_, part.length, part.first, part.size);
  std::vector<ValueSlices::Survivors> survivors(kQueriesAtOnce * (num_slice_lanes() / 64) + num_slice_lanes() / 64);
  HitFinder finder(*values_, *rule_, sink);
  ValueSlices slices;
  SliceReach built{SIZE_MAX, SIZE_MAX};
  for (size_t length = 1; length <= part.length; ++length) {
    const MissLimits limits = rule_->limits(length, part.length);
    const bool triangular = length == part.length;
    const size_t num_queries = triangular ? part.first + part.size : values_->run(length).size;
    if (num_queries == 0 || limits[4] < 0) continue;
    const SliceReach reach = rule_->reach(length, part.length);
    if (reach != built) slices.build(values, reach, {values_->num_symbols(), values_->num_bag_symbols()});
    built = reach;
    for (size_t first = 0; first < num_queries; first += kQueriesAtOnce) {
      const SliceRows queries = rows_of(*values_, length, first, std::min(kQueriesAtOnce, num_queries - first));
      const size_t count = slices.filter(queries, limits, rule_->first_bound(), survivors.data());
      finder.add(queries, values, std::span(survivors).first(count), {first, part.first, triangular});
    }
  }
  finder.flush();
}

void ValueJoin::join_loose(const HitSink& sink) const {
  const std::span<const uint32_t> loose = values_->loose();
  std::vector<JoinHit> hits;
  for (const uint32_t value : loose) {
    for (uint32_t other = 0; other < values_->values().size(); ++other) {
      if (other >= value && std::ranges::binary_search(loose, other)) continue;  // met from the other side, or itself
      const double measure = rule_->measure(values_->values()[value], values_->values()[other]);
      if (measure >= 0.0) hits.push_back({std::min(value, other), std::max(value, other), measure});
    }
    if (!hits.empty()) sink(hits);
    hits.clear();
  }
}

}  // namespace sosie::matchers
