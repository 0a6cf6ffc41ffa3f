#include "apps/describe_columns.h"

#include <gtest/gtest.h>

#include "engine/job/job_file.h"

namespace sosie::apps {
namespace {

Recognition example() {
  Recognition recognition;
  RecognizedFile file;
  file.path = "in/crm.csv";
  file.source.name = "crm";
  file.source.path = file.path;
  file.source.id = "IdClient";
  file.source.has_no_consent = true;
  file.source.fields = {{"family_name", {"Nom"}, {}, {}}};
  file.columns = {{"IdClient", ColumnUse::id, "", "unique in the file and named like an id", {}},
                  {"Nom", ColumnUse::field, "family_name", "by name; 98% of the values agree", {}},
                  {"OptinSMS", ColumnUse::consent, "", "speaks of consent, which is never assumed", {"0", "1"}},
                  {"Prénom \"usuel\"", ColumnUse::unused, "", "empty", {}}};
  recognition.job.sources = {file.source};
  recognition.files = {file};
  return recognition;
}

TEST(DescribeColumns, ATableOfColumns) {
  EXPECT_EQ(recognition_table(example(), Console()),
            "in/crm.csv\n"
            "  IdClient        id           unique in the file and named like an id\n"
            "  Nom             family_name  by name; 98% of the values agree\n"
            "  OptinSMS        consent?     speaks of consent, which is never assumed\n"
            "  Prénom \"usuel\"  -            empty\n");
}

TEST(DescribeColumns, TheProposedJobAsksForConsentThatItProposesAsComments) {
  const std::string text = proposed_job(example());
  for (const char* part :
       {"# by name; 98% of the values agree", "# left out: Prénom", "# column = \"OptinSMS\"", "# channel = \"sms\""})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  const Result<Job> unconfirmed = parse_job(text, "", "");
  ASSERT_FALSE(unconfirmed.ok()) << text;
  EXPECT_EQ(exit_code(unconfirmed.status()), 2);
  EXPECT_NE(unconfirmed.status().to_string().find("does not say what it knows of consent"), std::string::npos);
}

TEST(DescribeColumns, TheProposedJobIsAJobOnceConsentIsAnswered) {
  std::string text = proposed_job(example());
  const std::string place = "[source.fields]";
  text.insert(text.find(place), "consent = \"none\"\n");
  const Result<Job> job = parse_job(text, "", "");
  ASSERT_TRUE(job.ok()) << job.status().to_string() << text;
  EXPECT_EQ(job->sources, example().job.sources);
}

TEST(DescribeColumns, ASourceWithoutSuchColumnsSaysThatItKnowsNothing) {
  Recognition recognition = example();
  std::erase_if(recognition.files[0].columns, [](const RecognizedColumn& c) { return c.use == ColumnUse::consent; });
  const Result<Job> job = parse_job(proposed_job(recognition), "", "");
  ASSERT_TRUE(job.ok()) << job.status().to_string();
  EXPECT_TRUE(job->sources[0].has_no_consent);
}

}  // namespace
}  // namespace sosie::apps
