// The whole way on the committed sample.
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/manifest.h"
#include "tests/pipeline/sample_run.h"

namespace sosie {
namespace {

constexpr const char* kTables[] = {"golden", "members", "links", "contact", "lineage", "rejects", "removed", "changes"};

TEST(Pipeline, SameBytesForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  ASSERT_TRUE(run_sample(folder / "1", 1).ok());
  for (const unsigned threads : {2u, 3u, 8u}) {
    const std::string output = folder / std::to_string(threads);
    ASSERT_TRUE(run_sample(output, threads).ok());
    for (const char* table : kTables) {
      const std::string name = std::string("/current/") + table + ".csv";
      EXPECT_EQ(file_text((folder / "1") + name), file_text(output + name)) << table << ", " << threads << " threads";
    }
  }
}

TEST(Pipeline, EveryRowOfTheSampleIsAccountedFor) {
  const TemporaryFolder folder;
  const Result<RunSummary> run = run_sample(folder / "out", 2);
  ASSERT_TRUE(run.ok()) << run.status().to_string();
  const auto manifest = manifest_from_json(file_text(folder / "out/current/manifest.json"), "manifest.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status().to_string();
  ASSERT_EQ(manifest->sources.size(), 6u);
  uint64_t rows = 0;
  for (const SourceAccount& source : manifest->sources) {
    EXPECT_EQ(source.rows_in, source.member_rows + source.rejected + source.removed) << source.source;
    rows += source.rows_in;
  }
  EXPECT_EQ(rows, run->num_rows);
}

TEST(Pipeline, AnInterruptPublishesNothing) {
  const TemporaryFolder folder;
  auto job = load_job(std::string(SOSIE_SOURCE_DIR) + "/datasets/sample/job.toml");
  ASSERT_TRUE(job.ok());
  job->output = folder / "out";
  const std::atomic<int> interrupt = 2;
  const auto run = run_job({.job = &*job, .interrupt = &interrupt});
  EXPECT_EQ(run.status().code(), StatusCode::cancelled);
  EXPECT_FALSE(std::filesystem::exists(folder / "out/current"));
}

}  // namespace
}  // namespace sosie
