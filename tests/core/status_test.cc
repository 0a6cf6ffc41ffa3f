#include "core/status.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace sosie {
namespace {

TEST(Status, SaysOkOrPlaceMessageAndHint) {
  EXPECT_EQ(Status().to_string(), "OK");
  EXPECT_EQ(Status::invalid_data("expected 12 fields, found 11").to_string(), "expected 12 fields, found 11");
  EXPECT_EQ(Status::invalid_data("expected 12 fields, found 11")
                .at({.path = "customers.csv", .line = 48211, .column = 7})
                .hint("pad_short_rows reads the missing ones as null")
                .to_string(),
            "customers.csv:48211:7: expected 12 fields, found 11 (pad_short_rows reads the missing ones as null)");
  EXPECT_EQ(Status::io_error("no room").at({.path = "out"}).to_string(), "out: no room");
}

TEST(Status, TheInnermostPlaceAndHintStay) {
  const Status status =
      Status::invalid_data("bad").at({.path = "inner", .line = 3}).at({.path = "outer"}).hint("a").hint("b");
  EXPECT_EQ(status.location().path, "inner");
  EXPECT_EQ(status.location().line, 3u);
  EXPECT_EQ(status.hint(), "a");
}

TEST(Status, ExitCodesAreThoseOfTheCommand) {
  EXPECT_EQ(exit_code(Status()), 0);
  EXPECT_EQ(exit_code(Status::internal("x")), 1);
  EXPECT_EQ(exit_code(Status::invalid_argument("x")), 2);
  EXPECT_EQ(exit_code(Status::invalid_job("x")), 2);
  EXPECT_EQ(exit_code(Status::invalid_data("x")), 3);
  EXPECT_EQ(exit_code(Status::io_error("x")), 4);
  EXPECT_EQ(exit_code(Status::budget_exceeded("x")), 5);
  EXPECT_EQ(exit_code(Status::gate_failed("x")), 6);
  EXPECT_EQ(exit_code(Status::cancelled("x")), 130);
}

Result<std::unique_ptr<int>> half(int n) {
  if (n % 2 != 0) return Status::invalid_argument("odd");
  return std::make_unique<int>(n / 2);
}

Result<int> quarter(int n) {
  SOSIE_ASSIGN_OR_RETURN(const auto once, half(n));
  SOSIE_ASSIGN_OR_RETURN(auto twice, half(*once));
  return *twice;
}

Status require_quarter(int n) {
  SOSIE_RETURN_IF_ERROR(quarter(n).status());
  return {};
}

TEST(Result, HoldsAValueThatOnlyMoves) {
  auto result = half(8);
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result.status().ok());
  const std::unique_ptr<int> value = std::move(result).value();
  EXPECT_EQ(*value, 4);
}

TEST(Result, MacrosReturnTheFirstError) {
  EXPECT_EQ(quarter(8).value(), 2);
  EXPECT_EQ(quarter(6).status().message(), "odd");
  EXPECT_TRUE(require_quarter(4).ok());
  EXPECT_EQ(require_quarter(3).code(), StatusCode::invalid_argument);
}

// `return Status();` where a value was due would otherwise be an error that every caller takes for success.
TEST(Result, NeitherValueNorErrorIsAnError) {
  const Result<int> result = Status();
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.status().code(), StatusCode::internal);
}

TEST(StatusDeathTest, AFailedCheckSaysItsWords) {
  EXPECT_DEATH(SOSIE_CHECK(1 > 2, "one is more than two"), "one is more than two");
}

}  // namespace
}  // namespace sosie
