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

TEST(RowMask, EveryTargetEqualsTheDefinition) {
  samples::on_every_target([](const std::string& target) {
    Random random(31);
    for (const size_t num_lanes : {8, 16, 24, 32}) {
      for (int i = 0; i < 500; ++i) {
        const std::vector<uint32_t> a = lanes(random, num_lanes + 1), b = lanes(random, num_lanes + 1);
        const size_t shift = random.below(2);  // any alignment
        const uint32_t wanted = reference::equal_lanes(a.data() + shift, b.data() + shift, num_lanes);
        ASSERT_EQ(equal_lanes(a.data() + shift, b.data() + shift, num_lanes), wanted) << target;
        ASSERT_EQ(equal_lanes(b.data() + shift, a.data() + shift, num_lanes), wanted) << target;
      }
    }
  });
}

}  // namespace
}  // namespace sosie::matchers
