#include "engine/job/validate.h"

#include <gtest/gtest.h>

#include <functional>

#include "engine/job/job_file.h"
#include "tests/job/full_job.h"

namespace sosie {
namespace {

/// The message after one change to the documented job.
std::string error_after(const std::function<void(Job&)>& change) {
  Job job = *parse_job(test::kFullJob, "job.toml", "");
  change(job);
  return validate(job).message();
}

TEST(Validate, TheDocumentedJobIsRight) {
  EXPECT_EQ(error_after([](Job&) {}), "");
}

TEST(Validate, Names) {
  EXPECT_EQ(error_after([](Job& job) { job.events[0].name = "crm"; }), "the name \"crm\" is taken");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].name = "a:b"; }),
            "the name \"a:b\" holds a colon or a control character");
  EXPECT_EQ(error_after([](Job& job) { job.sources.clear(); }), "the job has no [[source]]");
}

TEST(Validate, RegionsAndTimes) {
  EXPECT_EQ(error_after([](Job& job) { job.country = "fr"; }), "\"fr\" is no country code");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].country = "UK"; }), "\"UK\" is no country code");
  EXPECT_EQ(error_after([](Job& job) { job.timezone = "Europe/Lyon"; }), "unknown time zone \"Europe/Lyon\"");
  EXPECT_NE(error_after([](Job& job) { job.as_of = "soon"; }), "");
}

TEST(Validate, Thresholds) {
  EXPECT_EQ(error_after([](Job& job) { job.review_threshold = 0.98; }), "`review` lies above `link`");
  EXPECT_EQ(error_after([](Job& job) { job.link_threshold = 1.5; }), "`link` must lie between 0 and 1");
}

TEST(Validate, Fields) {
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].fields[3].formats = {"%Y"}; }),
            "\"email\" takes no format: it is no date");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].fields[8].field = "may_email"; }),
            "\"may_email\" is a column of the golden records already");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].fields[2].columns = {"a", "b"}; }),
            "a date is one column, or three: year, month, day");
  EXPECT_NE(error_after([](Job& job) { job.sources[0].fields[2].formats = {"%d/%Q/%Y"}; }).find("%d/%Q/%Y"),
            std::string::npos);
  EXPECT_NE(error_after([](Job& job) { job.sources[0].consent[0].valid_to.formats = {"%d"}; }).find("%d"),
            std::string::npos);
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].addresses[0][0].field = "email"; }),
            "\"email\" is no part of an address");
}

TEST(Validate, Consent) {
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].has_no_consent = true; }),
            "consent = \"none\" beside columns that speak of consent");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].consent[0].codes["granted"] = {"1"}; }), "\"granted\" is no act");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].consent[0].codes.clear(); }),
            "no codes: every value would be unreadable");
  EXPECT_EQ(error_after([](Job& job) { job.sources[0].consent[0].valid_to = {}; }), "a lock needs `valid_to`");
  EXPECT_EQ(error_after([](Job& job) { job.events[0].acts["x"].act = "annul"; }), "the act `annul` is not built yet");
  EXPECT_EQ(error_after([](Job& job) { job.events[0].acts["objection"].channel = "mail"; }), "\"mail\" is no channel");
  EXPECT_EQ(error_after([](Job& job) { job.suppressions[0].listed = {}; }), "`max_age_days` needs `listed`");
}

TEST(Validate, Purposes) {
  EXPECT_EQ(error_after([](Job& job) { job.consent.purposes = {}; }), "`purposes` is empty");
  EXPECT_EQ(error_after([](Job& job) { job.consent.purpose_parents["surveys"] = "profilling"; }),
            "no purpose is named \"profilling\"");
  EXPECT_EQ(error_after([](Job& job) { job.consent.purpose_parents = {{"a", "b"}, {"b", "a"}}; }),
            "purpose \"a\" lies under itself");
}

TEST(Validate, RulesAndOutput) {
  EXPECT_EQ(error_after([](Job& job) { job.blocking[0].on = {"soundex(family_name)"}; }),
            "\"soundex\" is no function of blocking keys");
  EXPECT_EQ(error_after([](Job& job) { job.golden["famly_name"] = {"longest"}; }),
            "no source maps a field \"famly_name\"");
  EXPECT_EQ(error_after([](Job& job) { job.golden["city"] = {"newest"}; }), "\"newest\" is no survivorship rule");
  EXPECT_EQ(error_after([](Job& job) { job.tables = {"gold"}; }), "\"gold\" is no table");
  EXPECT_EQ(error_after([](Job& job) { job.pairs_per_record = 0; }), "`pairs_per_record` must be at least 1");
  EXPECT_NE(error_after([](Job& job) { job.memory = "lots"; }), "");
}

TEST(Validate, LinkingNeedsTwoSources) {
  EXPECT_EQ(error_after([](Job& job) {
              job.link_only = true;
              job.sources.resize(1);
            }),
            "link = \"link\" compares across sources, and the job has one");
}

TEST(Validate, ADecisionsFileThatExistsIsNotBuiltYet) {
  EXPECT_NE(error_after([](Job& job) {
              job.decisions = SOSIE_SOURCE_DIR "/tests/job/validate_test.cc";
            }).find("not built yet"),
            std::string::npos);
}

}  // namespace
}  // namespace sosie
