#include "core/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace sosie {
namespace {

class ExecutorThreads : public ::testing::TestWithParam<unsigned> {
 protected:
  Executor executor_{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Counts, ExecutorThreads, ::testing::Values(1u, 2u, 8u), ::testing::PrintToStringParamName());

TEST_P(ExecutorThreads, RunsEveryTaskOnce) {
  for (const size_t n : {0, 1, 2, 1000}) {
    std::vector<std::atomic<int>> runs(n);
    ASSERT_TRUE(executor_.for_each(n, [&](size_t i) { return ++runs[i], Status(); }).ok());
    for (size_t i = 0; i < n; ++i) ASSERT_EQ(runs[i], 1) << i;
  }
}

TEST_P(ExecutorThreads, RangesCoverAllAndDependOnGrainOnly) {
  std::vector<std::pair<size_t, size_t>> ranges(4);
  ASSERT_TRUE(executor_
                  .for_ranges(10, 3,
                              [&](size_t begin, size_t end) {
                                ranges[begin / 3] = {begin, end};
                                return Status();
                              })
                  .ok());
  const std::vector<std::pair<size_t, size_t>> wanted = {{0, 3}, {3, 6}, {6, 9}, {9, 10}};
  EXPECT_EQ(ranges, wanted);
  EXPECT_TRUE(executor_.for_ranges(0, 3, [](size_t, size_t) { return Status::internal("no range"); }).ok());
}

TEST_P(ExecutorThreads, TheSmallestFailingIndexWins) {
  for (int repetition = 0; repetition < 20; ++repetition) {
    const Status status = executor_.for_each(
        500, [](size_t i) { return i % 7 == 6 ? Status::invalid_data("task " + std::to_string(i)) : Status(); });
    ASSERT_EQ(status.code(), StatusCode::invalid_data);
    ASSERT_EQ(status.message(), "task 6");
  }
}

TEST_P(ExecutorThreads, TasksBelowAFailureStillRun) {
  std::vector<std::atomic<int>> runs(300);
  const Status status = executor_.for_each(300, [&](size_t i) {
    ++runs[i];
    return i >= 200 ? Status::internal("late") : Status();
  });
  EXPECT_FALSE(status.ok());
  for (size_t i = 0; i <= 200; ++i) ASSERT_EQ(runs[i], 1) << i;
}

TEST_P(ExecutorThreads, ExceptionsBecomeStatuses) {
  EXPECT_EQ(executor_.for_each(3, [](size_t) -> Status { throw std::bad_alloc(); }).code(),
            StatusCode::budget_exceeded);
  const Status status = executor_.for_each(3, [](size_t) -> Status { throw std::runtime_error("words"); });
  EXPECT_EQ(status.code(), StatusCode::internal);
  EXPECT_NE(status.message().find("words"), std::string::npos);
  EXPECT_EQ(executor_.for_each(3, [](size_t) -> Status { throw 7; }).code(), StatusCode::internal);
}

TEST_P(ExecutorThreads, LoopsInsideTasks) {
  std::vector<std::vector<size_t>> cells(20, std::vector<size_t>(50));
  ASSERT_TRUE(executor_
                  .for_each(20,
                            [&](size_t row) {
                              return executor_.for_each(50, [&, row](size_t column) {
                                return cells[row][column] = row * 50 + column, Status();
                              });
                            })
                  .ok());
  for (size_t i = 0; i < 1000; ++i) ASSERT_EQ(cells[i / 50][i % 50], i);
}

TEST(Executor, AThreadCountOfZeroMeansTheMachines) { EXPECT_GE(Executor(0).num_threads(), 1u); }

}  // namespace
}  // namespace sosie
