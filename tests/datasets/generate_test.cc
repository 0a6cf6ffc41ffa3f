#include "datasets/generator/generate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "datasets/generator/block.h"
#include "tests/datasets/generated_folder.h"

namespace sosie::generator {
namespace {

/// More than one block, so that threads have something to disagree about.
constexpr uint64_t kTwoBlocks = kPeoplePerBlock + 3'000;

/// One folder for all tests that only read.
class Generate : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new ScratchFolder("generate");
    summary_ = new GenerateSummary(generate_into(folder_->path(), kTwoBlocks, 7));
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete summary_;
  }
  static const GenerateSummary& summary() { return *summary_; }
  static std::string folder() { return folder_->path(); }

 private:
  static ScratchFolder* folder_;
  static GenerateSummary* summary_;
};
ScratchFolder* Generate::folder_ = nullptr;
GenerateSummary* Generate::summary_ = nullptr;

TEST_F(Generate, SameSeedSameBytesForAnyNumberOfThreads) {
  const auto expected = read_folder(folder());
  EXPECT_EQ(expected.size(), 11u);
  for (const unsigned threads : {1u, 8u}) {
    const ScratchFolder again("generate_again");
    generate_into(again.path(), kTwoBlocks, 7, threads);
    const auto files = read_folder(again.path());
    ASSERT_EQ(files.size(), expected.size());
    for (const auto& [name, bytes] : expected)
      EXPECT_TRUE(files.at(name) == bytes) << name << ", " << threads << " threads";
  }
}

TEST_F(Generate, AnotherSeedIsAnotherWorld) {
  const ScratchFolder first("generate_first"), second("generate_second");
  generate_into(first.path(), 500, 1);
  generate_into(second.path(), 500, 2);
  const auto left = read_folder(first.path()), right = read_folder(second.path());
  for (const auto& [name, bytes] : left) EXPECT_EQ(right.at(name) == bytes, name == "job.toml") << name;
}

TEST_F(Generate, TruthKnowsEveryReadableRecordAndNoOther) {
  const auto truth = read_truth(folder());
  const auto points = read_contact_points(folder());
  EXPECT_EQ(truth.size(), summary().records);
  for (const auto& [record, entity] : truth)
    ASSERT_TRUE(points.contains(record)) << record.first << ":" << record.second;
  for (const auto& [record, contact] : points)
    ASSERT_TRUE(truth.contains(record)) << record.first << ":" << record.second;
}

TEST_F(Generate, EverybodyLeavesARecord) {
  std::set<std::string> entities;
  for (const auto& [record, entity] : read_truth(folder()))
    if (entity[0] != 'J') entities.insert(entity);
  // A damaged row may be somebody's only one.
  EXPECT_LE(entities.size(), kTwoBlocks);
  EXPECT_GE(entities.size() + summary().malformed, kTwoBlocks);
  const double per_person = static_cast<double>(summary().records) / kTwoBlocks;
  EXPECT_GT(per_person, 1.6);
  EXPECT_LT(per_person, 2.2);
}

TEST_F(Generate, AThirdOfTheTruePairsShareNeitherEmailNorPhone) {
  const auto points = read_contact_points(folder());
  std::map<std::string, std::vector<const std::set<std::string>*>> entities;
  for (const auto& [record, entity] : read_truth(folder())) entities[entity].push_back(&points.at(record));
  uint64_t pairs = 0, apart = 0;
  for (const auto& [entity, records] : entities) {
    for (size_t i = 0; i < records.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        std::vector<std::string> shared;
        std::ranges::set_intersection(*records[i], *records[j], std::back_inserter(shared));
        ++pairs;
        apart += shared.empty();
      }
    }
  }
  EXPECT_EQ(pairs, summary().true_pairs);
  EXPECT_GT(static_cast<double>(apart), static_cast<double>(pairs) / 3);
  // The summary counts on the values before they are written.
  EXPECT_NEAR(static_cast<double>(apart), static_cast<double>(summary().true_pairs_without_contact),
              0.005 * static_cast<double>(pairs));
}

TEST_F(Generate, SomeRowsAreDamagedAndFewerThanTheLimit) {
  EXPECT_GT(summary().malformed, 5u);
  EXPECT_LT(summary().malformed, summary().rows / 500);
  EXPECT_TRUE(read_bytes(folder() + "/crm.csv").ends_with(";01/03/2024\n"));
}

TEST_F(Generate, RowsOfOnePersonAreNoNeighbours) {
  const auto truth = read_truth(folder());
  const auto rows = parse_delimited(read_bytes(folder() + "/loyalty.csv"), ',');
  size_t neighbours = 0;
  std::string before;
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto known = truth.find({"loyalty", rows[i][0]});
    const std::string entity = known == truth.end() ? "" : known->second;
    neighbours += !entity.empty() && entity == before;
    before = entity;
  }
  EXPECT_LT(neighbours, 5u);
}

TEST_F(Generate, IdsTellNothingAboutOtherChannels) {
  // The digits of one person's ids differ from channel to channel.
  std::map<std::string, std::set<std::string>> digits;
  size_t repeated = 0;
  for (const auto& [record, entity] : read_truth(folder()))
    repeated += !digits[entity].insert(record.second.substr(record.second.size() - 6)).second;
  EXPECT_LT(repeated, 10u);
}

TEST_F(Generate, EventsNameRecordsAndPointsThatExist) {
  const auto truth = read_truth(folder());
  const auto rows = parse_delimited(read_bytes(folder() + "/events.csv"), ',');
  EXPECT_EQ(rows.size(), summary().events + 1);
  std::set<std::string> types, ids;
  for (size_t i = 1; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].size(), 6u);
    EXPECT_TRUE(ids.insert(rows[i][0]).second);
    types.insert(rows[i][2]);
    const size_t colon = rows[i][4].find(':');
    if (rows[i][3] != "record") continue;
    EXPECT_TRUE(truth.contains({rows[i][4].substr(0, colon), rows[i][4].substr(colon + 1)}));
  }
  EXPECT_EQ(types, (std::set<std::string>{"unsubscribe", "stop_sms", "objection", "erasure", "resubscribe",
                                          "do_not_contact"}));
}

TEST(GenerateOptions, NamesTheFirstBadOne) {
  GenerateOptions options;
  EXPECT_FALSE(options.validate().ok());
  options.output = "out";
  EXPECT_TRUE(options.validate().ok());
  options.people = 0;
  EXPECT_NE(options.validate().message().find("people"), std::string::npos);
  options.people = 10;
  options.rates.channels[1].junk = 2;
  EXPECT_NE(options.validate().message().find("web.junk"), std::string::npos);
}

TEST(GenerateOptions, AFileInPlaceOfTheFolderIsAnIoError) {
  const ScratchFolder scratch("generate_file");
  std::ofstream(scratch.path()) << "a file";
  GenerateOptions options;
  options.people = 10;
  options.output = scratch.path() + "/below";
  EXPECT_EQ(generate(options, Executor(1)).status().code(), StatusCode::io_error);
}

TEST(GenerateSmall, OnePersonIsEnough) {
  const ScratchFolder scratch("generate_one");
  const GenerateSummary summary = generate_into(scratch.path(), 1, 3);
  EXPECT_EQ(summary.people, 1u);
  EXPECT_EQ(read_truth(scratch.path()).size(), summary.records);
}

}  // namespace
}  // namespace sosie::generator
