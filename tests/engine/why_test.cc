#include "engine/why.h"

#include <gmock/gmock.h>

#include "tests/engine/run_fixture.h"

namespace sosie {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class Why : public testing::RunFixture {
 protected:
  RunFolder published() {
    const auto run = publish_run();
    EXPECT_TRUE(run.ok()) << run.status().to_string();
    auto folder = RunFolder::open(output);
    EXPECT_TRUE(folder.ok()) << folder.status().to_string();
    return std::move(folder).value();
  }
  Result<PairAnswer> pair(const std::string& left, const std::string& right, PairExplainer* explainer = nullptr) {
    return why_pair(published(), *parse_record_name(left), *parse_record_name(right), explainer, executor_, memory_);
  }

  Executor executor_{2};
  MemoryAccountant memory_;
};

class FixedReason : public PairExplainer {
 public:
  Result<PairReason> explain(const RecordName& left, const RecordName&) override {
    if (left.id == "4") return Status::invalid_data("crm.csv has changed since the run");
    PairReason reason;
    reason.comparisons = {{"given_name", "equal", 0.55, 0.001, 9.1}, {"email", "missing", 0, 0, 0}};
    reason.prior_bits = -12;
    reason.weight_bits = -2.9;
    reason.veto = "given names and birth dates conflict";
    reason.outcome = "non-link";
    return reason;
  }
};

TEST_F(Why, NamesOfRecords) {
  EXPECT_EQ(parse_record_name("crm:a:b")->id, "a:b");
  for (const char* text : {"crm", ":1", "crm:"}) EXPECT_FALSE(parse_record_name(text).ok()) << text;
}

TEST_F(Why, ALinkedPairShowsItsRow) {
  const auto answer = pair("shop:9", "crm:1");
  ASSERT_TRUE(answer.ok()) << answer.status().to_string();
  EXPECT_TRUE(answer->together());
  ASSERT_TRUE(answer->link);
  EXPECT_EQ(answer->link->match_weight, 12);
  EXPECT_THAT(to_text(*answer), HasSubstr("are one person: entity " + entity(0)));
  EXPECT_THAT(to_json(*answer), HasSubstr("\"together\": true"));
}

TEST_F(Why, TwoPersonsAreToldApartWithTheirReason) {
  FixedReason explainer;
  const auto answer = pair("crm:1", "crm:2", &explainer);
  ASSERT_TRUE(answer.ok());
  EXPECT_FALSE(answer->together());
  EXPECT_FALSE(answer->link);
  const std::string text = to_text(*answer);
  EXPECT_THAT(text, HasSubstr("are two persons"));
  EXPECT_THAT(text, HasSubstr("No blocking rule makes the pair a candidate"));
  EXPECT_THAT(text, HasSubstr("Vetoed: given names and birth dates conflict"));
}

TEST_F(Why, AnExplainerThatFailsLeavesANote) {
  FixedReason explainer;
  const auto answer = pair("crm:4", "crm:3", &explainer);
  ASSERT_TRUE(answer.ok());
  EXPECT_THAT(answer->notes, ::testing::ElementsAre(HasSubstr("crm.csv has changed since the run")));
  EXPECT_EQ(answer->link->decision, "review");
}

/// 1 - 2 at 9 bits, 2 - 3 at 8, 1 - 3 at 2: the path from 1 to 3 goes over 2.
TEST_F(Why, ThePathTakesTheStrongestLinks) {
  clusters = Clusters::from_labels(std::vector<uint32_t>{0, 0, 0, 0, 0});
  const auto link = [](RecordId a, RecordId b, int bits) {
    return DecidedPair{a, b, bits * 65'536, 0, PairDecision::link, 0};
  };
  pairs.pairs = {link(0, 1, 9), link(0, 2, 2), link(1, 2, 8)};
  const auto answer = pair("crm:1", "crm:3");
  ASSERT_TRUE(answer.ok());
  ASSERT_THAT(answer->path, SizeIs(2));
  EXPECT_EQ(answer->path[0].left.id, "1");
  EXPECT_EQ(answer->path[0].right.id, "2");
  EXPECT_EQ(answer->path[1].right.id, "3");
  EXPECT_EQ(answer->link->match_weight, 2);
  EXPECT_TRUE(pair("crm:1", "crm:4")->path.empty());
}

TEST_F(Why, AnUnknownRecordIsAUsageError) {
  const auto answer = pair("crm:1", "crm:77");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(exit_code(answer.status()), 2);
  EXPECT_THAT(answer.status().to_string(), HasSubstr("no record crm:77"));
}

TEST_F(Why, ContactByEntityOrByMember) {
  consent::Decision decision;
  decision.point_kind = PointKind::email;
  decision.point = normalized->points.table.find(PointKind::email, "jm@free.fr");
  decision.state = consent::State::withdrawn;
  decision.deciding_source = "events";
  decision.deciding_id = "e7";
  decision.reason = "the person has withdrawn";
  consent.decisions = {{decision}};
  const RunFolder run = published();
  for (const std::string& who : {entity(0), std::string("shop:9")}) {
    const auto answer = why_contact(run, {who, "email", ""}, nullptr, executor_, memory_);
    ASSERT_TRUE(answer.ok()) << answer.status().to_string();
    ASSERT_THAT(answer->rows, SizeIs(1));
    EXPECT_THAT(to_text(*answer), HasSubstr("email at jm@free.fr for marketing: may not be contacted (withdrawn)"));
    EXPECT_THAT(to_text(*answer), HasSubstr("decided by events:e7"));
    EXPECT_THAT(to_json(*answer), HasSubstr("\"allowed\": false"));
  }
  EXPECT_THAT(why_contact(run, {entity(0), "sms", ""}, nullptr, executor_, memory_)->rows, SizeIs(0));
  EXPECT_FALSE(why_contact(run, {"nobody", "", ""}, nullptr, executor_, memory_).ok());
}

TEST(ChangedInputs, SayWhichFileAndHow) {
  const InputFile a{"a.csv", "crm", 10, {1, 2}, "csv", 3}, b{"b.csv", "crm", 10, {1, 2}, "csv", 3};
  InputFile changed = a;
  changed.hash.low = 3;
  EXPECT_TRUE(changed_inputs({a}, {a}).empty());
  EXPECT_THAT(changed_inputs({a, b}, {changed}), SizeIs(2));
  EXPECT_THAT(changed_inputs({a}, {a, b}), SizeIs(1));
}

}  // namespace
}  // namespace sosie
