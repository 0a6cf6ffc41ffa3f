#include <gtest/gtest.h>

#include <algorithm>

#include "datasets/generator/documents.h"
#include "engine/job/job_file.h"
#include "tests/datasets/generated_folder.h"

namespace sosie::generator {
namespace {

Job read_job(const std::string& folder) {
  Result<Job> job = load_job(folder + "/job.toml");
  EXPECT_TRUE(job.ok()) << job.status().to_string();
  return job.ok() ? *job : Job();
}

TEST(GeneratedJob, IsValidAndNamesEveryChannel) {
  const ScratchFolder scratch("job");
  generate_into(scratch.path(), 200, 1);
  const Job job = read_job(scratch.path());
  ASSERT_EQ(job.sources.size(), kNumChannels);
  for (size_t i = 0; i < kNumChannels; ++i) {
    EXPECT_EQ(job.sources[i].name, channel_name(static_cast<Channel>(i)));
    EXPECT_EQ(job.sources[i].path, channel_file(static_cast<Channel>(i)));
    EXPECT_TRUE(std::filesystem::exists(scratch.path() + "/" + job.sources[i].path));
    EXPECT_FALSE(job.sources[i].consent.empty() && job.sources[i].consent_lists.empty()) << job.sources[i].name;
  }
  EXPECT_EQ(job.as_of, "2026-09-01");
  EXPECT_EQ(job.events.at(0).path, "events.csv");
  EXPECT_EQ(job.suppressions.at(0).path, "bloctel.csv");
}

TEST(GeneratedJob, NamesOnlyColumnsThatExist) {
  const ScratchFolder scratch("job_columns");
  generate_into(scratch.path(), 200, 1);
  for (const SourceSpec& source : read_job(scratch.path()).sources) {
    if (source.name == "web") continue;  // has no header
    const auto header =
        parse_delimited(read_bytes(scratch.path() + "/" + source.path), source.csv.delimiter.value_or(',')).at(0);
    std::vector<std::string> named = {source.id};
    named.insert(named.end(), source.updated.columns.begin(), source.updated.columns.end());
    for (const FieldSpec& field : source.fields) named.insert(named.end(), field.columns.begin(), field.columns.end());
    for (const ConsentColumnSpec& consent : source.consent) {
      named.push_back(consent.column);
      named.insert(named.end(), consent.at.columns.begin(), consent.at.columns.end());
    }
    for (const std::string& column : named)
      EXPECT_TRUE(std::ranges::find(header, column) != header.end()) << source.name << "." << column;
  }
}

}  // namespace
}  // namespace sosie::generator
