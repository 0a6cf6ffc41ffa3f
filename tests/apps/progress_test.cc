#include "apps/progress.h"

#include <gtest/gtest.h>

namespace sosie::apps {
namespace {

using Unit = ProgressSink::Unit;

TEST(Progress, ALineForALog) {
  EXPECT_EQ(progress_line({"compare", Unit::pairs, 12'400'000, 20'000'000, 2}),
            "compare: 12,400,000 of 20,000,000 pairs, 6.2 M pairs/s, 1.2 s left");
  EXPECT_EQ(progress_line({"ingest", Unit::rows, 5'000, 0, 1}), "ingest: 5,000 rows, 5 k rows/s");
  EXPECT_EQ(progress_line({"train", Unit::rows, 0, 0, 3}), "train: 3.0 s");
}

TEST(Progress, ABarFitsItsTerminal) {
  const Console plain;
  const std::string bar = progress_bar({"compare", Unit::pairs, 50, 100, 1}, 120, plain);
  EXPECT_NE(bar.find("━━━━━━━━────────"), std::string::npos);
  EXPECT_NE(bar.find(" 50%"), std::string::npos);
  EXPECT_EQ(progress_bar({"compare", Unit::pairs, 1'000'000, 9'000'000, 1}, 30, plain).size(), 29u)
      << "no bar, cut to the width";
}

TEST(Progress, MoreThanExpectedIsAllOfIt) {
  EXPECT_NE(progress_bar({"compare", Unit::pairs, 200, 100, 1}, 120, Console()).find("100%"), std::string::npos);
}

TEST(Progress, MayBeFedByManyThreads) {
  Console console;
  console.is_quiet = true;
  ProgressDisplay display(console);
  display.stage("ingest", Unit::rows, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) display.advance(1);
    });
  display.stage("compare", Unit::pairs, 10);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace sosie::apps
