#include "apps/propose_consent.h"

#include <gtest/gtest.h>

namespace sosie::apps {
namespace {

std::string proposal(const std::string& column, const std::vector<std::string>& codes) {
  RecognizedFile file;
  file.columns = {{column, ColumnUse::consent, "", "", codes}};
  const std::string text = propose_consent(file);
  return text.substr(text.find('\n') + 1);
}

TEST(ProposeConsent, PlacesTheValuesOfTheColumn) {
  EXPECT_EQ(proposal("OptinEmail", {"N", "O"}),
            "[[source.consent]]\ncolumn = \"OptinEmail\"\nchannel = \"email\"\ncodes = { grant = [\"O\"], deny = "
            "[\"N\"], unknown = [\"\"] }\n");
}

TEST(ProposeConsent, AYesToAnOptOutIsANo) {
  EXPECT_NE(proposal("sms_optout", {"false", "true"}).find("grant = [\"false\"], deny = [\"true\"]"),
            std::string::npos);
  EXPECT_NE(proposal("do_not_call", {"0", "1"}).find("channel = \"voice\"\ncodes = { grant = [\"0\"], deny = [\"1\"]"),
            std::string::npos);
}

TEST(ProposeConsent, WhatIsUnclearIsLeftToPeople) {
  EXPECT_NE(proposal("consent", {"maybe", "yes"}).find("# place [\"maybe\"]: an undeclared value restricts"),
            std::string::npos);
  EXPECT_NE(proposal("consent", {}).find("# too many values"), std::string::npos);
}

TEST(ProposeConsent, NothingWithoutSuchColumns) { EXPECT_EQ(propose_consent({}), ""); }

}  // namespace
}  // namespace sosie::apps
