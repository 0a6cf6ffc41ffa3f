#include "matchers/phonetic/fonem.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/phonetic/vectors.h"

namespace sosie::matchers {
namespace {

using Vectors = std::vector<std::pair<std::string_view, std::string_view>>;

std::string code(std::string_view name) {
  std::string out = "left over";
  fonem(name, out);
  return out;
}

TEST(Fonem, CodesWhatIsPublished) {
  const Vectors vectors = {{"marchand", "MARCHEN"}, {"beaulieu", "BOLIEU"},    {"beaumont", "BOMON"},
                           {"legrand", "LEGREN"},   {"pelletier", "PELETIER"}, {"saint pierre", "ST-PIERE"},
                           {"gagnon", "GAGNON"},    {"macdonald", "MACDONAL"}, {"tremblay", "TRENBLE"}};
  for (const auto& [name, expected] : vectors) EXPECT_EQ(code(name), expected) << name;
}

TEST(Fonem, AgreesWithTwoImplementations) {
  const auto vectors = sosie::testing::phonetic_vectors("fonem");
  ASSERT_GT(vectors.size(), 400u);
  for (const auto& [name, expected] : vectors) EXPECT_EQ(code(name), expected) << name;
}

// Where the two differ; fonem.cc says why.
TEST(Fonem, ChoosesOneReadingWhereImplementationsDiffer) {
  const Vectors vectors = {
      {"alvarez", "ALVARES"},    {"zeller", "ZELER"},          {"champ", "CHAMP"}, {"iman", "IMAN"},
      {"logan", "LOGAN"},        {"maccari", "MAKARI"},        {"sinet", "ST-ET"}, {"llorca", "LORCA"},
      {"scandella", "SCENDELA"}, {"guimberteau", "GUIMBERTO"}, {"hay", "AI"}};
  for (const auto& [name, expected] : vectors) EXPECT_EQ(code(name), expected) << name;
}

TEST(Fonem, SkipsWhatIsNotALetter) {
  EXPECT_EQ(code("saint-pierre 2"), code("saintpierre"));
  EXPECT_EQ(code(""), "");
  EXPECT_EQ(code("42 王"), "");
  EXPECT_EQ(code(std::string(100'000, 'a')), "A");
}

}  // namespace
}  // namespace sosie::matchers
