#include "apps/command_line.h"

#include <gtest/gtest.h>

namespace sosie::apps {
namespace {

std::string error_of(const std::vector<std::string>& arguments) {
  const Result<CommandLine> line = parse_command_line(arguments);
  EXPECT_TRUE(line.ok() || exit_code(line.status()) == 2);
  return line.status().to_string();
}

TEST(CommandLine, ReadsEveryFlagOfDedupe) {
  const Result<CommandLine> line = parse_command_line(
      {"dedupe", "a.csv",          "-o",         "out",   "b.csv",     "--link",    "--set", "limits.rejects=5%",
       "--set",  "job.country=BE", "--clusters", "c.csv", "--dry-run", "--threads", "2",     "--memory=8GB",
       "--tmp",  "/var/tmp",       "--seed",     "7",     "--json",    "-vv"});
  ASSERT_TRUE(line.ok()) << line.status().to_string();
  EXPECT_EQ(line->command, "dedupe");
  EXPECT_EQ(line->positionals, (std::vector<std::string>{"a.csv", "b.csv"}));
  EXPECT_EQ(line->output, "out");
  EXPECT_EQ(line->overrides, (Overrides{{"limits.rejects", "5%"}, {"job.country", "BE"}}));
  EXPECT_EQ(line->clusters_file, "c.csv");
  EXPECT_EQ(line->memory, "8GB");
  EXPECT_EQ(line->temp_directory, "/var/tmp");
  EXPECT_EQ(line->threads, 2u);
  EXPECT_EQ(line->seed, 7u);
  EXPECT_EQ(line->verbosity, 2u);
  EXPECT_TRUE(line->link_only && line->dry_run && line->json && !line->quiet && !line->print_job);
}

TEST(CommandLine, ReadsTheOtherCommands) {
  EXPECT_TRUE(parse_command_line({"run", "job.toml", "--print-job"})->print_job);
  EXPECT_EQ(parse_command_line({"evaluate", "out", "--truth", "t.csv"})->truth, "t.csv");
  EXPECT_EQ(parse_command_line({"why", "out", "crm:1", "shop:2"})->positionals.size(), 3u);
  EXPECT_EQ(parse_command_line({"why", "out", "abc", "--channel", "email"})->channel, "email");
  EXPECT_EQ(parse_command_line({"generate", "--people", "500", "-o", "demo"})->people, 500u);
}

TEST(CommandLine, ATypoGetsASuggestion) {
  EXPECT_EQ(error_of({"ddupe", "a.csv"}), "there is no command \"ddupe\" (did you mean \"dedupe\"?)");
  EXPECT_EQ(error_of({"run", "job.toml", "--dryrun"}), "sosie run has no flag --dryrun (did you mean \"--dry-run\"?)");
  EXPECT_EQ(error_of({"run", "job.toml", "--tread=2"}), "sosie run has no flag --tread (did you mean \"--threads\"?)");
  EXPECT_EQ(error_of({"frobnicate"}), "there is no command \"frobnicate\" (commands: sosie --help)");
  EXPECT_EQ(error_of({"--json", "run"}), "a command stands before its flags (as in sosie run job.toml --json)");
}

TEST(CommandLine, SaysWhatIsWrong) {
  EXPECT_EQ(error_of({"run"}), "usage: sosie run JOB.toml (sosie run --help)");
  EXPECT_EQ(error_of({"run", "a.toml", "b.toml"}), "usage: sosie run JOB.toml (sosie run --help)");
  EXPECT_EQ(error_of({"run", "a.toml", "-o"}), "--output needs a value (sosie run --help)");
  EXPECT_EQ(error_of({"run", "a.toml", "--threads", "many"}),
            "--threads takes a whole number from 1, and got \"many\"");
  EXPECT_EQ(error_of({"run", "a.toml", "--threads", "0"}), "--threads takes a whole number from 1, and got \"0\"");
  EXPECT_EQ(error_of({"run", "a.toml", "--set", "x"}),
            "--set takes key=value, and got \"x\" (as in --set limits.rejects=5%)");
  EXPECT_EQ(error_of({"run", "a.toml", "-q", "-v"}), "-q and -v contradict each other (sosie run --help)");
  EXPECT_EQ(error_of({"evaluate", "out"}), "evaluate needs --truth FILE (sosie evaluate --help)");
  EXPECT_EQ(error_of({"why", "out", "abc"}), "why needs two records, or one entity and --channel (sosie why --help)");
  EXPECT_EQ(error_of({"generate"}), "generate needs -o DIR (sosie generate --help)");
}

TEST(CommandLine, WhatIsNotBuiltYetSaysSo) {
  for (const char* command : {"train", "review", "erase", "diff"})
    EXPECT_EQ(error_of({command, "x"}), std::string("sosie ") + command + " is not built yet");
  EXPECT_NE(error_of({"run", "job.toml", "--resume"}).find("not built yet"), std::string::npos);
}

TEST(CommandLine, HelpAndVersionAreAnswers) {
  EXPECT_NE(parse_command_line({})->information, "");
  EXPECT_EQ(parse_command_line({"help", "run"})->information,
            parse_command_line({"run", "job.toml", "--help"})->information);
  EXPECT_EQ(parse_command_line({"--version"})->information.substr(0, 6), "sosie ");
  EXPECT_FALSE(parse_command_line({"help", "rnu"}).ok());
}

TEST(CommandLine, ADashIsAFile) {
  EXPECT_EQ(parse_command_line({"dedupe", "-"})->positionals, std::vector<std::string>{"-"});
}

}  // namespace
}  // namespace sosie::apps
