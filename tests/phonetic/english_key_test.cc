#include "matchers/phonetic/english_key.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/phonetic/vectors.h"

namespace sosie::matchers {
namespace {

std::string key(std::string_view name) {
  std::string out = "left over";
  nysiis(name, out);
  return out;
}

TEST(Nysiis, AgreesWithPublishedCodes) {
  const std::vector<std::pair<std::string_view, std::string_view>> vectors = {{"macintosh", "MCANT"},
                                                                              {"knuth", "NAT"},
                                                                              {"koehn", "CAN"},
                                                                              {"phillipson", "FALAPSAN"},
                                                                              {"pfeister", "FASTAR"},
                                                                              {"schoenhoeft", "SANAFT"},
                                                                              {"mckee", "MCY"},
                                                                              {"heitschmidt", "HATSNAD"},
                                                                              {"bart", "BAD"},
                                                                              {"hurd", "HAD"},
                                                                              {"hunt", "HAD"},
                                                                              {"westerlund", "WASTARLAD"},
                                                                              {"casstevens", "CASTAFAN"},
                                                                              {"vasquez", "VASG"},
                                                                              {"frazier", "FRASAR"},
                                                                              {"bowman", "BANAN"},
                                                                              {"mcknight", "MCNAGT"},
                                                                              {"rickert", "RACAD"},
                                                                              {"deutsch", "DAT"},
                                                                              {"westphal", "WASTFAL"},
                                                                              {"shriver", "SRAVAR"},
                                                                              {"kuhl", "CAL"},
                                                                              {"rawson", "RASAN"},
                                                                              {"jiles", "JAL"},
                                                                              {"carraway", "CARY"},
                                                                              {"yamada", "YANAD"},
                                                                              {"smith", "SNAT"},
                                                                              {"schmit", "SNAT"},
                                                                              {"brown", "BRAN"},
                                                                              {"brun", "BRAN"},
                                                                              {"kocher", "CACAR"},
                                                                              {"uhu", "UH"}};
  for (const auto& [name, expected] : vectors) EXPECT_EQ(key(name), expected) << name;
}

TEST(Nysiis, AgreesWithTwoImplementations) {
  const auto vectors = sosie::testing::phonetic_vectors("nysiis");
  ASSERT_GT(vectors.size(), 300u);
  for (const auto& [name, expected] : vectors) EXPECT_EQ(key(name), expected) << name;
}

TEST(Nysiis, SkipsWhatIsNotALetter) {
  EXPECT_EQ(key("mc kee 2"), key("mckee"));
  EXPECT_EQ(key(""), "");
  EXPECT_EQ(key("12 王"), "");
  EXPECT_EQ(key("a"), "A");
  EXPECT_EQ(key(std::string(100'000, 'b')), "B");
}

}  // namespace
}  // namespace sosie::matchers
