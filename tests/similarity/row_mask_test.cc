#include "matchers/similarity/row_mask.h"

#include <gtest/gtest.h>

#include <vector>

#include "matchers/reference/equal_lanes.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

// Values from a small range, so that equal, unequal and missing lanes all occur; some with the top bit set.
std::vector<uint32_t> lanes(Random& random, size_t size) {
  std::vector<uint32_t> values(size);
  for (uint32_t& value : values) value = static_cast<uint32_t>(random.below(4)) * 0x55555555u;
  return values;
}

TEST(RowMask, MissingLanesEqualNothing) {
  std::vector<uint32_t> a(8, 0);
  a[2] = 7;
  EXPECT_EQ(equal_lanes(a.data(), a.data(), 8), 1u << 2);
}

TEST(RowMask, EveryTargetEqualsTheDefinitionForEveryBlock) {
  samples::on_every_target([](const std::string& target) {
    Random random(31);
    for (const size_t num_lanes : {8, 16, 24, 32}) {
      for (size_t num_rows = 0; num_rows < 35; ++num_rows) {
        const std::vector<uint32_t> row = lanes(random, num_lanes + 1);
        const std::vector<uint32_t> rows = lanes(random, num_rows * num_lanes + 1);
        const size_t shift = random.below(2);  // any alignment
        std::vector<uint32_t> masks(num_rows + 1, 0xdeadbeef);
        equal_lanes_block(row.data() + shift, rows.data() + shift, num_rows, num_lanes, masks.data());
        for (size_t r = 0; r < num_rows; ++r) {
          const uint32_t* other = rows.data() + shift + r * num_lanes;
          ASSERT_EQ(masks[r], reference::equal_lanes(row.data() + shift, other, num_lanes)) << target << " row " << r;
          ASSERT_EQ(masks[r], equal_lanes(other, row.data() + shift, num_lanes)) << target;
        }
        ASSERT_EQ(masks[num_rows], 0xdeadbeef) << target;
      }
    }
  });
}

}  // namespace
}  // namespace sosie::matchers
