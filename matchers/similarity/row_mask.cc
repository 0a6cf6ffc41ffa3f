// Lane equality of two rows. A row of 16 lanes is one AVX-512 compare, two of AVX2, four of 128 bits.
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

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {

HWY_EXPORT(EqualLanes);

uint32_t equal_lanes(const uint32_t* a, const uint32_t* b, size_t lanes) {
  SOSIE_DCHECK(lanes == 8 || lanes == 16 || lanes == 24 || lanes == 32, "a row has 8, 16, 24 or 32 lanes");
  return HWY_DYNAMIC_DISPATCH(EqualLanes)(a, b, lanes);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
