#include "engine/check.h"

#include <gtest/gtest.h>

#include "tests/pipeline/sample_run.h"

namespace sosie {
namespace {

constexpr const char* kRows =
    "id,nom,prenom,tel,mail,optin\n"
    "1,Durand,Anne,06 12 34 56 78,anne@durand.fr,O\n"
    "2,DUPONT,n/a,+33612345679,info@dupont.fr,N\n"
    "3,Petit,Jean-Paul,0000000000,,peut-être\n"
    "4,,Luc,,xxx,O\n"
    "5,Martin,Léa,06 12 34 56 80\n"  // ragged
    "6,M. Roux,Zoé,,,O\n";

class Check : public ::testing::Test {
 protected:
  Result<CheckReport> check(const std::string& more_toml, const std::string& more_fields = {}) {
    std::ofstream(folder_ / "crm.csv") << kRows;
    std::ofstream(folder_ / "job.toml") << R"(version = 1
[job]
as_of = "2026-09-01"
output = "out"
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
[source.fields]
family_name = "nom"
given_name = "prenom"
phone = "tel"
email = "mail"
)" << more_fields << R"([[source.consent]]
column = "optin"
channel = "email"
purpose = "marketing"
codes = { grant = ["O"], deny = ["N"] }
)" << more_toml;
    auto job = load_job(folder_ / "job.toml");
    EXPECT_TRUE(job.ok()) << job.status().to_string();
    return check_job(*job, Executor(2), memory_);
  }

  TemporaryFolder folder_;
  MemoryAccountant memory_;
};

const ColumnCheck& column(const CheckReport& report, const std::string& field) {
  for (const ColumnCheck& check : report.sources.at(0).columns) {
    if (check.field == field) return check;
  }
  static const ColumnCheck none;
  ADD_FAILURE() << "no column " << field;
  return none;
}

std::vector<uint64_t> lines(const Findings& found) {
  std::vector<uint64_t> lines;
  for (const RowPlace& place : found.first) lines.push_back(place.line);
  return lines;
}

TEST_F(Check, SaysWhatBecomesOfEachColumn) {
  const auto report = check("[limits]\nrejects = \"50%\"\n");
  ASSERT_TRUE(report.ok()) << report.status().to_string();
  EXPECT_TRUE(report->verdict.ok()) << report->verdict.to_string();
  EXPECT_EQ(report->records, 5u);

  const ColumnCheck& family = column(*report, "family_name");
  EXPECT_EQ(family.as_written, 3u) << "Durand, DUPONT, Petit";
  EXPECT_EQ(family.repaired, 1u) << "M. Roux";
  EXPECT_EQ(family.empty, 1u);
  const ColumnCheck& given = column(*report, "given_name");
  EXPECT_EQ(lines(given.refused.at("placeholder word")), (std::vector<uint64_t>{3}));
  EXPECT_EQ(given.as_written, 4u);
  const ColumnCheck& phone = column(*report, "phone");
  EXPECT_EQ(phone.as_written, 1u) << "+33612345679";
  EXPECT_EQ(phone.repaired, 1u) << "06 12 34 56 78";
  EXPECT_EQ(lines(phone.refused.at("placeholder number")), (std::vector<uint64_t>{4}));
  const ColumnCheck& email = column(*report, "email");
  EXPECT_EQ(lines(email.refused.at("role address or switchboard")), (std::vector<uint64_t>{3}));
  EXPECT_EQ(email.refused.at("placeholder word").count, 1u);
}

TEST_F(Check, NamesRefusedRowsAndUnreadableConsent) {
  const auto report = check("[limits]\nrejects = \"50%\"\n");
  ASSERT_TRUE(report.ok()) << report.status().to_string();
  const SourceCheck& source = report->sources.at(0);
  EXPECT_EQ(source.rows, 6u);
  EXPECT_EQ(source.refused_rows, 1u);
  EXPECT_EQ(lines(source.rejects.at("ragged_row")), (std::vector<uint64_t>{6}));
  EXPECT_EQ(report->consent.num_unreadable, 1u) << "peut-être";
}

TEST_F(Check, RefusesWhatTheRunWouldRefuseAndStillTells) {
  const auto report = check("[limits]\nrejects = \"0\"\n");
  ASSERT_TRUE(report.ok()) << report.status().to_string();
  EXPECT_EQ(report->verdict.code(), StatusCode::invalid_data);
  EXPECT_NE(report->verdict.to_string().find("crm.csv:6"), std::string::npos) << "says where the first one stands";
  EXPECT_FALSE(report->sources.at(0).columns.empty());
  EXPECT_FALSE(report->sources.at(0).rejects.at("ragged_row").message.empty());
}

TEST_F(Check, WarnsOfAColumnThatMostlyCountsForNothing) {
  const auto report = check("[limits]\nrejects = \"50%\"\n", "birth_date = \"prenom\"\n");
  ASSERT_TRUE(report.ok()) << report.status().to_string();
  EXPECT_EQ(
      report->warnings,
      (std::vector<std::string>{
          "source \"crm\": most values of email count for nothing, the first at crm.csv:5: placeholder word",
          "source \"crm\": most values of birth_date count for nothing, the first at crm.csv:2: unreadable date"}));
}

TEST_F(Check, WritesNothing) {
  ASSERT_TRUE(check("[limits]\nrejects = \"50%\"\n").ok());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(Check, TellsNoValueOfAPerson) {
  const auto report = check("[limits]\nrejects = \"50%\"\n");
  ASSERT_TRUE(report.ok());
  for (const std::string& text : {to_text(*report), to_json(*report)}) {
    for (const char* value : {"Durand", "durand", "Anne", "dupont.fr", "peut", "61234"})
      EXPECT_EQ(text.find(value), std::string::npos) << value;
    EXPECT_NE(text.find("placeholder number"), std::string::npos);
  }
}

TEST(CheckSample, CountsTheRecordsAndPairsOfARun) {
  TemporaryFolder folder;
  auto job = load_job(std::string(SOSIE_SOURCE_DIR) + "/datasets/sample/job.toml");
  ASSERT_TRUE(job.ok());
  MemoryAccountant memory;
  const auto report = check_job(*job, Executor(2), memory);
  const auto run = run_sample(folder / "out", 2);
  ASSERT_TRUE(report.ok() && run.ok());
  EXPECT_EQ(report->records, run->num_records);
  EXPECT_GE(report->planned_pairs, run->num_pairs) << "a pair of several rules is compared once";
  for (const SourceCheck& source : report->sources) {
    for (const ColumnCheck& column : source.columns) {
      uint64_t sum = column.empty + column.as_written + column.repaired;
      for (const auto& [reason, found] : column.refused) sum += found.count;
      EXPECT_EQ(sum, source.records) << source.name << " " << column.field;
    }
  }
}

}  // namespace
}  // namespace sosie
