#include "apps/run_report.h"

#include <gtest/gtest.h>

namespace sosie::apps {
namespace {

RunSummary example() {
  RunSummary summary;
  summary.run_directory = "/srv/out/runs/r1";
  summary.num_rows = 12'034;
  summary.num_records = 12'003;
  summary.num_entities = 6'412;
  summary.num_rejects = 31;
  summary.num_links = 5'912;
  summary.num_reviews = 44;
  summary.num_pairs = 301'220;
  summary.seconds = 1.94;
  summary.peak_bytes = 310'000'000;
  summary.warnings = {"a \"quoted\" warning"};
  summary.contactable = {{"email", 2'310}, {"post", 5'203}};
  return summary;
}

TEST(RunReport, PeopleSeeWhatCountsAndWhereItIs) {
  Job job;
  job.sources.resize(1);
  const std::string text = summary_text(example(), job, Console());
  for (const char* part : {"6,412 golden records from 12,003 records", "12,034 rows · 31 refused",
                           "301,220 pairs · 5,912 links · 44 to review", "email 2,310 · post 5,203", "1.9 s · 310 MB",
                           "/srv/out/runs/r1/golden.csv"})
    EXPECT_NE(text.find(part), std::string::npos) << part << text;
}

TEST(RunReport, NobodyIsCountedAsContactableWhereConsentIsUnknown) {
  Job job;
  job.sources.resize(1);
  job.sources[0].has_no_consent = true;
  EXPECT_EQ(summary_text(example(), job, Console()).find("may contact"), std::string::npos);
}

TEST(RunReport, ADryRunSaysSo) {
  RunSummary summary = example();
  summary.run_directory.clear();
  EXPECT_NE(summary_text(summary, Job(), Console()).find("nothing was published"), std::string::npos);
  EXPECT_NE(summary_json(summary, Job()).find("\"dry_run\""), std::string::npos);
}

TEST(RunReport, ProgramsGetOneLine) {
  const std::string json = summary_json(example(), Job());
  EXPECT_EQ(json.find('\n'), json.size() - 1);
  for (const char* part :
       {"\"published\"", "\"/srv/out/runs/r1\"", "12034", "\"contactable\"", "2310", "a \\\"quoted\\\" warning"})
    EXPECT_NE(json.find(part), std::string::npos) << part << json;
}

TEST(RunReport, AFailureIsOneLineToo) {
  const std::string json =
      error_json(Status::invalid_job("unknown key `x`").at({"job.toml", 3, 5}).hint("did you mean \"y\"?"), 2);
  EXPECT_EQ(json.find('\n'), json.size() - 1);
  for (const char* part : {"\"failed\"", "\"job.toml\"", "\"hint\"", "did you mean \\\"y\\\"?"})
    EXPECT_NE(json.find(part), std::string::npos) << part << json;
}

}  // namespace
}  // namespace sosie::apps
