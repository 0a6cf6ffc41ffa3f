#include "engine/consent/codes.h"

#include <gtest/gtest.h>

namespace sosie::consent {
namespace {

CodeTable acts(const Codes& codes) { return act_codes(codes, "test").value(); }

TEST(Codes, ValuesAreTrimmedAndComparedWithoutCase) {
  const CodeTable table = acts({{"grant", {"Accepté"}}, {"deny", {"NON"}}});
  EXPECT_EQ(read_act(table, "  ACCEPTÉ\t"), Act::grant);
  EXPECT_EQ(read_act(table, "accepte\xcc\x81"), Act::grant);  // a combining accent
  EXPECT_EQ(read_act(table, "\xc2\xa0non"), Act::deny);       // a no-break blank
}

TEST(Codes, MissingNoAndUnreadableAreThreeThings) {
  const CodeTable table = acts({{"grant", {"O"}}, {"deny", {"N"}}});
  EXPECT_EQ(read_act(table, ""), std::nullopt);
  EXPECT_EQ(read_act(table, "  "), std::nullopt);
  EXPECT_EQ(read_act(table, "N"), Act::deny);
  EXPECT_EQ(read_act(table, "oui?"), Act::invalid);
  EXPECT_EQ(read_act(table, "\xff"), Act::invalid);
}

TEST(Codes, AnEmptyValueMayBeDeclared) {
  EXPECT_EQ(read_act(acts({{"deny", {""}}}), ""), Act::deny);
  EXPECT_EQ(read_act(acts({{"unknown", {""}}, {"deny", {"N"}}}), ""), std::nullopt);
}

TEST(Codes, OfTwoMeaningsTheStricterCounts) {
  EXPECT_EQ(read_act(acts({{"deny", {"x"}}, {"grant", {"X"}}}), "x"), Act::deny);
  EXPECT_EQ(read_act(acts({{"grant", {"x"}}, {"pending", {"x"}}}), "x"), Act::pending);
}

TEST(Codes, UnknownMeaningsAreErrors) {
  EXPECT_EQ(act_codes({{"allow", {"x"}}}, "here").status().code(), StatusCode::invalid_job);
  EXPECT_EQ(act_codes({{"invalid", {"x"}}}, "here").status().code(), StatusCode::invalid_job);
  EXPECT_EQ(channel_codes({{"fax", {"x"}}}, "here").status().code(), StatusCode::invalid_job);
  EXPECT_EQ(purpose_codes({{"soldes", {"x"}}}, PurposeTree(), "here").status().code(), StatusCode::invalid_job);
}

TEST(Codes, WithoutAListTheNamesAreTheValues) {
  const CodeTable channels = channel_codes({}, "test").value();
  EXPECT_EQ(channels.find("SMS"), channel_bit(Channel::sms));
  EXPECT_EQ(channels.find("fax"), std::nullopt);
  const PurposeTree tree;
  const CodeTable purposes = purpose_codes({}, tree, "test").value();
  EXPECT_EQ(purposes.find("newsletter"), tree.find("newsletter"));
  EXPECT_EQ(purposes.find(""), std::nullopt);
}

}  // namespace
}  // namespace sosie::consent
