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
  any_equal,    ///< one of three lanes is equal and not 0
  given_name,   ///< name_signature; bits of nickname groups
  family_name,  ///< name_signature; sixteen bits of two sounds; not 0 where there is a name at birth too
  text,         ///< the words of a TextSignature
  edit,         ///< edit_signature
};

/// The most that a comparison can add to a weight. Filled on both sides, its values are equal (first lanes equal and
/// not 0, or either side has several values), may be near, or are far apart.
struct BoundedComparison {
  uint32_t lane = 0;
  NearSign near_sign = NearSign::none;
  std::array<uint32_t, 3> signs{};  ///< lanes
  int32_t equal = 0, near = 0, far = 0;
};

/// A bound and the weight it is held against. Weights in any unit, their sums within 32 bits. Plain data.
struct WeightBound {
  std::vector<BoundedComparison> comparisons;  ///< at most 32
  uint32_t filled_lane = 0;                    ///< bit i: comparison i has a value
  uint32_t several_lane = 0;                   ///< bit i: comparison i has further values
  int32_t start = 0;                           ///< what every pair begins with
  int32_t least = 0;                           ///< to be reached

  // Two outcomes that no comparison's lanes show. -1 where there is no such comparison.
  int birth_date = -1;  ///< not filled on both sides, but with two lanes of years that are not 0, it adds `years`
  uint32_t year_lane = 0;
  int32_t years = 0;
  int given_name = -1, family_name = -1;  ///< crossed, both filled: the pair reaches any weight
};

/// The lanes that pairs_within_reach reads, ascending.
std::vector<uint32_t> lanes_of(const WeightBound& bound);

/// Of row `row` and each of the `n` rows behind it: bit k of `bits` says whether row + 1 + k may reach the weight.
/// `bits` has room for n bits in whole words; bits beyond n are 0. Never false for a pair whose terms reach it.
/// Thread-safe, the same on every target; see matchers/reference/weight_bound.h for the definition.
void pairs_within_reach(const WeightBound& bound, const LaneColumns& columns, size_t row, size_t n, uint64_t* bits);

/// Of row `row` and each of the `n` rows behind it: bit k says whether one of the first `num_lanes` lanes is equal and
/// not 0. As above.
void pairs_sharing_a_lane(const LaneColumns& columns, size_t num_lanes, size_t row, size_t n, uint64_t* bits);

}  // namespace sosie::matchers
