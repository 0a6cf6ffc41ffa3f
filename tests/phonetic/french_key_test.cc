#include "matchers/phonetic/french_key.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/random.h"

namespace sosie::matchers {
namespace {

std::string key(std::string_view name) {
  std::string out = "left over";
  french_key(name, out);
  return out;
}

TEST(FrenchKey, WritesSounds) {
  const std::vector<std::pair<std::string_view, std::string_view>> vectors = {{"dupont", "DUP3"},
                                                                              {"martin", "MART2"},
                                                                              {"gauthier", "GOTIE"},
                                                                              {"lefebvre", "LEFEVR"},
                                                                              {"renault", "RENO"},
                                                                              {"dubois", "DUBWA"},
                                                                              {"leroux", "LERW"},
                                                                              {"leblanc", "LEBL1"},
                                                                              {"philippe", "FILIP"},
                                                                              {"jacques", "JAK"},
                                                                              {"georges", "JORJ"},
                                                                              {"guillaume", "GIOM"},
                                                                              {"henri", "1RI"},
                                                                              {"jeanne", "JEAN"},
                                                                              {"catherine", "KATERIN"},
                                                                              {"rousseau", "RWSO"},
                                                                              {"isabelle", "IZABEL"},
                                                                              {"christophe", "KRISTOF"},
                                                                              {"roger", "ROJE"},
                                                                              {"adrien", "ADRI2"},
                                                                              {"bourg", "BWR"},
                                                                              {"ernest", "ERNEST"},
                                                                              {"quentin", "K1T2"},
                                                                              {"xavier", "KSAVIE"},
                                                                              {"h", "H"}};
  for (const auto& [name, expected] : vectors) EXPECT_EQ(key(name), expected) << name;
}

TEST(FrenchKey, NamesThatSoundAlikeShareIt) {
  const std::vector<std::vector<std::string_view>> groups = {
      {"dupont", "dupond", "duppont"},
      {"gauthier", "gautier", "gaultier"},
      {"lefebvre", "lefevre", "lefebvres"},
      {"renault", "renaud", "renaut", "renaux", "reneau"},
      {"thomas", "tomas", "toma"},
      {"durand", "durant", "durrand"},
      {"mathieu", "matthieu"},
      {"philippe", "filip", "phillip", "philip"},
      {"henri", "henry"},
      {"michel", "michelle", "michele"},
      {"laurent", "laurant", "lorent"},
      {"bouvet", "bouvey", "bouvez", "bouvai"},
      {"martin", "martain", "martein"},
      {"de la tour", "delatour"},
  };
  for (const auto& group : groups) {
    for (const std::string_view name : group) EXPECT_EQ(key(name), key(group[0])) << name << " / " << group[0];
  }
}

TEST(FrenchKey, KeepsDifferentNamesApart) {
  const std::vector<std::string_view> names = {"martin", "bernard", "thomas",  "petit", "robert", "richard",  "durand",
                                               "dubois", "moreau",  "laurent", "simon", "michel", "lefebvre", "leroy"};
  for (const std::string_view a : names) {
    for (const std::string_view b : names) EXPECT_EQ(key(a) == key(b), a == b) << a << " / " << b;
  }
}

TEST(FrenchKey, HasAKeyExactlyWhereThereIsALetter) {
  EXPECT_EQ(key(""), "");
  EXPECT_EQ(key("12 王"), "");
  Random random(71);
  for (int i = 0; i < 20000; ++i) {
    std::string name(1 + random.below(12), ' ');
    for (char& c : name) c = static_cast<char>('a' + random.below(26));
    ASSERT_NE(key(name), "") << name;
  }
  EXPECT_NE(key(std::string(100'000, 'e')), "");
}

}  // namespace
}  // namespace sosie::matchers
