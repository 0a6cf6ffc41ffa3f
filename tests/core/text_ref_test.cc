#include "core/text_ref.h"

#include <gtest/gtest.h>

#include <string>

namespace sosie {
namespace {

TEST(TextRef, EmptyIsMissing) {
  EXPECT_TRUE(TextRef().missing());
  EXPECT_TRUE(TextRef("").missing());
  EXPECT_TRUE(TextRef(std::string_view()).missing());
  EXPECT_EQ(TextRef("").view(), "");
}

TEST(TextRef, ViewsTheSameBytes) {
  const std::string on_heap(300, 'x');
  const char on_stack[] = "stack";
  for (const std::string_view text :
       {std::string_view(on_heap), std::string_view(on_stack), std::string_view("static")}) {
    const TextRef ref(text);
    EXPECT_FALSE(ref.missing());
    EXPECT_EQ(static_cast<const void*>(ref.data()), static_cast<const void*>(text.data()));
    EXPECT_EQ(ref.view(), text);
  }
}

TEST(TextRef, HoldsUpToItsMaximum) {
  const std::string longest(TextRef::kMaxLength, 'x');
  EXPECT_EQ(TextRef(longest).view(), longest);
}

#ifndef NDEBUG
TEST(TextRefDeathTest, MoreThanItsMaximumIsOurMistake) {
  const std::string too_long(TextRef::kMaxLength + 1, 'x');
  EXPECT_DEATH(TextRef{too_long}, "65,535");
}
#endif

}  // namespace
}  // namespace sosie
