#include "engine/job/print_job.h"

#include <gtest/gtest.h>

#include "engine/job/job_file.h"
#include "engine/job/keys.h"
#include "tests/job/full_job.h"

namespace sosie {
namespace {

Job full_job() { return *parse_job(test::kFullJob, "job.toml", "jobs"); }

TEST(PrintJob, WhatIsPrintedReadsBackToTheSameJob) {
  for (const bool documentation : {false, true}) {
    PrintJobOptions options;
    options.documentation = documentation;
    const std::string text = print_job(full_job(), options);
    const Result<Job> again = parse_job(text, "job.toml", "jobs");
    ASSERT_TRUE(again.ok()) << again.status().to_string() << "\n" << text;
    EXPECT_EQ(*again, full_job()) << text;
    EXPECT_EQ(print_job(*again, options), text);
  }
}

TEST(PrintJob, AwkwardTextsSurvive) {
  Job job = full_job();
  job.sources[0].path = "in/\"a\"\\b\tc\x01\x7f é.csv";
  job.sources[0].fields[8] = {"a.b {c} \"d\"", {"x\ny", "z"}, {}, {}};
  job.golden["a.b {c} \"d\""] = {"longest"};
  job.events[0].acts["désinscrit = oui"] = {"withdraw", "any"};
  const Result<Job> again = parse_job(print_job(job), "job.toml", "jobs");
  ASSERT_TRUE(again.ok()) << again.status().to_string();
  EXPECT_EQ(*again, job);
}

TEST(PrintJob, ShowsDefaultsWithTheirMeaning) {
  const std::string text = print_job(
      *parse_job("[[source]]\nname='a'\npath='a.csv'\nid='id'\nconsent='none'\nfields={email='e'}\n", "", ""));
  EXPECT_NE(text.find("policy = \"strictest\""), std::string::npos);
  EXPECT_NE(text.find("# who wins when statements disagree"), std::string::npos);
  EXPECT_NE(text.find("# to ="), std::string::npos) << "keys without a value are shown as comments";
}

TEST(PrintJob, CommentsOfTheCallerStandBesideFields) {
  PrintJobOptions options;
  options.heading = "first line\nsecond line";
  options.field_comment = [](size_t, std::string_view field) { return "about " + std::string(field); };
  options.after_fields = [](size_t source) {
    return source == 0 ? std::string("proposed:\n[[source.consent]]") : std::string();
  };
  const std::string text = print_job(full_job(), options);
  EXPECT_TRUE(text.starts_with("# first line\n# second line\n"));
  EXPECT_NE(text.find("# about family_name\n"), std::string::npos);
  EXPECT_NE(text.find("# proposed:\n# [[source.consent]]\n"), std::string::npos);
  EXPECT_EQ(*parse_job(text, "job.toml", "jobs"), full_job());
}

}  // namespace
}  // namespace sosie
