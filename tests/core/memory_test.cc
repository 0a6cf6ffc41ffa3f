#include "core/memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <utility>
#include <vector>

namespace sosie {
namespace {

using ::testing::HasSubstr;

constexpr uint64_t kMiB = 1 << 20;

TEST(MemoryAccountant, CountsWhatIsInUseAndThePeak) {
  MemoryAccountant accountant(10 * kMiB);
  {
    auto first = accountant.claim(4 * kMiB, "rows");
    auto second = accountant.claim(3 * kMiB, "keys");
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(accountant.in_use(), 7 * kMiB);
    EXPECT_EQ(first->bytes(), 4 * kMiB);
  }
  EXPECT_EQ(accountant.in_use(), 0u);
  EXPECT_EQ(accountant.peak(), 7 * kMiB);
}

TEST(MemoryAccountant, RefusesWithPurposeNeedAndRest) {
  MemoryAccountant accountant(10 * kMiB);
  const auto held = accountant.claim(8 * kMiB, "rows");
  const auto refused = accountant.claim(3 * kMiB, "the pairs");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), StatusCode::budget_exceeded);
  EXPECT_THAT(refused.status().message(), HasSubstr("the pairs needs 3.0 MiB, 2.0 MiB of"));
  EXPECT_THAT(refused.status().hint(), HasSubstr("--memory"));
  EXPECT_EQ(accountant.in_use(), 8 * kMiB);
  EXPECT_EQ(accountant.peak(), 8 * kMiB) << "a refusal is no use";
}

TEST(MemoryAccountant, TheWholeBudgetMayBeUsedAndNotAByteMore) {
  MemoryAccountant accountant(100);
  const auto all = accountant.claim(100, "all");
  EXPECT_TRUE(all.ok());
  EXPECT_FALSE(accountant.claim(1, "more").ok());
  EXPECT_TRUE(accountant.claim(0, "nothing").ok());
}

// Sizes computed from a damaged file can be near 2^64: they must not wrap around the budget.
TEST(MemoryAccountant, AbsurdSizesAreRefused) {
  MemoryAccountant accountant(100), unlimited;
  const auto held = accountant.claim(50, "rows");
  EXPECT_FALSE(accountant.claim(UINT64_MAX - 10, "absurd").ok());
  const auto also_held = unlimited.claim(50, "rows");
  EXPECT_FALSE(unlimited.claim(UINT64_MAX - 10, "absurd").ok());
  EXPECT_TRUE(unlimited.claim(1ULL << 50, "much").ok());
}

TEST(MemoryAccountant, GrowthOverTheBudgetIsRefused) {
  const MemoryAccountant unlimited, small(8 * kMiB);
  std::vector<char> much(64 * kMiB, 'x');
  EXPECT_TRUE(unlimited.check_growth("the stage block").ok());
  const Status refused = small.check_growth("the stage block");
  EXPECT_EQ(refused.code(), StatusCode::budget_exceeded) << much.back();
  EXPECT_THAT(refused.message(), HasSubstr("before the stage block, "));
  EXPECT_TRUE(MemoryAccountant(8 * kMiB).check_growth("the stage block").ok())
      << "what was there before is not its use";
}

TEST(MemoryClaim, MovesAndReleasesOnce) {
  MemoryAccountant accountant(100);
  auto result = accountant.claim(60, "rows");
  MemoryClaim first = std::move(result).value();
  MemoryClaim second = std::move(first);
  EXPECT_EQ(accountant.in_use(), 60u);
  second.release();
  second.release();
  EXPECT_EQ(accountant.in_use(), 0u);
  second = MemoryClaim();
  EXPECT_EQ(accountant.in_use(), 0u);
}

TEST(MemoryClaim, AssigningGivesTheOldBytesBack) {
  MemoryAccountant accountant(100);
  MemoryClaim claim = std::move(accountant.claim(60, "rows")).value();
  claim = std::move(accountant.claim(30, "fewer rows")).value();
  EXPECT_EQ(accountant.in_use(), 30u);
}

TEST(MemoryAccountant, HoldsUnderManyThreads) {
  MemoryAccountant accountant(1000);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        const auto claim = accountant.claim(250, "rows");
        EXPECT_TRUE(claim.ok()) << "four times 250 always fit";
      }
    });
  }
  threads.clear();
  EXPECT_EQ(accountant.in_use(), 0u);
  EXPECT_LE(accountant.peak(), 1000u);
}

TEST(Memory, TheMachineHasSome) {
  EXPECT_GT(peak_resident_bytes(), kMiB);
  EXPECT_GE(available_memory_bytes(), peak_resident_bytes());
}

}  // namespace
}  // namespace sosie
