#include "matchers/phonetic/daitch_mokotoff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/phonetic/vectors.h"

namespace sosie::matchers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> codes(std::string_view name) {
  std::vector<std::string> out{"left over"};
  daitch_mokotoff(name, out);
  return out;
}

TEST(DaitchMokotoff, CodesWhatIsPublished) {
  EXPECT_THAT(codes("moskowitz"), ElementsAre("645740"));
  EXPECT_THAT(codes("lipshitz"), ElementsAre("874400"));
  EXPECT_THAT(codes("ceniow"), UnorderedElementsAre("467000", "567000"));
  EXPECT_THAT(codes("peters"), UnorderedElementsAre("739400", "734000"));
  EXPECT_THAT(codes("auerbach"), UnorderedElementsAre("097500", "097400"));
  EXPECT_THAT(codes("manheim"), ElementsAre("665600"));
  EXPECT_THAT(codes("lewinsky"), ElementsAre("876450"));
}

TEST(DaitchMokotoff, SkipsWhatIsNotALetter) {
  EXPECT_THAT(codes("van 2 - dam"), ElementsAre(codes("vandam").front()));
  EXPECT_THAT(codes("12 王"), IsEmpty());
  EXPECT_LE(codes(std::string(2'000, 'c')).size(), kMostDaitchMokotoffCodes);
}

TEST(DaitchMokotoff, AgreesWithTwoImplementations) {
  const auto vectors = sosie::testing::phonetic_vectors("daitch_mokotoff");
  ASSERT_GT(vectors.size(), 300u);
  for (const auto& [name, expected] : vectors) {
    std::vector<std::string> found = codes(name);
    std::sort(found.begin(), found.end());
    std::string joined;
    for (const std::string& code : found) joined += (joined.empty() ? "" : ",") + code;
    EXPECT_EQ(joined, expected) << name;
  }
}

}  // namespace
}  // namespace sosie::matchers
