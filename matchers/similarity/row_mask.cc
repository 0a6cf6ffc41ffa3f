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

// The vectors of one row, held by name: arrays of vectors are not portable.
template <size_t kLanes>
struct RowCompare {
  static constexpr size_t kPart = kLanes % 16 == 0 ? 16 : 8;
  using D = hn::CappedTag<uint32_t, kPart>;

  // Bits of one row; `present` is all ones unless the query row misses lanes.
  static HWY_INLINE uint32_t Bits(const uint32_t* HWY_RESTRICT a, const uint32_t* HWY_RESTRICT b) {
    const D d;
    const size_t step = hn::Lanes(d);
    uint32_t bits = 0;
    for (size_t i = 0; i < kLanes; i += step) {
      uint64_t part = 0;
      hn::StoreMaskBits(d, hn::LoadU(d, a + i) == hn::LoadU(d, b + i), reinterpret_cast<uint8_t*>(&part));
      bits |= static_cast<uint32_t>(part) << i;
    }
    return bits;
  }
};

HWY_INLINE uint32_t PresentLanes(const uint32_t* row, size_t lanes) {
  uint32_t bits = 0;
  for (size_t i = 0; i < lanes; ++i) bits |= static_cast<uint32_t>(row[i] != 0) << i;
  return bits;
}

template <size_t kLanes>
HWY_INLINE void Block(const uint32_t* HWY_RESTRICT row, const uint32_t* HWY_RESTRICT rows, size_t num_rows,
                      uint32_t* HWY_RESTRICT masks) {
  const uint32_t present = PresentLanes(row, kLanes);
  for (size_t r = 0; r < num_rows; ++r) masks[r] = RowCompare<kLanes>::Bits(row, rows + r * kLanes) & present;
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

HWY_EXPORT(EqualLanesBlock);

void equal_lanes_block(const uint32_t* row, const uint32_t* rows, size_t num_rows, size_t lanes, uint32_t* masks) {
  SOSIE_DCHECK(lanes == 8 || lanes == 16 || lanes == 24 || lanes == 32, "a row has 8, 16, 24 or 32 lanes");
  HWY_DYNAMIC_DISPATCH(EqualLanesBlock)(row, rows, num_rows, lanes, masks);
}

uint32_t equal_lanes(const uint32_t* a, const uint32_t* b, size_t lanes) {
  uint32_t mask = 0;
  equal_lanes_block(a, b, 1, lanes, &mask);
  return mask;
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
