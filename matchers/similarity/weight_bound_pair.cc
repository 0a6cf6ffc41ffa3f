// The bound of one pair, and which lanes it reads; that of a block is in weight_bound.cc.
#include <algorithm>

#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/dates.h"
#include "matchers/similarity/name_signature.h"
#include "matchers/similarity/text_signature.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie::matchers {
namespace {

size_t num_signs(NearSign sign) {
  switch (sign) {
    case NearSign::none: return 0;
    case NearSign::email:
    case NearSign::phone:
    case NearSign::edit:
    case NearSign::birth_date: return 1;
    case NearSign::given_name: return 2;
    case NearSign::family_name:
    case NearSign::text: return 3;
    case NearSign::address: return 5;
  }
  return 0;
}

uint32_t distance(uint32_t a, uint32_t b) { return std::max(a, b) - std::min(a, b); }

/// Two rows, and what of them are asked again and again.
class RowPair {
 public:
  RowPair(const WeightBound& bound, const uint32_t* a, const uint32_t* b)
      : bound_(bound),
        a_(a),
        b_(b),
        filled_(a[bound.filled_lane] & b[bound.filled_lane]),
        several_(a[bound.several_lane] | b[bound.several_lane]) {}

  bool is_filled(size_t i) const { return (filled_ >> i & 1) != 0; }
  bool is_several(size_t i) const { return (several_ >> i & 1) != 0; }
  bool equal(uint32_t lane) const { return a_[lane] != 0 && a_[lane] == b_[lane]; }
  bool crossed() const {
    if (bound_.given_name < 0 || bound_.family_name < 0) return false;
    const auto i = static_cast<size_t>(bound_.given_name), j = static_cast<size_t>(bound_.family_name);
    const uint32_t given = bound_.comparisons[i].lane, family = bound_.comparisons[j].lane;
    return is_filled(i) && is_filled(j) && a_[given] == b_[family] && b_[given] == a_[family];
  }
  /// Names and texts that differ count as near.
  int32_t most(size_t i) const {
    const BoundedComparison& comparison = bound_.comparisons[i];
    if (is_several(i)) return comparison.equal;
    if (equal(comparison.lane))
      return comparison.equal_by_value == nullptr ? comparison.equal : comparison.equal_by_value[a_[comparison.lane]];
    switch (comparison.near_sign) {
      case NearSign::birth_date: return date(comparison);
      case NearSign::address:
        return static_cast<int>(i) == bound_.address && is_old() ? std::max(0, address(comparison))
                                                                 : address(comparison);
      default: return is_near(comparison) ? comparison.near : far(i);
    }
  }
  /// Whether what counts as near in most() is certainly far.
  bool is_far_after_all(size_t i) const {
    const BoundedComparison& comparison = bound_.comparisons[i];
    if (is_several(i) || equal(comparison.lane)) return false;
    const uint32_t first = comparison.signs[0], second = comparison.signs[1], third = comparison.signs[2];
    switch (comparison.near_sign) {
      case NearSign::given_name: return !given_names_may_be_near(a_[first], b_[first], a_[second], b_[second]);
      case NearSign::family_name:
        return (a_[third] | b_[third]) == 0 && !family_names_may_be_near(a_[first], b_[first], a_[second], b_[second]);
      case NearSign::text:
        return !texts_may_be_alike({a_[first], a_[second], a_[third]}, {b_[first], b_[second], b_[third]});
      default: return false;
    }
  }
  int32_t far(size_t i) const {
    const int32_t far = bound_.comparisons[i].far;
    const bool may_be_excused =
        static_cast<int>(i) == bound_.family_name && bound_.given_name >= 0 && bound_.birth_date >= 0 && far < 0;
    const auto lane = [&](int name) { return bound_.comparisons[static_cast<size_t>(name)].lane; };
    return may_be_excused && equal(lane(bound_.given_name)) && equal(lane(bound_.birth_date)) ? 0 : far;
  }
  int32_t only_years() const {
    if (bound_.birth_date < 0 || is_filled(static_cast<size_t>(bound_.birth_date))) return 0;
    const uint32_t x = a_[bound_.year_lane], y = b_[bound_.year_lane];
    if (x == 0 || y == 0) return 0;
    return bound_.years[std::min(distance(x, y), 2u)];
  }

 private:
  bool is_near(const BoundedComparison& comparison) const {
    const uint32_t sign = comparison.signs[0];
    switch (comparison.near_sign) {
      case NearSign::email: return emails_may_be_near(a_[sign], b_[sign]);
      case NearSign::phone: return phones_may_be_near(a_[sign], b_[sign]);
      case NearSign::edit: return texts_may_be_one_edit_apart(a_[sign], b_[sign]);
      default: return true;
    }
  }
  int32_t date(const BoundedComparison& comparison) const {
    const auto& [slip, two_parts, year_close] = comparison.levels;
    const uint32_t x = a_[comparison.lane], y = b_[comparison.lane], years = comparison.signs[0];
    if (packed_day_month_swapped(x, y) || differing_nibbles(x, y) == 1) return slip;
    if (packed_equal_parts(x, y) == 2) return two_parts;
    return distance(a_[years], b_[years]) <= 1 ? year_close : comparison.far;
  }
  int32_t address(const BoundedComparison& comparison) const {
    const auto& [street_level, postcode_level, area_level] = comparison.levels;
    const auto& [number, street, postcode, city, area] = comparison.signs;
    const auto both = [&](uint32_t lane) { return a_[lane] != 0 && b_[lane] != 0; };
    const bool same_place = equal(postcode) || equal(city);
    if ((equal(number) && both(street)) || (equal(street) && same_place)) return street_level;
    if (equal(postcode)) return postcode_level;
    if (equal(city) || equal(area)) return area_level;
    return both(street) || both(postcode) || both(city) ? comparison.far : 0;
  }
  bool is_old() const {
    const uint32_t x = a_[bound_.updated_lane], y = b_[bound_.updated_lane];
    return x != 0 && y != 0 && distance(x, y) >= WeightBound::kOldAddress;
  }

  const WeightBound& bound_;
  const uint32_t *a_, *b_;
  uint32_t filled_, several_;
};

}  // namespace

void bound_pair(const WeightBound& bound, const uint32_t* a, const uint32_t* b, PairBound& out) {
  const RowPair pair(bound, a, b);
  const size_t n = bound.comparisons.size();
  out.crossed = pair.crossed();
  int32_t sum = bound.start + pair.only_years();
  for (size_t i = 0; i < n; ++i) {
    out.most[i] = pair.is_filled(i) ? pair.most(i) : 0;
    sum += out.most[i];
  }
  if (bound.birth_date >= 0) out.most[static_cast<size_t>(bound.birth_date)] += pair.only_years();
  out.may_reach = out.crossed || sum >= bound.least;
  if (!out.may_reach) return;
  for (size_t i = 0; i < n; ++i) {
    if (!pair.is_filled(i) || !pair.is_far_after_all(i)) continue;
    sum += pair.far(i) - out.most[i];
    out.most[i] = pair.far(i);
  }
  out.sum = sum;
  out.may_reach = out.crossed || sum >= bound.least;
}

std::vector<uint32_t> lanes_of(const WeightBound& bound) {
  std::vector<uint32_t> lanes = {bound.filled_lane, bound.several_lane};
  for (const BoundedComparison& comparison : bound.comparisons) {
    lanes.push_back(comparison.lane);
    const auto signs = comparison.signs.begin();
    lanes.insert(lanes.end(), signs, signs + num_signs(comparison.near_sign));
  }
  if (bound.birth_date >= 0) lanes.push_back(bound.year_lane);
  if (bound.address >= 0) lanes.push_back(bound.updated_lane);
  std::sort(lanes.begin(), lanes.end());
  lanes.erase(std::unique(lanes.begin(), lanes.end()), lanes.end());
  return lanes;
}

}  // namespace sosie::matchers
