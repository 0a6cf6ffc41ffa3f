#include "core/arena.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/random.h"

namespace sosie {
namespace {

TEST(Arena, CopiesStayWhereTheyAre) {
  Arena arena(64);
  Random random(1);
  std::vector<std::string> wanted;
  std::vector<std::string_view> copies;
  for (int i = 0; i < 500; ++i) {
    wanted.emplace_back(random.below(100), static_cast<char>('a' + i % 26));
    copies.push_back(arena.copy(wanted.back()));
  }
  for (size_t i = 0; i < wanted.size(); ++i) ASSERT_EQ(copies[i], wanted[i]) << i;
}

TEST(Arena, GivesMoreThanABlockWhenAsked) {
  Arena arena(16);
  const std::string long_text(1000, 'x');
  EXPECT_EQ(arena.copy(long_text), long_text);
  EXPECT_GE(arena.bytes_reserved(), 1000u);
}

TEST(Arena, EmptyTextTakesNoRoom) {
  Arena arena;
  EXPECT_TRUE(arena.copy("").empty());
  EXPECT_EQ(arena.bytes_reserved(), 0u);
}

TEST(Arena, AdoptKeepsViewsOfBoth) {
  Arena mine(32), other(32);
  const auto a = mine.copy("left"), b = other.copy("right");
  mine.adopt(std::move(other));
  const auto c = mine.copy("more");
  EXPECT_EQ(a, "left");
  EXPECT_EQ(b, "right");
  EXPECT_EQ(c, "more");
  EXPECT_EQ(mine.bytes_reserved(), 64u);
}

// A default move would leave the old arena writing into the block that the new one owns.
TEST(Arena, TheOneMovedFromStartsAfresh) {
  Arena first(64);
  const auto kept = first.copy("kept");
  Arena second = std::move(first);
  const auto fresh = first.copy("oops");  // NOLINT(bugprone-use-after-move): that is the test
  const auto next = second.copy("next");
  EXPECT_EQ(kept, "kept");
  EXPECT_EQ(fresh, "oops");
  EXPECT_EQ(next, "next");
  EXPECT_EQ(first.bytes_reserved(), 64u);
}

}  // namespace
}  // namespace sosie
