#include "matchers/phonetic/cologne.h"

#include <gtest/gtest.h>

#include "tests/phonetic/vectors.h"

namespace sosie::matchers {
namespace {

std::string code(std::string_view name) {
  std::string out = "left over";
  cologne(name, out);
  return out;
}

TEST(Cologne, CodesWhatIsPublished) {
  EXPECT_EQ(code("mullerludenscheidt"), "65752682");
  EXPECT_EQ(code("breschnew"), "17863");
  EXPECT_EQ(code("wikipedia"), "3412");
  EXPECT_EQ(code("meier"), code("mayr"));
  EXPECT_EQ(code("xaver"), "4837");
  EXPECT_EQ(code("hh"), "");
  EXPECT_EQ(code("o brien 3"), code("obrien"));
  EXPECT_EQ(code(""), "");
}

TEST(Cologne, AgreesWithTwoImplementations) {
  const auto vectors = sosie::testing::phonetic_vectors("cologne");
  ASSERT_GT(vectors.size(), 300u);
  for (const auto& [name, expected] : vectors) EXPECT_EQ(code(name), expected) << name;
}

}  // namespace
}  // namespace sosie::matchers
