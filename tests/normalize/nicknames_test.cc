#include "matchers/normalize/nicknames.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sosie::matchers {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Nicknames, BelongTogether) {
  for (const auto& [a, b] : Pairs{
           {"bob", "robert"},
           {"bill", "william"},
           {"liz", "elizabeth"},
           {"peggy", "margaret"},
           {"jack", "john"},
           {"kate", "catherine"},
           {"ted", "theodore"},
           {"dick", "richard"},
           {"nico", "nicolas"},
           {"fred", "frederic"},
           {"babeth", "elisabeth"},
           {"manu", "emmanuel"},
           {"jojo", "joseph"},
           {"mado", "madeleine"},
           {"seb", "sebastien"},
           {"gege", "gerard"},
           {"flo", "florence"},
           {"flo", "florian"},
           {"steph", "stephanie"},
           {"steph", "stephane"},
           {"jp", "jean pierre"},
           {"j p", "jean pierre"},
           {"jp", "jean paul"},
           {"jc", "jean claude"},
           {"jmi", "jean michel ignace"},
           {"md", "marie dominique"},
           {"jeanmi", "jean michel"},
           {"maite", "marie therese"},
           {"fritz", "friedrich"},
           {"hans", "johannes"},
           {"sepp", "josef"},
           {"uschi", "ursula"},
           {"gretel", "margarete"},
           {"klaus", "nikolaus"},
           {"willi", "wilhelm"},
           {"jupp", "josef"},
           {"pepe", "jose"},
           {"paco", "francisco"},
           {"lola", "dolores"},
           {"nacho", "ignacio"},
           {"charo", "rosario"},
           {"quique", "enrique"},
           {"chema", "jose maria"},
           {"maribel", "maria isabel"},
           {"beppe", "giuseppe"},
           {"gigi", "luigi"},
           {"sandro", "alessandro"},
           {"pippo", "filippo"},
           {"enzo", "vincenzo"},
           {"nando", "ferdinando"},
           {"mathieu", "matthieu"},
           {"anne", "anne"},
       }) {
    EXPECT_TRUE(same_nickname_group(a, b)) << a << " " << b;
    EXPECT_TRUE(same_nickname_group(b, a)) << b << " " << a;
  }
}

TEST(Nicknames, OthersDoNot) {
  for (const auto& [a, b] : Pairs{{"jean", "pierre"},
                                  {"anne", "paul"},
                                  {"robert", "albert"},
                                  {"leo", "lea"},
                                  {"michel", "michele"},
                                  {"jp", "jean claude"},
                                  {"jp", "jean"},
                                  {"", "jean"},
                                  {"j", "jean"},
                                  {"unheardof", "jean"},
                                  {"p j", "jean pierre"}}) {
    EXPECT_FALSE(same_nickname_group(a, b)) << a << " " << b;
  }
}

TEST(UsualGender, OfCommonNames) {
  for (const char* name : {"anne", "marie", "michele", "lea", "florence", "clemence", "laurence", "sophie",
                           "marie therese", "anne cunegonde", "josephine", "gaelle"}) {
    EXPECT_EQ(usual_gender(name), NameGender::female) << name;
  }
  for (const char* name :
       {"jean", "michel", "leo", "pierre", "jean marie", "jean cunegonde", "mohamed", "loic", "hans"}) {
    EXPECT_EQ(usual_gender(name), NameGender::male) << name;
  }
  for (const char* name : {"claude", "camille", "dominique", "andrea", "alix", "unheardof", "", "j"}) {
    EXPECT_EQ(usual_gender(name), NameGender::unknown) << name;
  }
}

TEST(KnownGivenName, CoversBothGenders) {
  EXPECT_TRUE(is_known_given_name("camille"));
  EXPECT_TRUE(is_known_given_name("jean"));
  EXPECT_TRUE(is_known_given_name("anne"));
  EXPECT_FALSE(is_known_given_name("dupont"));
  EXPECT_FALSE(is_known_given_name(""));
}

}  // namespace
}  // namespace sosie::matchers
