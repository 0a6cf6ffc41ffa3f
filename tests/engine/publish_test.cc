#include "engine/publish.h"

#include <gmock/gmock.h>

#include <map>

#include "engine/publish/base64.h"
#include "engine/run_folder.h"
#include "tests/engine/run_fixture.h"

namespace sosie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Publish : public testing::RunFixture {
 protected:
  void publish_well() {
    const auto run = publish_run();
    ASSERT_TRUE(run.ok()) << run.status().to_string();
  }
  PointId point(PointKind kind, std::string_view value) const { return normalized->points.table.find(kind, value); }
  consent::Decision decision(PointKind kind, std::string_view value, consent::Channel channel, bool allowed) const {
    consent::Decision d;
    d.point_kind = kind;
    d.point = kind == PointKind::none ? 0 : point(kind, value);
    d.channel = channel;
    d.allowed = allowed;
    d.state = allowed ? consent::State::granted : consent::State::unknown;
    return d;
  }
};

TEST_F(Publish, MembersHaveOneRowPerRecordThoseOfAnEntityTogether) {
  publish_well();
  EXPECT_THAT(table("members.csv"),
              ElementsAre("source,id,entity_id,cluster_confidence,num_rows,row", "crm,1," + entity(0) + ",0.999756,1,1",
                          "shop,9," + entity(0) + ",0.999756,1,1", "crm,2," + entity(1) + ",0.996109,2,2",
                          "crm,3," + entity(1) + ",0.996109,1,3", "crm,4," + entity(2) + ",1.000000,1,5"));
}

TEST_F(Publish, GoldenHasOneRowPerEntity) {
  publish_well();
  EXPECT_THAT(table("golden.csv"), SizeIs(4));
  EXPECT_EQ(table("golden.csv")[0],
            "entity_id,household_id,num_records,num_sources,given_name,family_name,email,mobile,street,postcode,city,"
            "updated,email_point,"
            "may_email,sms_point,may_sms,voice_point,may_voice,post_point,may_post");
  EXPECT_EQ(row("golden.csv", entity(0)),
            entity(0) + "," + households.ids[0].hex() +
                ",2,2,Jean,Martin,j.martin@gmail.com,+33612345678,12 rue de la Paix,75002,Paris,"
                "2025-01-01T00:00:00+01:00,,false,,false,,false,,false");
}

TEST_F(Publish, LinksAreOrientedAndShowTheirLevels) {
  publish_well();
  EXPECT_THAT(table("links.csv"),
              ElementsAre("left_source,left_id,right_source,right_id,decision,match_weight,match_probability,blocking_"
                          "rule,gamma_given_name,"
                          "gamma_email",
                          "crm,1,shop,9,link,12.0000,0.999756,phonetic(family_name) + given_name,7,0",
                          "crm,2,crm,3,link,8.0000,0.996109,phonetic(family_name) + given_name,7,2",
                          "crm,3,crm,4,review,1.0000,0.666667,email,1,0"));
}

TEST_F(Publish, LineageNamesRivalsAndTheirJudge) {
  publish_well();
  EXPECT_EQ(row("lineage.csv", entity(1) + ",email"), entity(1) + ",email,new@free.fr,crm,2,most_recent,1");
  EXPECT_THAT(row("lineage.csv", entity(1) + ",family_name"), IsEmpty());
  build("[output]\nlineage = \"all\"\n");
  publish_well();
  EXPECT_EQ(row("lineage.csv", entity(1) + ",family_name"), entity(1) + ",family_name,Petit,crm,2,only,0");
}

TEST_F(Publish, RejectsKeepTheirBytes) {
  publish_well();
  EXPECT_THAT(table("rejects.csv"),
              ElementsAre("source,path,row,line,byte_offset,id,code,message,raw",
                          "crm,crm.csv,7,8,300,,ragged_row,\"expected 9 fields, found 2\",YmFkLHJvdw=="));
}

TEST_F(Publish, ContactAndUsablePoints) {
  consent.decisions = {{decision(PointKind::email, "jm@free.fr", consent::Channel::email, true),
                        decision(PointKind::email, "j.martin@gmail.com", consent::Channel::email, false),
                        decision(PointKind::phone, "+33612345678", consent::Channel::sms, true),
                        decision(PointKind::none, "", consent::Channel::post, true)},
                       {decision(PointKind::email, "new@free.fr", consent::Channel::email, true),
                        decision(PointKind::email, "anne@orange.fr", consent::Channel::email, true)}};
  consent.decisions[0][0].deciding_source = "crm";
  consent.decisions[0][0].deciding_id = "1";
  consent.decisions[0][0].since = Moment{1'714'514'400, 1'714'600'799};
  const auto run = publish_run();
  ASSERT_TRUE(run.ok()) << run.status().to_string();
  // The surviving address of entity 0 is not allowed, the other one is; entity 1's survivor is.
  EXPECT_THAT(row("golden.csv", entity(0)),
              HasSubstr(",jm@free.fr,true,+33612345678,true,,false,\"12 rue de la Paix, 75002 Paris\",true"));
  EXPECT_THAT(row("golden.csv", entity(1)), HasSubstr(",new@free.fr,true,,false,,false,,false"));
  EXPECT_EQ(row("contact.csv", entity(0) + ",email,jm"),
            entity(0) + ",email,jm@free.fr,email,marketing,true,granted,2024-05-01,,crm,1,");
  EXPECT_EQ(row("contact.csv", entity(0) + ",post"),
            entity(0) + ",post,\"12 rue de la Paix, 75002 Paris\",post,marketing,true,granted,,,,,");
  EXPECT_EQ(run->contactable[0], (std::pair<std::string, uint64_t>("email", 2)));
  EXPECT_EQ(run->contactable[1], (std::pair<std::string, uint64_t>("sms", 1)));
}

TEST_F(Publish, AnErasedRecordLeavesEveryTable) {
  consent.erased_records = {records->id("crm", "2")};
  consent.decisions = {{}, {decision(PointKind::email, "anne@orange.fr", consent::Channel::email, false)}};
  consent.decisions[1][0].deciding_source = "crm";
  consent.decisions[1][0].deciding_id = "2";
  publish_well();
  EXPECT_THAT(table("removed.csv"),
              ElementsAre("source,path,row,code", "crm,crm.csv,2,erased", "crm,crm.csv,4,erased"));
  EXPECT_THAT(row("members.csv", "crm,2"), IsEmpty());
  EXPECT_EQ(row("members.csv", "crm,3"), "crm,3," + entity(1) + ",1.000000,1,3");
  EXPECT_THAT(row("golden.csv", entity(1)), HasSubstr(",1,1,Anne,PETIT,anne@orange.fr,"));
  for (const std::string name : {"golden", "members", "links", "contact", "lineage"}) {
    const std::string text = testing::file_text(output + "/current/" + name + ".csv");
    EXPECT_THAT(text, ::testing::Not(HasSubstr("new@free.fr"))) << name;
    EXPECT_THAT(text, ::testing::Not(HasSubstr("crm,2,"))) << name;
  }
}

TEST_F(Publish, AnEntityErasedWholeVanishes) {
  consent.erased_records = {records->id("crm", "2"), records->id("crm", "3")};
  publish_well();
  EXPECT_THAT(table("golden.csv"), SizeIs(3));
}

TEST_F(Publish, ARefusedRowOfAnErasedRecordIsRemoved) {
  io::Reject& reject = records->ingested().rejects[0].reject;
  for (const char* cell : {"2", "", "Anne", "Petit", "new@free.fr", "", "", "", ""})
    reject.cells.push_back(TextRef(std::string_view(cell)));
  consent.erased_records = {records->id("crm", "2")};
  publish_well();
  EXPECT_THAT(table("rejects.csv"), SizeIs(1));
  EXPECT_THAT(table("removed.csv"), SizeIs(4));
}

TEST_F(Publish, TheSameBytesForAnyNumberOfThreads) {
  const auto one = publish_run(1);
  ASSERT_TRUE(one.ok());
  std::vector<std::string> before;
  for (const TableAccount& account : one->manifest.tables)
    before.push_back(testing::file_text(one->directory + "/" + account.file));
  const auto many = publish_run(7);
  ASSERT_TRUE(many.ok());
  EXPECT_EQ(many->directory, one->directory);  // equal runs share a folder
  EXPECT_THAT(runs(), SizeIs(1));
  std::filesystem::remove_all(output);
  ASSERT_TRUE(publish_run(7).ok());
  for (size_t i = 0; i < before.size(); ++i)
    EXPECT_EQ(testing::file_text(many->directory + "/" + one->manifest.tables[i].file), before[i]);
}

TEST_F(Publish, TheRunIdIsNotAboutTheOutput) {
  const auto run = publish_run();
  ASSERT_TRUE(run.ok());
  job.output = "elsewhere";
  EXPECT_EQ(publish_run()->manifest.run_id, run->manifest.run_id);
  job.link_threshold = 0.9;
  EXPECT_NE(publish_run()->manifest.run_id, run->manifest.run_id);
}

TEST_F(Publish, AnEqualIdWithOtherBytesIsNeverOverwritten) {
  publish_well();
  const std::string first = runs().front();
  pairs.pairs.pop_back();
  publish_well();
  EXPECT_THAT(runs(), ElementsAre(first, first + "-2"));
  EXPECT_EQ(std::filesystem::read_symlink(output + "/current"), "runs/" + first + "-2");
}

TEST_F(Publish, OnlyTheTablesAskedFor) {
  build("[output]\ntables = [\"golden\"]\nformat = \"ndjson\"\n");
  publish_well();
  EXPECT_THAT(table("golden.ndjson"), SizeIs(3));
  EXPECT_FALSE(std::filesystem::exists(output + "/current/members.ndjson"));
  EXPECT_FALSE(std::filesystem::exists(output + "/current/members.csv"));
  EXPECT_THAT(table("golden.ndjson")[0], HasSubstr("\"may_email\":false"));
}

TEST_F(Publish, NothingIsMergedForTablesThatDoNotShowIt) {
  const auto counts = [&] {
    const auto run = RunFolder::open(output);
    EXPECT_TRUE(run.ok()) << run.status().to_string();
    return std::map<std::string, uint64_t>(run->manifest().counts.begin(), run->manifest().counts.end());
  };
  publish_well();
  const std::vector<std::string> members = table("members.csv");
  std::map<std::string, uint64_t> all = counts();
  build("[output]\ntables = [\"members\", \"links\"]\n");
  ASSERT_FALSE(makes_golden_records(job));
  publish_well();
  EXPECT_EQ(table("members.csv"), members);
  EXPECT_EQ(households.ids.size(), 0u);
  const std::map<std::string, uint64_t> few = counts();
  EXPECT_EQ(few.at("entities"), all["entities"]);
  EXPECT_EQ(few.at("records"), all["records"]);
  EXPECT_EQ(few.count("households"), 0u) << "nobody looked for them";
  job.sources[0].has_no_consent = false;
  EXPECT_TRUE(makes_golden_records(job)) << "whom consent lets contact is counted";
}

TEST_F(Publish, TheManifestAccountsForEveryRow) {
  publish_well();
  const auto run = RunFolder::open(output);
  ASSERT_TRUE(run.ok()) << run.status().to_string();
  const SourceAccount& crm = run->manifest().sources[0];
  EXPECT_EQ(crm.rows_in, 6u);
  EXPECT_EQ(crm.member_rows, 5u);
  EXPECT_EQ(crm.rejected, 1u);
  EXPECT_EQ(run->manifest().as_of, "2026-01-01T00:59:59+01:00");
  EXPECT_TRUE(run->manifest().run_id.starts_with("20251231T235959Z-"));
  EXPECT_NEAR(run->manifest().missed_pairs.expected, 2.0 / 3, 1e-3);
}

TEST_F(Publish, ALostRowAbortsBeforePublishing) {
  publish_well();
  const auto before = std::filesystem::read_symlink(output + "/current");
  consent.erased_records = {records->id("crm", "2")};
  for (const std::string fault :
       {"publish.lose_member", "publish.lose_reject", "publish.lose_removed", "merge.lose_entity"}) {
    ASSERT_TRUE(arm_fault(fault).ok());
    const auto run = publish_run();
    EXPECT_TRUE(fault_has_fired()) << fault;
    ASSERT_FALSE(run.ok()) << fault;
    EXPECT_EQ(run.status().code(), StatusCode::internal) << fault;
    EXPECT_EQ(std::filesystem::read_symlink(output + "/current"), before) << fault;
    EXPECT_THAT(runs(), SizeIs(1)) << fault;
  }
}

TEST_F(Publish, ADisasterLeavesThePublicationBefore) {
  publish_well();
  const auto before = std::filesystem::read_symlink(output + "/current");
  pairs.pairs.pop_back();
  for (const std::string fault : {"publish.write", "publish.rename", "publish.current"}) {
    ASSERT_TRUE(arm_fault(fault).ok());
    const auto run = publish_run();
    EXPECT_TRUE(fault_has_fired()) << fault;
    ASSERT_FALSE(run.ok()) << fault;
    EXPECT_EQ(run.status().code(), StatusCode::io_error) << fault;
    EXPECT_EQ(std::filesystem::read_symlink(output + "/current"), before) << fault;
  }
  publish_well();
  for (const auto& entry : std::filesystem::directory_iterator(output))
    EXPECT_FALSE(entry.path().filename().string().starts_with(".publishing")) << entry.path();
}

TEST_F(Publish, ALockHeldByAnotherRunIsNamed) {
  const auto lock = OutputLock::acquire(output);
  ASSERT_TRUE(lock.ok());
  const auto run = publish_run();
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(exit_code(run.status()), 4);
  EXPECT_THAT(run.status().message(), HasSubstr("lock held by process " + std::to_string(getpid())));
}

TEST(Base64, Rfc4648Vectors) {
  const std::pair<std::string, std::string> cases[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"},
                                                       {"\xff\xfe", "//4="}};
  std::string out;
  for (const auto& [bytes, expected] : cases) {
    encode_base64(bytes, out);
    EXPECT_EQ(out, expected);
  }
}

}  // namespace
}  // namespace sosie
