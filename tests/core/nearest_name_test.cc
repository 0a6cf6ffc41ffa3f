#include "core/nearest_name.h"

#include <gtest/gtest.h>

#include <array>

namespace sosie {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"rejects", "memory", "pairs_per_record", "id"};

TEST(NearestName, CountsTheFourSlipsOfTyping) {
  EXPECT_EQ(typing_distance("rejects", "rejects"), 0u);
  EXPECT_EQ(typing_distance("reject", "rejects"), 1u);
  EXPECT_EQ(typing_distance("rejectss", "rejects"), 1u);
  EXPECT_EQ(typing_distance("rojects", "rejects"), 1u);
  EXPECT_EQ(typing_distance("rejcets", "rejects"), 1u);
  EXPECT_EQ(typing_distance("REJECTS", "rejects"), 0u);
  EXPECT_EQ(typing_distance("", "id"), 2u);
}

TEST(NearestName, IsSymmetric) {
  for (const std::string_view left : kNames) {
    for (const std::string_view right : kNames) EXPECT_EQ(typing_distance(left, right), typing_distance(right, left));
  }
}

TEST(NearestName, FindsWhatWasMeantAndNothingElse) {
  EXPECT_EQ(nearest_name("memroy", kNames), "memory");
  EXPECT_EQ(nearest_name("pair_per_record", kNames), "pairs_per_record");
  EXPECT_EQ(nearest_name("budget", kNames), "");
  EXPECT_EQ(suggestion("reject", kNames), "did you mean \"rejects\"?");
  EXPECT_EQ(suggestion("budget", kNames), "");
}

}  // namespace
}  // namespace sosie
