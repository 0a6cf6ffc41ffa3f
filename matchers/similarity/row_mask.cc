// Lane equality of rows. A row of 16 lanes is one AVX-512 compare, two of AVX2, four of 128 bits; masks leave through
// one store each. The query row and its presence mask stay in registers over the whole block.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/row_mask.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/status.h"
#include "matchers/similarity/row_mask.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The bits of a mask of lanes, moved to their place in the row.
template <class D, class M>
HWY_INLINE uint32_t LaneBits(D d, M mask, size_t first_lane) {
  uint8_t bits[8];  // StoreMaskBits may write eight bytes
  hn::StoreMaskBits(d, mask, bits);
  uint32_t part = bits[0];
  if (hn::Lanes(d) > 8) part |= uint32_t{bits[1]} << 8;
  return part << first_lane;
}

template <class D, class V>
HWY_INLINE uint32_t EqualBits(D d, V row, const uint32_t* HWY_RESTRICT other, size_t first_lane) {
  return LaneBits(d, row == hn::LoadU(d, other + first_lane), first_lane);
}

HWY_INLINE uint32_t PresentLanes(const uint32_t* row, size_t lanes) {
  uint32_t bits = 0;
  for (size_t i = 0; i < lanes; ++i) bits |= static_cast<uint32_t>(row[i] != 0) << i;
  return bits;
}

// The vectors of the query row have names, because some targets allow no arrays of vectors, and one that loads them
// again for every row is bound by its loads. A vector that the row is too short for repeats the first and is never
// compared.
template <size_t kLanes>
HWY_INLINE void Block(const uint32_t* HWY_RESTRICT row, const uint32_t* HWY_RESTRICT rows, size_t num_rows,
                      uint32_t* HWY_RESTRICT masks) {
  const hn::CappedTag<uint32_t, kLanes % 16 == 0 ? 16 : 8> d;
  const size_t n = hn::Lanes(d);
  const auto vector = [&](size_t i) HWY_ATTR { return hn::LoadU(d, row + (i * n < kLanes ? i * n : 0)); };
  const auto v0 = vector(0), v1 = vector(1), v2 = vector(2), v3 = vector(3);
  const auto v4 = vector(4), v5 = vector(5), v6 = vector(6), v7 = vector(7);
  const uint32_t present = PresentLanes(row, kLanes);
  for (size_t r = 0; r < num_rows; ++r, rows += kLanes) {
    uint32_t bits = EqualBits(d, v0, rows, 0);
    if (n < kLanes) bits |= EqualBits(d, v1, rows, n);
    if (2 * n < kLanes) bits |= EqualBits(d, v2, rows, 2 * n);
    if (3 * n < kLanes) bits |= EqualBits(d, v3, rows, 3 * n);
    if (4 * n < kLanes) bits |= EqualBits(d, v4, rows, 4 * n);
    if (5 * n < kLanes) bits |= EqualBits(d, v5, rows, 5 * n);
    if (6 * n < kLanes) bits |= EqualBits(d, v6, rows, 6 * n);
    if (7 * n < kLanes) bits |= EqualBits(d, v7, rows, 7 * n);
    for (size_t i = 8; i * n < kLanes; ++i) bits |= EqualBits(d, vector(i), rows, i * n);  // one-lane targets
    masks[r] = bits & present;
  }
}

template <size_t kLanes>
HWY_INLINE uint32_t Pair(const uint32_t* a, const uint32_t* b) {
  const hn::CappedTag<uint32_t, kLanes % 16 == 0 ? 16 : 8> d;
  uint32_t bits = 0;
  for (size_t i = 0; i < kLanes; i += hn::Lanes(d)) {
    const auto left = hn::LoadU(d, a + i);
    bits |= LaneBits(d, hn::AndNot(left == hn::Zero(d), left == hn::LoadU(d, b + i)), i);
  }
  return bits;
}

uint32_t EqualLanes(const uint32_t* a, const uint32_t* b, size_t lanes) {
  switch (lanes) {
    case 8: return Pair<8>(a, b);
    case 16: return Pair<16>(a, b);
    case 24: return Pair<24>(a, b);
    default: return Pair<32>(a, b);
  }
}

void EqualLanesBlock(const uint32_t* row, const uint32_t* rows, size_t num_rows, size_t lanes, uint32_t* masks) {
  switch (lanes) {
    case 8: return Block<8>(row, rows, num_rows, masks);
    case 16: return Block<16>(row, rows, num_rows, masks);
    case 24: return Block<24>(row, rows, num_rows, masks);
    default: return Block<32>(row, rows, num_rows, masks);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {

HWY_EXPORT(EqualLanes);
HWY_EXPORT(EqualLanesBlock);

void equal_lanes_block(const uint32_t* row, const uint32_t* rows, size_t num_rows, size_t lanes, uint32_t* masks) {
  SOSIE_DCHECK(lanes == 8 || lanes == 16 || lanes == 24 || lanes == 32, "a row has 8, 16, 24 or 32 lanes");
  HWY_DYNAMIC_DISPATCH(EqualLanesBlock)(row, rows, num_rows, lanes, masks);
}

uint32_t equal_lanes(const uint32_t* a, const uint32_t* b, size_t lanes) {
  SOSIE_DCHECK(lanes == 8 || lanes == 16 || lanes == 24 || lanes == 32, "a row has 8, 16, 24 or 32 lanes");
  return HWY_DYNAMIC_DISPATCH(EqualLanes)(a, b, lanes);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
