// Which pairs of a block may reach a weight: an upper bound of every pair's sum of terms, from lanes of 32 bits alone.
// Most candidate pairs end here, so it is asked of many at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sosie::matchers {

/// Lanes of the rows of one block, lane by lane: that of row r stands at `data[lane * stride + r]`. Borrowed; `stride`
/// is at least the number of rows plus `kPadding`, and what lies beyond the rows may be anything.
struct LaneColumns {
  static constexpr size_t kPadding = 64;  ///< lanes of the widest vector there may be
  const uint32_t* data;
  size_t stride;
};

/// How a comparison whose first lanes differ tells values that may be near from those certainly far apart, by
/// `BoundedComparison::signs`.
enum class NearSign : uint8_t {
  none,         ///< it does not: all may be near
  email,        ///< email_signature
  phone,        ///< phone_signature
  address,      ///< house number, street, postcode, city, area, 0 where unknown: see `levels`
  given_name,   ///< name_signature; bits of nickname groups
  family_name,  ///< name_signature; sixteen bits of two sounds; not 0 where there is a name at birth too
  text,         ///< the words of a TextSignature
  edit,         ///< edit_signature
  birth_date,   ///< year; the first lane holds packed_digits of a day: see `levels`
};

/// The most that a comparison can add to a weight. Filled on both sides, its values are equal (first lanes equal and
/// not 0, or either side has several values), may be near, or are far apart.
struct BoundedComparison {
  uint32_t lane = 0;
  NearSign near_sign = NearSign::none;
  std::array<uint32_t, 5> signs{};  ///< lanes
  /// `near` is at least `far`, and that of a family name at least 0: names and texts count as near at first.
  int32_t equal = 0, near = 0, far = 0;
  /// By value of the first lane, the most that two such equal values add, where neither side has several; null:
  /// `equal`. Borrowed.
  const int32_t* equal_by_value = nullptr;
  /// Of values that are neither equal nor far. Birth dates: one slip, two equal parts, a year apart at most. Addresses:
  /// equal numbers in streets that may be the same or the same street in one postcode or city, else equal postcodes,
  /// else equal cities or areas. Addresses that have none of street, postcode and city on both sides add 0.
  std::array<int32_t, 3> levels{};
};

/// A bound and the weight it is held against. Weights in any unit, their sums within 32 bits. Plain data.
struct WeightBound {
  std::vector<BoundedComparison> comparisons;  ///< at most kMostComparisons
  uint32_t filled_lane = 0;                    ///< bit i: comparison i has a value
  uint32_t several_lane = 0;                   ///< bit i: comparison i has further values
  int32_t start = 0;                           ///< what every pair begins with
  int32_t least = 0;                           ///< to be reached

  // What the lanes of one comparison do not show. -1 where there is no such comparison.
  int birth_date = -1;  ///< not filled on both sides, but with two lanes of years that are not 0, it adds of `years`:
                        ///< equal, one apart, further apart
  uint32_t year_lane = 0;
  std::array<int32_t, 3> years{};
  int given_name = -1, family_name = -1;  ///< crossed, both filled: the pair reaches any weight. Far family names add
                                          ///< no less than 0 where given names and birth dates are equal
  int address = -1;  ///< adds no less than 0 where two days of update that are not 0 are kOldAddress days apart or more
  uint32_t updated_lane = 0;

  static constexpr size_t kMostComparisons = 32;
  static constexpr uint32_t kOldAddress = 730;  ///< days
};

/// The lanes that pairs_within_reach reads, ascending.
std::vector<uint32_t> lanes_of(const WeightBound& bound);

/// Of row `row` and each of the `n` rows behind it: bit k of `bits` says whether row + 1 + k may reach the weight.
/// Asked are the pairs whose bits are set; the others stay 0. `bits` are n bits in whole words; bits beyond n are 0,
/// before and after. Never false for a pair whose terms reach it. Thread-safe, the same on every target; see
/// matchers/reference/weight_bound.h for the definition.
void pairs_within_reach(const WeightBound& bound, const LaneColumns& columns, size_t row, size_t n, uint64_t* bits);

/// What the bound says of one pair of rows.
struct PairBound {
  bool may_reach = false;                                   ///< the same answer; the rest is filled in when true
  bool crossed = false;                                     ///< it reaches whatever the sum
  int32_t sum = 0;                                          ///< `start` and the most that each comparison adds
  std::array<int32_t, WeightBound::kMostComparisons> most;  ///< by comparison; 0 where it is not filled
};
void bound_pair(const WeightBound& bound, const uint32_t* a, const uint32_t* b, PairBound& out);

/// Of row `row` and each of the `n` rows behind it: bit k says whether one of the first `num_lanes` lanes is equal and
/// not 0. All are asked, whatever `bits` were; else as above.
void pairs_sharing_a_lane(const LaneColumns& columns, size_t num_lanes, size_t row, size_t n, uint64_t* bits);

}  // namespace sosie::matchers
