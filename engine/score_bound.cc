#include "engine/score_bound.h"

#include <algorithm>

namespace sosie {
namespace {

using Extra = RecordRows::Extra;
using matchers::BoundedComparison;
using matchers::NearSign;

/// Bounds one comparison after the other.
class BoundBuilder {
 public:
  BoundBuilder(const Model& model, const RecordRows& rows, std::span<const std::array<Weight, 16>> weights,
               std::span<const std::vector<Weight>> by_frequency)
      : model_(model), rows_(rows), weights_(weights), by_frequency_(by_frequency) {}

  matchers::WeightBound build() {
    bound_.filled_lane = static_cast<uint32_t>(rows_.lanes() - 1);
    bound_.several_lane = static_cast<uint32_t>(rows_.lanes() - 2);
    bound_.year_lane = lane(Extra::kBirthYear);
    bound_.updated_lane = lane(Extra::kUpdatedDay);
    for (size_t i = 0; i < model_.comparisons.size(); ++i) {
      bound_.comparisons.push_back(weights_of(i));
      set_signs(i, bound_.comparisons.back());
    }
    return std::move(bound_);
  }

 private:
  uint32_t lane(Extra extra) const { return static_cast<uint32_t>(rows_.lane(extra)); }

  /// The most that equal, near and far values weigh, missing and crossed ones aside.
  BoundedComparison weights_of(size_t comparison) const {
    const Comparison& definition = model_.comparisons[comparison];
    const std::array<Weight, 16>& weights = weights_[comparison];
    const bool is_birth = definition.kind == ComparisonKind::birth_date;
    const size_t top = is_birth ? level::birth::kEqual : definition.levels.size() - 1;
    const size_t crossed = definition.kind == ComparisonKind::given_name    ? level::given::kCrossed
                           : definition.kind == ComparisonKind::family_name ? level::family::kCrossed
                                                                            : 0;
    BoundedComparison bounded;
    bounded.lane = static_cast<uint32_t>(comparison);
    bounded.near = bounded.far = weights[level::kElse];
    for (size_t level = level::kElse; level < top; ++level) {
      if (level != crossed) bounded.near = std::max(bounded.near, weights[level]);
    }
    const std::vector<Weight>& frequent = by_frequency_[comparison];
    const Weight most = frequent.empty() ? weights[top] : *std::max_element(frequent.begin(), frequent.end());
    bounded.equal = std::max(bounded.near, most);
    if (!frequent.empty()) bounded.equal_by_value = frequent.data();
    return bounded;
  }

  void set_signs(size_t comparison, BoundedComparison& bounded) {
    const auto index = static_cast<int>(comparison);
    const std::array<Weight, 16>& weights = weights_[comparison];
    const auto value_lane = static_cast<uint32_t>(rows_.value_lane(comparison));
    const auto tell = [&](NearSign sign, std::array<uint32_t, 5> lanes) {
      bounded.near_sign = sign;
      bounded.signs = lanes;
    };
    switch (model_.comparisons[comparison].kind) {
      case ComparisonKind::given_name:
        bound_.given_name = index;
        return tell(NearSign::given_name, {lane(Extra::kGivenSignature), lane(Extra::kNicknames)});
      case ComparisonKind::family_name:
        bound_.family_name = index;
        bounded.near = std::max(0, bounded.near);  // a changed name may be excused, and far ones count as near at first
        return tell(NearSign::family_name,
                    {lane(Extra::kFamilySignature), lane(Extra::kFamilySound), lane(Extra::kHasBirthName)});
      case ComparisonKind::birth_date:
        bound_.birth_date = index;
        bound_.years = {weights[level::birth::kOnlyYearEqual], weights[level::birth::kOnlyYearClose],
                        weights[level::birth::kOnlyYearElse]};
        bounded.levels = {weights[level::birth::kSlip], weights[level::birth::kTwoParts],
                          weights[level::birth::kYearClose]};
        return tell(NearSign::birth_date, {lane(Extra::kBirthYear)});
      case ComparisonKind::address:
        set_address(index, weights, bounded);
        return tell(NearSign::address, {lane(Extra::kHouseNumber), lane(Extra::kStreet), lane(Extra::kPostcode),
                                        lane(Extra::kCity), lane(Extra::kArea)});
      case ComparisonKind::email: return tell(NearSign::email, {lane(Extra::kEmailSignature)});
      case ComparisonKind::mobile: return tell(NearSign::phone, {lane(Extra::kMobileSignature)});
      case ComparisonKind::landline: return tell(NearSign::phone, {lane(Extra::kLandlineSignature)});
      case ComparisonKind::identifier: return tell(NearSign::edit, {value_lane});
      case ComparisonKind::text: return tell(NearSign::text, {value_lane, value_lane + 1, value_lane + 2});
    }
  }

  /// Equal numbers do not make one street, and equal lines in two places are no more than one street: whoever fails at
  /// one level falls to those below.
  void set_address(int index, const std::array<Weight, 16>& weights, BoundedComparison& bounded) {
    bound_.address = index;
    const Weight area = weights[level::address::kArea], postcode = weights[level::address::kPostcode];
    const Weight below = std::max({Weight{0}, weights[level::kElse], area, postcode});
    bounded.levels = {std::max(below, weights[level::address::kNumberStreet]), postcode, area};
    bounded.equal = std::max(bounded.equal, bounded.levels[0]);
  }

  const Model& model_;
  const RecordRows& rows_;
  const std::span<const std::array<Weight, 16>> weights_;
  const std::span<const std::vector<Weight>> by_frequency_;
  matchers::WeightBound bound_;
};

}  // namespace

matchers::WeightBound weight_bound(const Model& model, const RecordRows& rows,
                                   std::span<const std::array<Weight, 16>> weights,
                                   std::span<const std::vector<Weight>> by_frequency) {
  return BoundBuilder(model, rows, weights, by_frequency).build();
}

}  // namespace sosie
