// The plain definition of matchers/similarity/weight_bound.h, pair by pair.
#pragma once

#include <algorithm>

#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/name_signature.h"
#include "matchers/similarity/text_signature.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie::matchers::reference {

/// Of two rows of lanes.
class PlainPair {
 public:
  PlainPair(const WeightBound& bound, const uint32_t* a, const uint32_t* b) : bound_(bound), a_(a), b_(b) {}

  bool equal(uint32_t lane) const { return a_[lane] != 0 && a_[lane] == b_[lane]; }
  bool both(uint32_t lane) const { return a_[lane] != 0 && b_[lane] != 0; }
  bool apart(uint32_t lane, uint32_t most) const {
    return a_[lane] > b_[lane] ? a_[lane] - b_[lane] > most : b_[lane] - a_[lane] > most;
  }

  bool may_be_near(const BoundedComparison& comparison) const {
    const uint32_t first = comparison.signs[0], second = comparison.signs[1], third = comparison.signs[2];
    switch (comparison.near_sign) {
      case NearSign::email: return emails_may_be_near(a_[first], b_[first]);
      case NearSign::phone: return phones_may_be_near(a_[first], b_[first]);
      case NearSign::given_name: return given_names_may_be_near(a_[first], b_[first], a_[second], b_[second]);
      case NearSign::family_name:
        return (a_[third] | b_[third]) != 0 || family_names_may_be_near(a_[first], b_[first], a_[second], b_[second]);
      case NearSign::text:
        return texts_may_be_alike({a_[first], a_[second], a_[third]}, {b_[first], b_[second], b_[third]});
      case NearSign::edit: return texts_may_be_one_edit_apart(a_[first], b_[first]);
      default: return true;
    }
  }

  /// Days as people read them.
  int32_t of_dates(const BoundedComparison& comparison) const {
    unsigned slips = 0, parts = 0;
    const auto part = [](uint32_t day, unsigned begin, unsigned bits) { return day >> begin & ((1u << bits) - 1); };
    const uint32_t x = a_[comparison.lane], y = b_[comparison.lane];
    for (unsigned digit = 0; digit < 8; ++digit) slips += part(x, 4 * digit, 4) != part(y, 4 * digit, 4);
    const bool year = part(x, 16, 16) == part(y, 16, 16);
    const uint32_t month_x = part(x, 8, 8), month_y = part(y, 8, 8), day_x = part(x, 0, 8), day_y = part(y, 0, 8);
    parts = unsigned{year} + unsigned{month_x == month_y} + unsigned{day_x == day_y};
    if (slips == 1 || (year && month_x == day_y && day_x == month_y)) return comparison.levels[0];
    if (parts == 2) return comparison.levels[1];
    return apart(comparison.signs[0], 1) ? comparison.far : comparison.levels[2];
  }

  int32_t of_addresses(const BoundedComparison& comparison) const {
    const auto& [number, street, postcode, city, area] = comparison.signs;
    const bool one_house = equal(number) && both(street);
    const bool one_street = equal(street) && (equal(postcode) || equal(city));
    if (one_house || one_street) return comparison.levels[0];
    if (equal(postcode)) return comparison.levels[1];
    if (equal(city) || equal(area)) return comparison.levels[2];
    return both(street) || both(postcode) || both(city) ? comparison.far : 0;
  }

  int32_t of_others(int i, const BoundedComparison& comparison) const {
    if (may_be_near(comparison)) return comparison.near;
    if (i != bound_.family_name || bound_.given_name < 0 || bound_.birth_date < 0) return comparison.far;
    const bool excused = equal(bound_.comparisons[static_cast<size_t>(bound_.given_name)].lane) &&
                         equal(bound_.comparisons[static_cast<size_t>(bound_.birth_date)].lane);
    return excused ? std::max(0, comparison.far) : comparison.far;
  }

  /// Of a comparison that both sides have a value for.
  int32_t most(int i) const {
    const BoundedComparison& comparison = bound_.comparisons[static_cast<size_t>(i)];
    if (((a_[bound_.several_lane] | b_[bound_.several_lane]) >> i & 1) != 0) return comparison.equal;
    if (equal(comparison.lane))
      return comparison.equal_by_value == nullptr ? comparison.equal : comparison.equal_by_value[a_[comparison.lane]];
    if (comparison.near_sign == NearSign::birth_date) return of_dates(comparison);
    if (comparison.near_sign != NearSign::address) return of_others(i, comparison);
    const bool old =
        i == bound_.address && both(bound_.updated_lane) && apart(bound_.updated_lane, WeightBound::kOldAddress - 1);
    return old ? std::max(0, of_addresses(comparison)) : of_addresses(comparison);
  }

 private:
  const WeightBound& bound_;
  const uint32_t *a_, *b_;
};

/// `a` and `b` are rows of lanes.
inline bool is_within_reach(const WeightBound& bound, const uint32_t* a, const uint32_t* b) {
  const PlainPair pair(bound, a, b);
  const uint32_t filled = a[bound.filled_lane] & b[bound.filled_lane];
  int32_t reach = bound.start;
  for (size_t i = 0; i < bound.comparisons.size(); ++i) {
    if ((filled >> i & 1) != 0) reach += pair.most(static_cast<int>(i));
  }
  const bool only_years = bound.birth_date >= 0 && (filled >> bound.birth_date & 1) == 0 && pair.both(bound.year_lane);
  if (only_years)
    reach += pair.equal(bound.year_lane) ? bound.years[0] : bound.years[pair.apart(bound.year_lane, 1) ? 2 : 1];
  if (bound.given_name >= 0 && bound.family_name >= 0 &&
      (filled >> bound.given_name & filled >> bound.family_name & 1) != 0) {
    const uint32_t given = bound.comparisons[static_cast<size_t>(bound.given_name)].lane;
    const uint32_t family = bound.comparisons[static_cast<size_t>(bound.family_name)].lane;
    if (a[given] == b[family] && b[given] == a[family]) return true;
  }
  return reach >= bound.least;
}

}  // namespace sosie::matchers::reference
