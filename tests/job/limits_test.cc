#include "engine/job/limits.h"

#include <gtest/gtest.h>

namespace sosie {
namespace {

constexpr uint64_t kMachine = uint64_t{16} << 30;

TEST(Limits, RejectsAreAShareOrACount) {
  EXPECT_EQ(parse_reject_limit("1%")->allowed(1000), 10u);
  EXPECT_EQ(parse_reject_limit("0.5%")->allowed(199), 0u);
  EXPECT_EQ(parse_reject_limit("25")->allowed(1000), 25u);
  EXPECT_EQ(parse_reject_limit("0")->allowed(1000), 0u);
  for (const char* text : {"", "%", "-1", "101%", "1.5", "a few", "nan"})
    EXPECT_FALSE(parse_reject_limit(text).ok()) << text;
}

TEST(Limits, MemoryIsAShareOrASize) {
  EXPECT_EQ(*parse_memory_limit("50%", kMachine), kMachine / 2);
  EXPECT_EQ(*parse_memory_limit("8GB", kMachine), uint64_t{8} << 30);
  EXPECT_EQ(*parse_memory_limit("512 MiB", kMachine), uint64_t{512} << 20);
  EXPECT_EQ(*parse_memory_limit("2g", kMachine), uint64_t{2} << 30);
  EXPECT_EQ(*parse_memory_limit("3000000", kMachine), 3'000'000u);
  for (const char* text : {"", "0%", "120%", "8 bananas", "1000", "GB", "inf"})
    EXPECT_FALSE(parse_memory_limit(text, kMachine).ok()) << text;
}

TEST(Limits, NoMoreWorkersThanTheBudgetHasRoomFor) {
  constexpr uint64_t kMiB = uint64_t{1} << 20;
  EXPECT_EQ(worker_threads(64, 16384 * kMiB), 64u);
  EXPECT_EQ(worker_threads(64, 48 * kMiB), 4u);
  EXPECT_EQ(worker_threads(2, 48 * kMiB), 2u);
  EXPECT_EQ(worker_threads(64, kMiB), 1u);
  EXPECT_GE(worker_threads(0, 16384 * kMiB), 1u);
}

}  // namespace
}  // namespace sosie
