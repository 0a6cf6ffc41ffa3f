#include "engine/consent/consent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.h"

namespace sosie::consent {
namespace {

using testing::HasSubstr;
using testing::Not;

const char *const kMarie = "marie@durand.fr", *const kOther = "m.durand@poste.net", *const kMobile = "+33612345678";

TEST(Consent, AGrantStaysAtItsPointAndARefusalSpreads) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "O"}, {"optin_at", "2024-01-01"}, {"phone", "0612345678"}});
  world.row("web", "1", "a", {{"email", kOther}});
  {
    const WorldRun run(world);
    EXPECT_EQ(run.state("crm:1", kMarie, "email"), "allowed granted");
    EXPECT_EQ(run.state("crm:1", kOther, "email"), "no unknown");
  }
  world.row("web", "2", "a", {{"optin", "N"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no denied");
  EXPECT_EQ(run.state("crm:1", kOther, "email"), "no denied");
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "allowed unknown");
  EXPECT_EQ(run.right("crm:1", kMarie, "email").source, "web");
  EXPECT_EQ(run.right("crm:1", kMarie, "email").id, "2");
}

TEST(Consent, ARefusalHoldsAtItsPointsEverywhereAndGoesNoFurther) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "N"}});
  world.row("crm", "2", "b", {{"email", kMarie}, {"email2", kOther}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:2", kMarie, "email"), "no denied");
  EXPECT_EQ(run.state("crm:2", kOther, "email"), "allowed granted");
}

TEST(Consent, AKeyedRefusalReachesEveryCarrierAndTheCarriersPoints) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"email2", "x@durand.fr"}});
  world.row("crm", "2", "a", {{"email", kOther}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.row("crm", "3", "b", {{"email", "x@durand.fr"}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.events = {{"e1", "2026-01-01", kMarie, "email", "", "unsubscribe"}};
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no withdrawn");
  EXPECT_EQ(run.state("crm:2", kOther, "email"), "no withdrawn");
  // As if the carrier's own record had said it: its points of the channel are closed everywhere.
  EXPECT_EQ(run.state("crm:3", "x@durand.fr", "email"), "no withdrawn");
  EXPECT_EQ(run.right("crm:1", kMarie, "email").id, "e1");
}

TEST(Consent, ARoleAddressSpeaksForItselfOnly) {
  World world;
  world.row("crm", "1", "a",
            {{"email", "info@durand.fr"}, {"email2", kMarie}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.events = {{"e1", "2026-01-01", "info@durand.fr", "email", "", "objection"}};
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", "info@durand.fr", "email"), "no objected");
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "allowed granted");
}

TEST(Consent, AGrantKeyedByASharedPointCountsForNobody) {
  World world;
  world.row("crm", "1", "a", {{"phone", "0612345678"}});
  world.events = {{"e1", "2026-01-01", "06 12 34 56 78", "phone", "", "optin_sms"}};
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "sms"), "allowed granted");
  world.row("crm", "2", "a", {{"phone", "0612345678"}});
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "sms"), "allowed granted");
  world.row("crm", "3", "b", {{"phone", "0612345678"}});
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "sms"), "no unknown");
  EXPECT_EQ(WorldRun(world).state("crm:3", kMobile, "sms"), "no unknown");
}

TEST(Consent, APermissionWithoutAChannelCountsOnlyWhereTheKeyLeavesNoChoice) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"phone", "0612345678"}});
  world.events = {{"e1", "2026-01-01", kMarie, "email", "", "optin_any"},
                  {"e2", "2026-01-01", "0612345678", "phone", "", "optin_any"}};
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "allowed granted");
  EXPECT_EQ(run.state("crm:1", kMobile, "sms"), "no unknown");
}

TEST(Consent, AnOlderDeliveryKeepsItsRefusalAndLosesItsPermission) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}});
  world.rows.push_back(
      {"crm",
       "1",
       "",
       {{"email", kOther}, {"optin", "O"}, {"optin_at", "2024-01-01"}, {"sms", "N"}, {"phone", "0612345678"}},
       true});
  world.row("crm", "2", "b", {{"phone", "0612345678"}, {"email", kOther}, {"optin", "O"}, {"optin_at", "2024-01-01"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no unknown");
  EXPECT_EQ(run.state("crm:1", kOther, "email"), "no absent");
  EXPECT_EQ(run.state("crm:2", kMobile, "sms"), "no denied");
  EXPECT_EQ(run.state("crm:2", kOther, "email"), "allowed granted");
}

TEST(Consent, AnErasureHoldsTheRestOfTheEntityAndNamesNobodyWhoLeft) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "STOP"}});
  world.row("crm", "2", "a", {{"email", kOther}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.row("crm", "3", "b", {{"email", kMarie}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.events = {{"e1", "2026-01-01", "crm:1", "record", "", "erasure"}};
  const WorldRun run(world);
  EXPECT_TRUE(run.erased("crm:1"));
  EXPECT_FALSE(run.erased("crm:2"));
  EXPECT_EQ(run.state("crm:2", kOther, "email"), "no held");
  EXPECT_EQ(run.state("crm:3", kMarie, "email"), "no erased");
  EXPECT_EQ(run.right("crm:2", kOther, "email").id, "e1");
  EXPECT_THAT(run.explain("crm:3", kMarie, "email"), Not(HasSubstr("crm:1")));
  EXPECT_EQ(run.consent().stats().num_erased_records, 1u);
}

TEST(Consent, AnErasureTakesTheSamePersonAlong) {
  World world;
  world.row("crm", "1", "a", {{"given", "Marie"}, {"family", "Durand"}, {"born", "1980"}, {"email", kMarie}});
  world.row("web", "1", "a", {{"given", "Marie"}, {"family", "Durand"}, {"born", "1980"}, {"email", kOther}});
  world.row("web", "2", "a", {{"given", "Marie"}, {"family", "Durand"}, {"email", kMarie}});
  world.row("web", "3", "a", {{"given", "Marie"}, {"family", "Durand"}, {"email", "x@durand.fr"}});
  world.row("web", "4", "a", {{"given", "M"}, {"family", "Durand"}, {"born", "1980"}});
  world.events = {{"e1", "2026-01-01", "crm:1", "record", "", "erasure"}};
  const WorldRun run(world);
  EXPECT_TRUE(run.erased("web:1"));
  EXPECT_TRUE(run.erased("web:2"));
  EXPECT_FALSE(run.erased("web:3"));
  EXPECT_FALSE(run.erased("web:4"));
  EXPECT_EQ(run.state("web:3", "x@durand.fr", "email"), "no held");
}

TEST(Consent, AnErasureKeyedByASharedPointErasesNobody) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"phone", "0612345678"}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.row("crm", "2", "b", {{"email", kOther}, {"phone", "0612345678"}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.events = {{"e1", "2026-01-01", "0612345678", "phone", "", "erasure"}};
  const WorldRun run(world);
  EXPECT_FALSE(run.erased("crm:1"));
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "no erased");
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no held");
  EXPECT_EQ(run.state("crm:2", kOther, "email"), "no held");
  EXPECT_EQ(run.consent().stats().num_held_entities, 2u);
}

TEST(Consent, RefusedRowsHoldAtTheirOwnPoints) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "O"}, {"optin_at", "2025-01-01"}, {"phone", "0612345678"}});
  world.row("crm", "2", "a", {{"email", kOther}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.refused = {{{{"id", "9"}, {"email", kMarie}, {"optin", "N"}}, ""}};
  {
    const WorldRun run(world);
    EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no denied");
    EXPECT_EQ(run.state("crm:1", kOther, "email"), "allowed granted");
    EXPECT_EQ(run.right("crm:1", kMarie, "email").id, "9");
    EXPECT_EQ(run.consent().stats().num_rejected_rows_read, 1u);
  }
  world.refused = {{{}, "9;06 12 34 56 78;;marie@durand.fr"}};
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no invalid");
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "no invalid");
  EXPECT_EQ(run.state("crm:1", kOther, "email"), "allowed granted");
}

TEST(Consent, AnEventThatNamesARefusedRowHoldsAtItsPoints) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "O"}, {"optin_at", "2025-01-01"}, {"phone", "0612345678"}});
  world.refused = {{{{"id", "9"}, {"email", kMarie}}, ""}};
  world.events = {{"e1", "2026-01-01", "crm:9", "record", "", "erasure"}};
  const WorldRun run(world);
  EXPECT_FALSE(run.erased("crm:1"));
  EXPECT_EQ(run.state("crm:1", kMarie, "email"), "no erased");
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "allowed unknown");
  EXPECT_EQ(run.consent().stats().num_unresolved_events, 0u);
}

TEST(Consent, UnreadableRowsOfASourceWithoutConsentCloseNothing) {
  World world;
  world.row("crm", "1", "a", {{"phone", "0612345678"}});
  world.refused = {{{}, "0612345678"}};
  world.job.sources[0].consent.clear();
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "voice"), "allowed unknown");
}

TEST(Consent, AListClosesItsPointsOnItsChannels) {
  World world;
  world.row("crm", "1", "a", {{"phone", "0612345678 / 0140506070"}, {"sms", "O"}, {"sms_at", "2025-01-01"}});
  world.listed = {"06.12.34.56.78"};
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "no suppressed");
  EXPECT_EQ(run.state("crm:1", kMobile, "sms"), "allowed granted");
  EXPECT_EQ(run.state("crm:1", "+33140506070", "voice"), "allowed unknown");
}

TEST(Consent, PostHoldsForTheEntity) {
  World world;
  world.row("crm", "1", "a", {{"street", "12 rue des Lilas"}, {"postcode", "75011"}});
  world.row("crm", "2", "b", {{"street", "12 rue des Lilas"}, {"postcode", "75011"}});
  EXPECT_EQ(WorldRun(world).state("crm:1", "post", "post"), "allowed unknown");
  world.row("crm", "3", "a", {{"post", "N"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:1", "post", "post"), "no denied");
  EXPECT_EQ(run.state("crm:2", "post", "post"), "allowed unknown");
}

TEST(Consent, InvalidPointsCountForRestrictionsOnly) {
  World world;
  world.row("crm", "1", "a", {{"email", "0612345678"}, {"optin", "STOP"}});
  world.row("crm", "2", "b", {{"phone", "0612345678"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:2", kMobile, "voice"), "no objected");
  EXPECT_EQ(run.state("crm:1", kMobile, "voice"), "no absent");
}

TEST(Consent, PlaceholdersSpreadNothing) {
  World world;
  world.row("crm", "1", "a", {{"email", "test@test.fr"}, {"phone", "0102030405"}, {"optin", "STOP"}});
  world.row("crm", "2", "b",
            {{"email", "test@test.fr"},
             {"email2", kMarie},
             {"phone", "0102030405"},
             {"optin", "O"},
             {"optin_at", "2025-01-01"}});
  const WorldRun run(world);
  EXPECT_EQ(run.state("crm:2", kMarie, "email"), "allowed granted");
  EXPECT_EQ(run.state("crm:2", "test@test.fr", "email"), "no absent");
}

TEST(Consent, TheDayTheLawChanges) {
  World world;
  world.row("crm", "1", "a", {{"phone", "0612345678"}});
  world.as_of = "2026-08-10";
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "voice"), "allowed unknown");
  world.as_of = "2026-08-11";
  EXPECT_EQ(WorldRun(world).state("crm:1", kMobile, "voice"), "no unknown");
}

TEST(Consent, ExplainsThePathAndWhatWouldChange) {
  World world;
  world.row("crm", "1", "a", {{"email", kMarie}, {"optin", "O"}, {"optin_at", "2025-01-01"}});
  world.row("web", "7", "a", {{"email", kOther}, {"optin", "N"}, {"optin_at", "2020-02-03"}});
  const std::string text = WorldRun(world).explain("crm:1", kMarie, "email");
  EXPECT_THAT(text, HasSubstr("not allowed, state denied"));
  EXPECT_THAT(text, HasSubstr("deny (email, marketing) by record web:7, on 2020-02-03"));
  EXPECT_THAT(text, HasSubstr("grant (email, marketing) by record crm:1, on 2025-01-01"));
  EXPECT_THAT(text, HasSubstr("What would change it: Nothing under this policy"));
  EXPECT_THAT(text, Not(HasSubstr(kMarie)));
}

// Lists and events about a contact point name no record; once anything was erased they were looked up all the same.
TEST(Consent, ExplainsListsAndEventsBesideAnErasure) {
  World world;
  world.row("crm", "1", "a", {{"email", kOther}});
  world.row("crm", "2", "b", {{"phone", "0612345678"}, {"email", kMarie}});
  world.events = {{"e1", "2026-01-01", "crm:1", "record", "", "erasure"},
                  {"e2", "2026-01-02", kMarie, "email", "marketing", "unsubscribe"}};
  world.listed = {"0612345678"};
  const WorldRun run(world);
  EXPECT_TRUE(run.erased("crm:1"));
  EXPECT_THAT(run.explain("crm:2", kMobile, "voice"), HasSubstr("Decided by:\n  suppress"));
  EXPECT_THAT(run.explain("crm:2", kMobile, "voice"), HasSubstr("by list bloctel"));
  EXPECT_THAT(run.explain("crm:2", kMarie, "email"), HasSubstr("by event e2 of events"));
}

TEST(Consent, PoliciesThatAreNotBuiltAreErrors) {
  for (const ConsentPolicy policy : {ConsentPolicy::strictest_reconsent, ConsentPolicy::latest_valid}) {
    Job job;
    job.consent.policy = policy;
    const Ingested nothing;
    const ContactPoints no_points;
    const Clusters no_clusters{{}, {0}, {}};
    MemoryAccountant memory;
    const auto built = Consent::build({&job, &nothing, &no_points, &no_clusters, nullptr, nullptr, Moment::at(0)},
                                      Executor(1), memory);
    EXPECT_EQ(built.status().code(), StatusCode::invalid_job);
    EXPECT_THAT(built.status().to_string(), HasSubstr("strictest and unanimous"));
  }
}

TEST(Consent, HashedListsAreNotBuiltYet) {
  World world;
  world.job.suppressions[0].scheme = "sha256";
  const Ingested nothing;
  const ContactPoints no_points;
  const Clusters no_clusters{{}, {0}, {}};
  MemoryAccountant memory;
  world.job.sources.clear();
  const auto built = Consent::build({&world.job, &nothing, &no_points, &no_clusters, nullptr, nullptr, Moment::at(0)},
                                    Executor(1), memory);
  EXPECT_EQ(built.status().code(), StatusCode::invalid_job);
  EXPECT_THAT(built.status().to_string(), HasSubstr("not built yet"));
}

}  // namespace
}  // namespace sosie::consent
