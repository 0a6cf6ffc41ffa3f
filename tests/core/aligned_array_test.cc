#include "core/aligned_array.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

namespace sosie {
namespace {

TEST(AlignedArray, StartsOnACacheLineAndHoldsWhatIsWritten) {
  for (const size_t size : {size_t{1}, size_t{1000}, size_t{3} << 20}) {  // the last asks for huge pages
    AlignedArray<uint32_t> array(size);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(array.data()) % kCacheLine, 0u);
    array[0] = 1;
    array[size - 1] = 7;
    const AlignedArray<uint32_t> moved = std::move(array);
    EXPECT_EQ(moved[size - 1], 7u);
    EXPECT_EQ(moved.size(), size);
  }
}

TEST(AlignedArray, SaysWhenThereIsNoMemoryForSoMuch) {
  EXPECT_THROW(AlignedArray<uint64_t>(size_t{1} << 61), std::bad_alloc);  // 2^64 bytes
}

}  // namespace
}  // namespace sosie
