#include "engine/job/job_file.h"

#include <gtest/gtest.h>

#include "engine/job/as_of.h"
#include "tests/job/full_job.h"

namespace sosie {
namespace {

constexpr const char* kSmallJob = R"(
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
[source.fields]
email = "mail"
)";

Result<Job> parse(const std::string& text, const Overrides& overrides = {}) {
  return parse_job(text, "job.toml", "", overrides);
}

/// The whole message, as a user sees it.
std::string error_of(const std::string& text, const Overrides& overrides = {}) {
  return parse(text, overrides).status().to_string();
}

std::string small_job_with(const std::string& lines) { return kSmallJob + lines; }

TEST(JobFile, EverythingButSourcesHasADefault) {
  const Result<Job> job = parse(kSmallJob);
  ASSERT_TRUE(job.ok()) << job.status().to_string();
  Job expected;
  expected.path = "job.toml";
  expected.sources = job->sources;
  EXPECT_EQ(*job, expected);
  ASSERT_EQ(job->sources.size(), 1u);
  EXPECT_TRUE(job->sources[0].has_no_consent);
}

TEST(JobFile, ReadsEveryKey) {
  const Result<Job> result = parse(test::kFullJob);
  ASSERT_TRUE(result.ok()) << result.status().to_string();
  const Job& job = *result;
  EXPECT_EQ(job.as_of, "2026-08-10");
  EXPECT_EQ(job.output, "out");
  EXPECT_EQ(job.rejects, "50");
  EXPECT_EQ(job.pairs_per_record, 40u);
  EXPECT_EQ(job.consent.policy, ConsentPolicy::unanimous);
  EXPECT_EQ(job.consent.purpose_parents.at("surveys"), "profiling");
  EXPECT_EQ(job.golden.at("family_name"), (std::vector<std::string>{"most_recent", "source_order", "longest"}));
  EXPECT_EQ(job.tables, (std::vector<std::string>{"golden", "members"}));
  EXPECT_EQ(job.lineage, TableSet::all);
  EXPECT_EQ(job.blocking[1].on, std::vector<std::string>{"email"});
  EXPECT_DOUBLE_EQ(job.link_threshold, 0.97);
}

TEST(JobFile, ReadsASource) {
  const SourceSpec source = parse(test::kFullJob)->sources[0];
  EXPECT_EQ(source.origin, Origin::partner);
  EXPECT_EQ(source.updated.columns, (std::vector<std::string>{"an", "mois", "jour"}));
  EXPECT_EQ(source.csv.delimiter, ';');
  EXPECT_EQ(source.csv.quote, '\0');
  EXPECT_EQ(source.csv.encoding, io::Encoding::latin1);
  ASSERT_EQ(source.fields.size(), 9u);
  EXPECT_EQ(source.fields[0].field, "family_name") << "fields keep the order of the file";
  EXPECT_EQ(source.fields[1].columns, (std::vector<std::string>{"Prenom", "Prenom2"}));
  EXPECT_EQ(source.fields[2].formats, (std::vector<std::string>{"%d/%m/%Y", "%Y%m%d"}));
  EXPECT_EQ(source.fields[8].field, "carte fidélité");
  ASSERT_EQ(source.addresses.size(), 1u);
  EXPECT_EQ(source.addresses[0].size(), 3u);
}

TEST(JobFile, ReadsStatementsOfConsent) {
  const Job job = *parse(test::kFullJob);
  const ConsentColumnSpec& column = job.sources[0].consent[0];
  EXPECT_EQ(column.codes.at("grant"), (std::vector<std::string>{"O", "Oui"}));
  EXPECT_EQ(column.codes.at("lock"), std::vector<std::string>{"gel"});
  EXPECT_TRUE(column.valid_to.is_column);
  EXPECT_TRUE(column.method.is_constant);
  EXPECT_EQ(column.informed.text, "true");
  EXPECT_FALSE(column.basis.is_constant) << "a plain string is a column when the source has one of that name";
  EXPECT_EQ(job.sources[1].consent_lists[0].channels.at("voice"), std::vector<std::string>{"tel"});
  const EventsSpec& events = job.events[0];
  EXPECT_EQ(events.key_kind.column, "key_type");
  EXPECT_EQ(events.channel.column, "how");
  EXPECT_EQ(events.acts.at("unsubscribe").channel, "email");
  EXPECT_EQ(events.acts.at("erasure").act, "erase");
  EXPECT_EQ(job.suppressions[0].kind.constant, "phone");
  EXPECT_EQ(job.suppressions[0].max_age_days, 31u);
}

TEST(JobFile, AnUnknownKeySaysWhereAndWhatWasMeant) {
  EXPECT_EQ(error_of(small_job_with("[limits]\nrejcets = \"1%\"\n")),
            "job.toml:10:1: unknown key `rejcets` in [limits] (did you mean \"rejects\"?)");
  EXPECT_EQ(error_of("vresion = 1\n"), "job.toml:1:1: unknown key `vresion` in the job (did you mean \"version\"?)");
  EXPECT_EQ(error_of(small_job_with("[job]\nmemory = \"1GB\"\n")),
            "job.toml:10:1: unknown key `memory` in [job] (`memory` is a key of [limits])");
  EXPECT_EQ(error_of(small_job_with("birth_date = { columm = \"x\" }\n")),
            "job.toml:9:16: unknown key `columm` in `birth_date` (did you mean \"column\"?)");
}

TEST(JobFile, AMisspelledKeyIsNotReportedAsMissing) {
  EXPECT_EQ(error_of("[[source]]\nnmae = \"crm\"\n"),
            "job.toml:2:1: unknown key `nmae` in [[source]] (did you mean \"name\"?)");
}

TEST(JobFile, AMissingKeySaysWhatItIsFor) {
  EXPECT_EQ(
      error_of("[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nconsent = \"none\"\n"),
      "job.toml:1:1: [[source]] \"crm\" has no key `id`: column of the record's id; \"\": a hash of the row names it "
      "(add id = \"COLUMN\", or id = \"\" to name rows by a hash of their content)");
}

TEST(JobFile, AWrongTypeSaysWhatIsWanted) {
  EXPECT_EQ(error_of(small_job_with("[thresholds]\nlink = \"high\"\n")),
            "job.toml:10:8: `link` must be a finite number, and is a string");
  EXPECT_EQ(error_of(small_job_with("[job]\nlink = \"dedup\"\n")),
            "job.toml:10:8: \"dedup\" is no value of `link` (did you mean \"dedupe\"?)");
  EXPECT_EQ(error_of(small_job_with("[source]\nname = \"x\"\n")).substr(0, 9), "job.toml:");
}

TEST(JobFile, BrokenTomlSaysWhere) { EXPECT_EQ(error_of("[job\n").substr(0, 13), "job.toml:1:5:"); }

TEST(JobFile, ASourceMustSayWhatItKnowsOfConsent) {
  const std::string text =
      error_of("[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nid = \"id\"\nfields = { email = \"mail\" }\n");
  EXPECT_EQ(text,
            "job.toml:1:1: source \"crm\" does not say what it knows of consent (add the line consent = \"none\" below "
            "its path, or a "
            "[[source.consent]] for each column that speaks of it)");
  EXPECT_EQ(
      exit_code(parse("[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nid = \"id\"\nfields = { email = \"mail\" }\n")
                    .status()),
      2);
}

TEST(JobFile, WhatIsNotBuiltYetSaysSo) {
  for (const char* lines : {
           "[output]\nformat = \"parquet\"\n",
           "[output]\nto = \"postgresql://db\"\n",
           "[output]\ntables = [\"changes\"]\n",
           "[consent]\npolicy = \"strictest_reconsent\"\n",
           "[consent]\npolicy = \"latest_valid\"\nunsafe = true\n",
           "[model]\npreset = \"organisation\"\n",
           "[job]\nprevious = \"2026-08-01\"\n",
           "[[suppression]]\nname = \"l\"\npath = \"l.csv\"\nvalue = \"v\"\nkind = \"phone\"\nscheme = \"sha256\"\n",
           "[[source]]\nname = \"s\"\npath = \"s.csv\"\nid = \"id\"\nmode = \"changes\"\nconsent = \"none\"\nfields = "
           "{ email = \"e\" }\n",
           "[[source]]\nname = \"s\"\npath = \"s.parquet\"\nid = \"id\"\nconsent = \"none\"\nfields = { email = \"e\" "
           "}\n",
           "[[source]]\nname = \"s\"\npath = \"postgresql://h/d\"\nid = \"id\"\nconsent = \"none\"\nfields = { email = "
           "\"e\" }\n",
       }) {
    const Status status = parse(small_job_with(lines)).status();
    EXPECT_EQ(exit_code(status), 2) << lines;
    EXPECT_NE(status.to_string().find("not built yet"), std::string::npos) << lines << status.to_string();
    EXPECT_GT(status.location().line, 8u) << lines;
  }
}

TEST(JobFile, OverridesWin) {
  const Result<Job> job = parse(kSmallJob, {{"limits.rejects", "5%"},
                                            {"limits.pairs_per_record", "12"},
                                            {"source.crm.path", "other.csv"},
                                            {"source.0.csv.delimiter", "\";\""},
                                            {"job.as_of", "2026-01-31"},
                                            {"consent.purposes", "[\"newsletter\"]"}});
  ASSERT_TRUE(job.ok()) << job.status().to_string();
  EXPECT_EQ(job->rejects, "5%");
  EXPECT_EQ(job->pairs_per_record, 12u);
  EXPECT_EQ(job->sources[0].path, "other.csv");
  EXPECT_EQ(job->sources[0].csv.delimiter, ';');
  EXPECT_EQ(job->as_of, "2026-01-31");
  EXPECT_EQ(job->consent.purposes, std::vector<std::string>{"newsletter"});
}

TEST(JobFile, AMistakeInAnOverrideNamesTheOverride) {
  EXPECT_EQ(error_of(kSmallJob, {{"limits.rejcets", "5%"}}),
            "--set limits.rejcets=5%: unknown key `rejcets` in [limits] (did you mean \"rejects\"?)");
  EXPECT_EQ(error_of(kSmallJob, {{"thresholds.link", "high"}}),
            "--set thresholds.link=high: `link` must be a finite number, and is a string");
  EXPECT_EQ(error_of(kSmallJob, {{"source.shop.path", "x"}}), "--set source.shop.path=x: there is no \"shop\" to set");
  EXPECT_EQ(error_of(kSmallJob, {{"limit.rejects", "5%"}}).substr(0, 55),
            "--set limit.rejects=5%: unknown key `limit` in the job ");
  EXPECT_FALSE(parse_override("rejects").ok());
  EXPECT_EQ(parse_override("a.b=c=d")->second, "c=d");
}

TEST(JobFile, AMissingFileIsAUsageError) {
  const Status status = load_job("/nowhere/job.toml").status();
  EXPECT_EQ(exit_code(status), 2);
  EXPECT_EQ(status.to_string(), "/nowhere/job.toml: there is no such job file");
}

TEST(JobFile, PathsAreRelativeToTheJob) {
  Job job;
  EXPECT_EQ(resolve_path(job, "in/a.csv"), "in/a.csv");
  job.directory = "jobs";
  EXPECT_EQ(resolve_path(job, "in/a.csv"), "jobs/in/a.csv");
  EXPECT_EQ(resolve_path(job, "/in/a.csv"), "/in/a.csv");
  EXPECT_EQ(resolve_path(job, "-"), "-");
}

TEST(AsOf, ADayMeansItsEnd) {
  Job job;
  job.as_of = "2026-08-10";
  EXPECT_EQ(*resolve_as_of(job), Moment::at(1786399199)) << "2026-08-10T23:59:59+02:00";
  job.as_of = "2026-08-10T12:00:00Z";
  EXPECT_EQ(*resolve_as_of(job), Moment::at(1786363200));
  job.as_of = "yesterday";
  EXPECT_EQ(exit_code(resolve_as_of(job).status()), 2);
}

}  // namespace
}  // namespace sosie
