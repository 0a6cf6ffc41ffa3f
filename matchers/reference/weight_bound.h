// The plain definition of matchers/similarity/weight_bound.h, pair by pair.
#pragma once

#include <algorithm>

#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/name_signature.h"
#include "matchers/similarity/text_signature.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie::matchers::reference {

inline bool may_be_near(const BoundedComparison& comparison, const uint32_t* a, const uint32_t* b) {
  const auto& [first, second, third] = comparison.signs;
  const auto equal = [&](uint32_t lane) { return a[lane] != 0 && a[lane] == b[lane]; };
  switch (comparison.near_sign) {
    case NearSign::none: return true;
    case NearSign::email: return emails_may_be_near(a[first], b[first]);
    case NearSign::phone: return phones_may_be_near(a[first], b[first]);
    case NearSign::any_equal: return equal(first) || equal(second) || equal(third);
    case NearSign::given_name: return given_names_may_be_near(a[first], b[first], a[second], b[second]);
    case NearSign::family_name:
      return (a[third] | b[third]) != 0 || family_names_may_be_near(a[first], b[first], a[second], b[second]);
    case NearSign::text: return texts_may_be_alike({a[first], a[second], a[third]}, {b[first], b[second], b[third]});
    case NearSign::edit: return texts_may_be_one_edit_apart(a[first], b[first]);
  }
  return true;
}

/// `a` and `b` are rows of lanes.
inline bool is_within_reach(const WeightBound& bound, const uint32_t* a, const uint32_t* b) {
  const uint32_t filled = a[bound.filled_lane] & b[bound.filled_lane];
  const uint32_t several = a[bound.several_lane] | b[bound.several_lane];
  int32_t reach = bound.start;
  for (size_t i = 0; i < bound.comparisons.size(); ++i) {
    const BoundedComparison& comparison = bound.comparisons[i];
    if ((filled >> i & 1) == 0) continue;
    const bool equal = a[comparison.lane] != 0 && a[comparison.lane] == b[comparison.lane];
    if (equal || (several >> i & 1) != 0) reach += comparison.equal;
    else reach += may_be_near(comparison, a, b) ? comparison.near : comparison.far;
  }
  const bool only_years = bound.birth_date >= 0 && (filled >> bound.birth_date & 1) == 0 && a[bound.year_lane] != 0 &&
                          b[bound.year_lane] != 0;
  if (only_years) reach += bound.years;
  if (bound.given_name >= 0 && bound.family_name >= 0 &&
      (filled >> bound.given_name & filled >> bound.family_name & 1) != 0) {
    const uint32_t given = bound.comparisons[static_cast<size_t>(bound.given_name)].lane;
    const uint32_t family = bound.comparisons[static_cast<size_t>(bound.family_name)].lane;
    if (a[given] == b[family] && b[given] == a[family]) return true;
  }
  return reach >= bound.least;
}

}  // namespace sosie::matchers::reference
