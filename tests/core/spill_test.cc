#include "core/spill.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <numeric>
#include <thread>
#include <vector>

#include "core/aligned_array.h"
#include "core/memory.h"

namespace sosie {
namespace {

constexpr uint64_t kBudget = uint64_t{1} << 40;  // never reached: spilling begins when a test asks for it

class Spill : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::path(::testing::TempDir()) / "sosie_spill_test";
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  std::string directory() const { return directory_.string(); }

 private:
  std::filesystem::path directory_;
};

TEST_F(Spill, NothingIsSpilledUnlessWatched) {
  EXPECT_FALSE(begin_spilling());
  EXPECT_EQ(spill_allocate(1 << 20), nullptr);
  const int local = 0;
  EXPECT_FALSE(is_spilled(&local));
  EXPECT_FALSE(is_spilled(nullptr));
  read_ahead(&local, sizeof local);
}

TEST_F(Spill, KeepsWhatIsWrittenWhenItsPagesLeave) {
  const SpillGuard guard(directory(), kBudget);
  ASSERT_TRUE(begin_spilling());
  constexpr size_t kCount = 8 << 20;
  auto* const numbers = static_cast<uint32_t*>(spill_allocate(kCount * sizeof(uint32_t)));
  ASSERT_NE(numbers, nullptr);
  EXPECT_TRUE(is_spilled(numbers));
  EXPECT_TRUE(is_spilled(numbers + kCount - 1));
  EXPECT_EQ(std::accumulate(numbers, numbers + kCount, uint64_t{0}), 0u) << "fresh pages are zero";
  std::iota(numbers, numbers + kCount, 1u);
  const uint64_t before = resident_bytes();
  drop_spilled_pages();
  EXPECT_LT(resident_bytes() + kCount * sizeof(uint32_t) / 2, before);
  read_ahead(numbers + 1, (kCount - 2) * sizeof(uint32_t));
  for (size_t i = 0; i < kCount; ++i) ASSERT_EQ(numbers[i], i + 1);
  spill_free(numbers);
  EXPECT_EQ(spilled_bytes(), 0u);
  EXPECT_GE(peak_spilled_bytes(), kCount * sizeof(uint32_t));
}

TEST_F(Spill, TheFileHasNoName) {
  const SpillGuard guard(directory(), kBudget);
  ASSERT_TRUE(begin_spilling());
  void* const data = spill_allocate(1 << 20);
  ASSERT_NE(data, nullptr);
  EXPECT_TRUE(std::filesystem::is_empty(directory()));
  spill_free(data);
}

TEST_F(Spill, ThreadsAllocateDropAndFreeAtOnce) {
  const SpillGuard guard(directory(), kBudget);
  ASSERT_TRUE(begin_spilling());
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&wrong, t] {
      for (size_t round = 0; round < 50; ++round) {
        const size_t bytes = kLargeAllocation * (1 + (round + t) % 7);
        auto* const data = static_cast<unsigned char*>(spill_allocate(bytes));
        if (data == nullptr) return void(++wrong[t]);
        std::memset(data, static_cast<int>(t + round), bytes);
        if (round % 5 == 0) drop_spilled_pages();
        for (size_t i = 0; i < bytes; i += 997) wrong[t] += data[i] != static_cast<unsigned char>(t + round);
        spill_free(data);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
  EXPECT_EQ(spilled_bytes(), 0u);
}

TEST_F(Spill, WhatIsReadAtRandomMayStay) {
  EXPECT_EQ(partition_bytes(), 0u) << "nothing is spilled yet: everything is in memory";
  const SpillGuard guard(directory(), kBudget);
  EXPECT_EQ(partition_bytes(), 0u);
  ASSERT_TRUE(begin_spilling());
  EXPECT_GT(partition_bytes(), kBudget / 8);
  EXPECT_LT(partition_bytes(), kBudget / 4);
  {
    const StayInMemory stay;
    const StayInMemory within;
    EXPECT_EQ(spill_allocate(1 << 20), nullptr);
    std::thread([] {
      void* const other = spill_allocate(1 << 20);
      EXPECT_NE(other, nullptr) << "another thread is not meant";
      spill_free(other);
    }).join();
  }
  {
    const StayInMemory stay(1 << 20);
    EXPECT_EQ(spill_allocate(1 << 20), nullptr);
  }
  const StayInMemory too_much(kBudget);
  void* const data = spill_allocate(1 << 20);
  ASSERT_NE(data, nullptr);
  spill_free(data);
}

TEST_F(Spill, WhoReadsALotMayKeepToTheBudgetItself) {
  constexpr size_t kBytes = 192 << 20, kSmall = 128 << 20;
  const SpillGuard guard(directory(), kSmall);
  ASSERT_TRUE(begin_spilling());
  auto* const data = static_cast<char*>(spill_allocate(kBytes));
  ASSERT_NE(data, nullptr);
  const uint64_t before = resident_bytes();
  uint64_t most = 0;
  for (size_t at = 0; at < kBytes; at += 4096) {
    data[at] = 1;
    if (at % (1 << 20) == 0) keep_to_budget();
    if (at % (1 << 20) == 0) most = std::max(most, resident_bytes());
  }
  EXPECT_LT(most, before + kSmall);
  for (size_t at = 0; at < kBytes; at += 4096) ASSERT_EQ(data[at], 1);
  spill_free(data);
}

TEST_F(Spill, BeginsWhenMostOfTheBudgetIsInUse) {
  constexpr uint64_t kSmall = 64 << 20;
  const SpillGuard guard(directory(), kSmall);
  EXPECT_FALSE(is_spilling());
  AlignedArray<char> first(kSmall);
  std::memset(first.data(), 1, first.size());
  EXPECT_FALSE(is_spilled(first.data()));
  for (int wait = 0; wait < 2000 && !is_spilling(); ++wait) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ASSERT_TRUE(is_spilling());
  const AlignedArray<char> second(1 << 20);
  EXPECT_TRUE(is_spilled(second.data()));
}

TEST_F(Spill, OneGuardWatchesAtATimeAndAnotherAfterIt) {
  {
    const SpillGuard guard(directory(), kBudget);
    const SpillGuard second(directory(), kBudget);
    EXPECT_TRUE(begin_spilling());
  }
  EXPECT_FALSE(is_spilling());
  const SpillGuard guard(directory(), kBudget);
  ASSERT_TRUE(begin_spilling());
  void* const data = spill_allocate(1 << 20);
  ASSERT_NE(data, nullptr);
  std::memset(data, 7, 1 << 20);
  spill_free(data);
}

TEST_F(Spill, MemoryThatOutlivesItsGuardStays) {
  void* data = nullptr;
  {
    const SpillGuard guard(directory(), kBudget);
    ASSERT_TRUE(begin_spilling());
    data = spill_allocate(1 << 20);
    ASSERT_NE(data, nullptr);
    std::memset(data, 7, 1 << 20);
  }
  const SpillGuard guard(directory(), kBudget);
  EXPECT_EQ(static_cast<char*>(data)[(1 << 20) - 1], 7);
  spill_free(data);
}

TEST_F(Spill, WithoutAFolderABudgetIsABudget) {
  const SpillGuard guard(directory() + "/nowhere", kBudget);
  EXPECT_FALSE(begin_spilling());
}

/// In a process of its own: addresses are reserved once, and the limit is there to stay.
TEST_F(Spill, ManagesWithTheAddressesThatALimitLeaves) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  constexpr uint64_t kGiB = uint64_t{1} << 30;
  const auto run = [&] {
    constexpr uint64_t kOwnBudget = 64 << 20;
    const uint64_t allowed = address_bytes() + kOwnBudget + 5 * kGiB / 2;
    const rlimit limit{allowed, allowed};
    if (setrlimit(RLIMIT_AS, &limit) != 0) return 10;
    const SpillGuard guard(directory(), kOwnBudget);
    if (!begin_spilling()) return 11;
    // Ten times what there are addresses for, in pieces of different sizes, two alive at a time.
    std::vector<unsigned char*> alive(2, nullptr);
    for (uint64_t i = 0; i < 60; ++i) {
      unsigned char*& mine = alive[i % 2];
      if (mine != nullptr && (mine[0] != static_cast<unsigned char>(i - 2) || mine[4096] != 0)) return 12;
      if (mine != nullptr) spill_free(mine);
      mine = static_cast<unsigned char*>(spill_allocate(kGiB / 8 * (1 + i % 3)));
      if (mine == nullptr) return 13;
      if (mine[0] != 0) return 14;
      mine[0] = static_cast<unsigned char>(i);
    }
    if (spill_allocate(2 * kGiB) != nullptr) return 15;
    for (unsigned char* mine : alive) spill_free(mine);
    return spilled_bytes() == 0 ? 0 : 16;
  };
  EXPECT_EXIT(std::_Exit(run()), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace sosie
