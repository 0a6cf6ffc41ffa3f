#include "engine/consent/law.h"

#include <gtest/gtest.h>

#include "engine/consent/countries.h"

namespace sosie::consent {
namespace {

Law built_in(Date day) { return Law::on(day, read_law(kBuiltInLaw, "built-in").value(), PurposeTree()).value(); }

Rule rule(const Law& law, const char* country, Person person, Channel channel, const char* purpose = "marketing") {
  return law.demand(law.country(country), person, channel, *PurposeTree().find(purpose)).rule;
}

constexpr Date kLastDay = Date::of(2026, 8, 10), kFirstDay = Date::of(2026, 8, 11);

TEST(Law, FrenchConsumersMayBeCalledUntilTheTenthOfAugust2026) {
  EXPECT_EQ(rule(built_in(kLastDay), "FR", Person::consumer, Channel::voice), Rule::opt_out);
  EXPECT_EQ(rule(built_in(kFirstDay), "FR", Person::consumer, Channel::voice), Rule::opt_in);
  EXPECT_EQ(rule(built_in(kLastDay), "FR", Person::professional, Channel::voice), Rule::opt_in);
}

TEST(Law, FrenchConsumerRows) {
  const Law law = built_in(kLastDay);
  EXPECT_EQ(rule(law, "FR", Person::consumer, Channel::email), Rule::soft);
  EXPECT_EQ(rule(law, "FR", Person::consumer, Channel::sms), Rule::soft);
  EXPECT_EQ(rule(law, "FR", Person::consumer, Channel::post), Rule::opt_out);
  EXPECT_EQ(rule(law, "FR", Person::consumer, Channel::push), Rule::opt_in);
  EXPECT_EQ(rule(law, "FR", Person::professional, Channel::email), Rule::opt_in);
}

TEST(Law, EveryOtherCountryHasTheGeneralRows) {
  const Law law = built_in(kLastDay);
  for (const char* country : {"BE", "US", ""}) {
    for (const Channel channel : {Channel::email, Channel::sms, Channel::voice, Channel::push})
      EXPECT_EQ(rule(law, country, Person::consumer, channel), Rule::opt_in) << country;
    EXPECT_EQ(rule(law, country, Person::consumer, Channel::post), Rule::opt_out) << country;
  }
}

TEST(Law, PartnerOffersNeedAPermissionOnEveryChannel) {
  const Law law = built_in(kLastDay);
  for (const char* country : {"FR", "BE"}) {
    for (const Channel channel : kContactChannels)
      EXPECT_EQ(rule(law, country, Person::consumer, channel, "partner_offers"), Rule::opt_in) << country;
  }
}

TEST(Law, WhereNoRowSpeaksAPermissionIsNeeded) {
  const Law law = Law::on(kLastDay, {}, PurposeTree()).value();
  EXPECT_EQ(rule(law, "FR", Person::consumer, Channel::post), Rule::opt_in);
}

TEST(Law, ATableOfTheUsersOwnReadsDatesAndProof) {
  const auto rows = read_law(
      "[[row]]\ncountry = \"FR\"\nchannel = \"sms\"\nfrom = 2026-01-01\nto = \"2026-06-30\"\nrule = \"soft\"\nproof = "
      "true\n",
      "own.toml");
  ASSERT_TRUE(rows.ok()) << rows.status().to_string();
  const Law law = Law::on(Date::of(2026, 6, 30), *rows, PurposeTree()).value();
  const Demand demand = law.demand(law.country("FR"), Person::professional, Channel::sms, kMarketing);
  EXPECT_EQ(demand.rule, Rule::soft);
  EXPECT_TRUE(demand.needs_proof);
}

TEST(Law, MistakesNameTheirPlace) {
  const auto bad = [](const char* text) { return read_law(text, "own.toml").status().to_string(); };
  EXPECT_EQ(bad("[[row]]\nrule = \"opt-in\"\n"), "own.toml:1:1: law table: rule: expected opt_in, soft or opt_out");
  EXPECT_EQ(bad("[[row]]\nrule = \"soft\"\nland = \"FR\"\n"), "own.toml:3:8: law table: unknown key \"land\"");
  EXPECT_EQ(bad("[[row]]\nrule = \"soft\"\nto = \"2026-02-30\"\n"),
            "own.toml:3:6: law table: to: expected a day such as 2026-08-11");
}

TEST(Law, UnknownChannelsAreErrors) {
  LawRow row;
  row.channel = "fax";
  EXPECT_EQ(Law::on(kLastDay, {row}, PurposeTree()).status().code(), StatusCode::invalid_job);
}

TEST(Countries, CallingCodesAndCells) {
  EXPECT_EQ(country_of_calling_code(33), "FR");
  EXPECT_EQ(country_of_calling_code(32), "BE");
  EXPECT_EQ(country_of_calling_code(2), "");
  EXPECT_EQ(country_of_cell(" belgique "), "BE");
  EXPECT_EQ(country_of_cell("fr"), "FR");
  EXPECT_EQ(country_of_cell("Côte des Légendes"), "");
}

}  // namespace
}  // namespace sosie::consent
