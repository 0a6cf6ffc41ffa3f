#include "engine/ingest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/job/job_file.h"

namespace sosie {
namespace {

/// Files in a folder of their own, and a job over them.
class Ingest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "sosie_ingest_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
  }

  Result<Ingested> read(const std::string& source_toml, const std::string& more_toml = "", unsigned threads = 2) {
    const std::string toml = "version = 1\n" + more_toml + "[[source]]\nname = \"crm\"\n" + source_toml;
    auto job = parse_job(toml, "test.toml", folder_);
    EXPECT_TRUE(job.ok()) << job.status().to_string();
    if (!job.ok()) return job.status();
    const Executor executor(threads);
    return ingest(*job, executor, memory_);
  }

  static std::string column(const Ingested& in, const std::string& name, uint32_t row) {
    const SourceTable& table = in.records.sources[0];
    return std::string(table.columns.at(static_cast<size_t>(table.column_index(name))).cells.text(row));
  }

  std::string folder_;
  MemoryAccountant memory_;
};

constexpr const char* kPlain = R"(path = "a.csv"
id = "id"
consent = "none"
[source.fields]
family_name = "name"
email = "email"
)";

TEST_F(Ingest, ReadsWhatTheJobNames) {
  file("a.csv", "id,other,name,email\n7,x,Martin,m@free.fr\n 8 ,y,Durand,\n");
  const auto in = read(kPlain);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  EXPECT_EQ(in->records.num_records, 2u);
  EXPECT_EQ(in->records.id(1), "8") << "ids are trimmed";
  EXPECT_EQ(column(*in, "name", 1), "Durand");
  EXPECT_EQ(in->records.sources[0].column_index("other"), -1);
  EXPECT_EQ(in->reject_columns[0], (std::vector<std::string>{"id", "name", "email"}));
  EXPECT_EQ(in->records.key(0), record_key("crm", "7"));
}

TEST_F(Ingest, ARowWithoutIdIsRefusedWithItsCells) {
  file("a.csv", "id,name,email\n7,Martin,m@free.fr\n  ,Durand,d@free.fr\n9,Petit,p@free.fr\n");
  const auto in = read(kPlain, "[limits]\nrejects = \"1\"\n");
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  ASSERT_EQ(in->rejects.size(), 1u);
  const io::Reject& reject = in->rejects[0].reject;
  EXPECT_EQ(reject.code, "missing_id");
  EXPECT_EQ(reject.row, 2u);
  EXPECT_EQ(reject.line, 3u);
  ASSERT_EQ(reject.cells.size(), 3u);
  EXPECT_EQ(reject.cells[2].view(), "d@free.fr");
  EXPECT_EQ(reject.raw, "  ,Durand,d@free.fr");
  EXPECT_EQ(in->rows_in[0], 3u);
  EXPECT_EQ(in->records.id(1), "9");
  EXPECT_EQ(column(*in, "name", 1), "Petit");
  EXPECT_EQ(in->records.sources[0].row_ordinals, (std::vector<uint32_t>{1, 3}));
}

TEST_F(Ingest, TooManyRejectsStopTheRunWithoutPersonalValues) {
  file("a.csv", "id,name,email\n7,Martin,m@free.fr\n,Durand,d@free.fr\n");
  const auto in = read(kPlain);
  ASSERT_FALSE(in.ok());
  EXPECT_EQ(in.status().code(), StatusCode::invalid_data);
  const std::string text = in.status().to_string();
  EXPECT_NE(text.find("1 of 2 rows refused, 0 allowed"), std::string::npos) << text;
  EXPECT_NE(text.find("a.csv:3"), std::string::npos) << text;
  EXPECT_NE(text.find("missing_id"), std::string::npos) << text;
  EXPECT_EQ(text.find("Durand"), std::string::npos) << text;
  EXPECT_EQ(text.find("free.fr"), std::string::npos) << text;
}

TEST_F(Ingest, AMissingFileIsAnErrorUnlessItMayBeLate) {
  const auto missing = read(kPlain);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.status().code(), StatusCode::invalid_data);
  EXPECT_NE(missing.status().to_string().find("may_be_late"), std::string::npos);
  const auto late = read(std::string("may_be_late = true\n") + kPlain);
  ASSERT_TRUE(late.ok()) << late.status().to_string();
  EXPECT_EQ(late->records.num_records, 0u);
}

TEST_F(Ingest, AnEmptyFileIsAnErrorUnlessItMayBeLate) {
  file("a.csv", "id,name,email\n");
  const auto empty = read(kPlain);
  ASSERT_FALSE(empty.ok());
  EXPECT_NE(empty.status().to_string().find("source \"crm\" is empty"), std::string::npos)
      << empty.status().to_string();
  const auto late = read(std::string("may_be_late = true\n") + kPlain);
  ASSERT_TRUE(late.ok()) << late.status().to_string();
  EXPECT_EQ(late->records.sources[0].columns.size(), 3u);
}

TEST_F(Ingest, AMissingColumnIsNamed) {
  file("a.csv", "id,name,mail\n7,Martin,m@free.fr\n");
  const auto in = read(kPlain);
  ASSERT_FALSE(in.ok());
  EXPECT_NE(in.status().to_string().find("email"), std::string::npos) << in.status().to_string();
  EXPECT_NE(in.status().to_string().find("a.csv"), std::string::npos) << in.status().to_string();
}

constexpr const char* kNoId = R"(path = "a.csv"
id = ""
consent = "none"
[source.fields]
family_name = "name"
)";

TEST_F(Ingest, RowsWithoutIdColumnAreNamedByTheirContent) {
  file("a.csv", "name,x\nMartin,1\nDurand,1\nMartin,1\nMartin,2\n");
  const auto in = read(kNoId);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  std::vector<std::string> ids;
  for (RecordId record = 0; record < 4; ++record) ids.emplace_back(in->records.id(record));
  EXPECT_EQ(ids[0].substr(0, 17), ids[2].substr(0, 17));
  EXPECT_TRUE(ids[0].ends_with("-1") && ids[2].ends_with("-2") && ids[1].ends_with("-1"));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 4u);
  EXPECT_EQ(in->records.num_records, 4u);
}

constexpr const char* kGlob = R"(path = "part*.csv"
id = "id"
[source.fields]
family_name = "name"
[[source.consent]]
column = "optin"
channel = "email"
optional = true
codes = { grant = ["1"], deny = ["0"], unknown = [""] }
valid_to = "until"
)";

TEST_F(Ingest, SeveralFilesAreOneSource) {
  file("part2.csv", "id,name,optin\n3,Petit,0\n");
  file("part1.csv", "id,name,optin\n1,Martin,1\n2,Durand,0\n");
  const auto in = read(kGlob);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  const SourceTable& table = in->records.sources[0];
  ASSERT_EQ(table.num_rows, 3u);
  EXPECT_TRUE(table.files[0].ends_with("part1.csv") && table.files[1].ends_with("part2.csv"));
  EXPECT_TRUE(table.row_file(2).ends_with("part2.csv"));
  EXPECT_EQ(table.row_line(2), 2u);
  EXPECT_EQ(table.row_ordinals[2], 1u);
  EXPECT_EQ(column(*in, "name", 2), "Petit");
  ASSERT_EQ(in->files.size(), 2u);
  EXPECT_EQ(in->files[0].rows, 2u);
  EXPECT_EQ(in->files[1].rows, 1u);
}

TEST_F(Ingest, AColumnThatOnlyLaterFilesHaveIsMissingBefore) {
  file("part1.csv", "id,name\n1,Martin\n2,Durand\n");
  file("part2.csv", "id,name,optin,until\n3,Petit,0,2030-01-01\n");
  const auto in = read(kGlob);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  EXPECT_EQ(column(*in, "optin", 0), "");
  EXPECT_EQ(column(*in, "optin", 2), "0");
  EXPECT_EQ(column(*in, "until", 0), "");
  EXPECT_EQ(column(*in, "until", 2), "2030-01-01");
}

// A key that may be a constant named a column of the first file; the second file was then refused for lacking it.
TEST_F(Ingest, AColumnThatOnlyEarlierFilesHaveIsMissingBehind) {
  file("part1.csv", "id,name,optin,until\n1,Martin,1,2030-01-01\n");
  file("part2.csv", "id,name\n3,Petit\n");
  const auto in = read(kGlob);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  EXPECT_EQ(column(*in, "until", 0), "2030-01-01");
  EXPECT_EQ(column(*in, "until", 1), "");
  EXPECT_EQ(column(*in, "optin", 1), "");
}

// The column of a later file without rows was shorter than its table.
TEST_F(Ingest, AColumnOfAnEmptyLaterFileIsMissingEverywhere) {
  file("part1.csv", "id,name\n1,Martin\n2,Durand\n");
  file("part2.csv", "id,name,optin,until\n");
  const auto in = read(kGlob);
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  const SourceTable& table = in->records.sources[0];
  for (const NamedColumn& column : table.columns) EXPECT_EQ(column.cells.num_rows(), table.num_rows) << column.name;
}

TEST_F(Ingest, TheNumberOfThreadsDoesNotMatter) {
  std::string text = "id,name,email\n";
  for (int i = 0; i < 30'000; ++i)
    text += std::to_string(i % 29'000) + ",name" + std::to_string(i % 97) + ",e" + std::to_string(i) + "@free.fr" +
            std::string(static_cast<size_t>(i % 300), 'x') + "\n";
  file("a.csv", text);
  const auto one = read(kPlain, "", 1), four = read(kPlain, "", 4);
  ASSERT_TRUE(one.ok() && four.ok());
  ASSERT_EQ(one->records.num_records, 29'000u);
  ASSERT_EQ(one->records.sources[0].keys, four->records.sources[0].keys);
  EXPECT_EQ(one->records.sources[0].row_ordinals, four->records.sources[0].row_ordinals);
  EXPECT_EQ(one->records.sources[0].delivered, four->records.sources[0].delivered);
  for (const char* name : {"name", "email"}) {
    for (uint32_t row = 0; row < 30'000; ++row) ASSERT_EQ(column(*one, name, row), column(*four, name, row));
  }
}

TEST_F(Ingest, ForgetsCellsAndKeepsIdsAndRejects) {
  std::string rows = "id,name,email\n";
  for (int i = 0; i < 70'000; ++i) rows += std::to_string(i) + ",Martin,m@free.fr\n";
  file("a.csv", rows + ",Durand,d@free.fr\n8,too,many,cells\n");
  const Executor executor(2);
  auto in = read(kPlain, "[limits]\nrejects = \"5\"\n");
  ASSERT_TRUE(in.ok()) << in.status().to_string();
  const RecordKey key = in->records.key(69'999);
  ASSERT_TRUE(forget_cells(*in, executor).ok());
  for (const RecordId record : {0u, 65'535u, 65'536u, 69'999u})
    EXPECT_EQ(in->records.id(record), std::to_string(record));
  EXPECT_EQ(in->records.key(69'999), key);
  ASSERT_EQ(in->rejects.size(), 2u);
  EXPECT_EQ(in->rejects[0].reject.raw, ",Durand,d@free.fr");
  EXPECT_EQ(in->rejects[1].reject.raw, "8,too,many,cells");
  ASSERT_FALSE(in->rejects[0].reject.cells.empty());
  const auto name = std::find(in->reject_columns[0].begin(), in->reject_columns[0].end(), "name");
  EXPECT_EQ(in->rejects[0].reject.cells[static_cast<size_t>(name - in->reject_columns[0].begin())].view(), "Durand");
  EXPECT_EQ(in->records.sources[0].columns[0].cells.num_rows(), 0u);
}

}  // namespace
}  // namespace sosie
