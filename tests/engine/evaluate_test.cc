#include "engine/evaluate.h"

#include <gmock/gmock.h>

#include "tests/engine/run_fixture.h"

namespace sosie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Evaluate : public testing::RunFixture {
 protected:
  Result<Evaluation> evaluated(const std::string& truth, const EvaluateOptions& options = {}) {
    const auto published = publish_run();
    EXPECT_TRUE(published.ok()) << published.status().to_string();
    std::ofstream(output + "/truth.csv") << truth;
    SOSIE_ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(output));
    const Executor executor(2);
    MemoryAccountant memory;
    return evaluate(run, output + "/truth.csv", options, executor, memory);
  }
};

/// The run joins crm:1 shop:9 and crm:2 crm:3; in truth crm:1 and shop:9 are one, crm:3 and crm:4 are one.
constexpr const char* kTruth = "source,id,entity_id\ncrm,1,jean\nshop,9,jean\ncrm,2,anne\ncrm,3,paul\ncrm,4,paul\n";

TEST_F(Evaluate, CountsPairsAndNamesTheWorst) {
  const auto e = evaluated(kTruth);
  ASSERT_TRUE(e.ok()) << e.status().to_string();
  EXPECT_EQ(e->scores.correct_pairs, 1u);
  EXPECT_EQ(e->scores.predicted_pairs, 2u);
  EXPECT_EQ(e->scores.true_pairs, 2u);
  EXPECT_EQ(e->true_pairs_decided, 2u);
  ASSERT_THAT(e->false_links, SizeIs(1));
  EXPECT_EQ(e->false_links[0].left, "crm:2");
  EXPECT_THAT(e->false_links[0].levels, ElementsAre(std::pair("given_name", "7"), std::pair("email", "2")));
  ASSERT_THAT(e->missed_reviews, SizeIs(1));
  EXPECT_EQ(e->missed_reviews[0].right, "crm:4");
  ASSERT_THAT(e->over_merged, SizeIs(1));
  EXPECT_EQ(e->over_merged[0].id, entity(1));
  ASSERT_THAT(e->under_merged, SizeIs(1));
  EXPECT_EQ(e->under_merged[0].id, "paul");
  EXPECT_THAT(e->under_merged[0].parts, ElementsAre(ElementsAre("crm:3"), ElementsAre("crm:4")));
  EXPECT_TRUE(e->problems.empty());
  EXPECT_THAT(to_text(*e), HasSubstr("precision                  0.500000\n"));
  EXPECT_THAT(to_json(*e), HasSubstr("\"f1\": 0.500000"));
}

TEST_F(Evaluate, MissingExtraAndRepeatedIdsAreProblemsNotErrors) {
  const auto e = evaluated("source,unique_id,entity_id\ncrm,1,jean\ncrm,1,anne\nshop,9,jean\ncrm,77,jean\ncrm,2,\n");
  ASSERT_TRUE(e.ok()) << e.status().to_string();
  EXPECT_EQ(e->scores.records, 4u);
  EXPECT_EQ(e->scores.labelled_records, 3u);
  EXPECT_EQ(e->scores.true_pairs, 3u);
  EXPECT_EQ(e->scores.correct_pairs, 1u);
  EXPECT_THAT(e->problems,
              ElementsAre("1 ids repeated in the truth, e.g. crm:1", "1 ids missing from the run, e.g. crm:77",
                          "2 ids that are not in the truth, e.g. crm:3, crm:4"));
}

TEST_F(Evaluate, PairsAcrossSourcesOnly) {
  EvaluateOptions options;
  options.between_sources = true;
  const auto e = evaluated(kTruth, options);
  ASSERT_TRUE(e.ok());
  EXPECT_EQ(e->scores.true_pairs, 1u);
  EXPECT_EQ(e->scores.f1, 1);
}

TEST_F(Evaluate, BlockingIsAskedForEveryTruePair) {
  EvaluateOptions options;
  std::vector<std::string> asked;
  options.candidates = [&](std::span<const TruthPair> batch) -> Result<uint64_t> {
    for (const TruthPair& pair : batch) asked.push_back(std::string(pair.left_id) + "-" + std::string(pair.right_id));
    return uint64_t{1};
  };
  const auto e = evaluated(kTruth, options);
  ASSERT_TRUE(e.ok());
  EXPECT_THAT(asked, ElementsAre("1-9", "3-4"));
  EXPECT_EQ(e->true_pairs_candidates, 1u);
  EXPECT_THAT(to_text(*e), HasSubstr("pair_completeness          0.500000\n"));
}

TEST_F(Evaluate, ATruthWithoutSourcesNeedsARunOfOneSource) {
  const auto e = evaluated("id,entity_id\n1,jean\n");
  ASSERT_FALSE(e.ok());
  EXPECT_EQ(e.status().code(), StatusCode::invalid_data);
  EXPECT_THAT(e.status().message(), HasSubstr("`source`"));
}

TEST_F(Evaluate, ATruthWithoutItsColumnsSaysSo) {
  const auto e = evaluated("source,number\ncrm,1\n");
  ASSERT_FALSE(e.ok());
  EXPECT_THAT(e.status().message(), HasSubstr("entity_id"));
}

}  // namespace
}  // namespace sosie
