#include "engine/run_folder.h"

#include <gmock/gmock.h>

#include "tests/engine/run_fixture.h"

namespace sosie {
namespace {

class ReadRunFolder : public testing::RunFixture {
 protected:
  Executor executor_{2};
  MemoryAccountant memory_;
};

TEST_F(ReadRunFolder, BothFormatsReadAlike) {
  for (const std::string format : {"csv", "ndjson"}) {
    build("[output]\nformat = \"" + format + "\"\n");
    const auto published = publish_run();
    ASSERT_TRUE(published.ok()) << published.status().to_string();
    for (const std::string& path : {output, published->directory}) {
      const auto run = RunFolder::open(path);
      ASSERT_TRUE(run.ok()) << run.status().to_string();
      const auto cells = run->read("members", {"id", "num_rows", "entity_id"}, executor_, memory_);
      ASSERT_TRUE(cells.ok()) << cells.status().to_string();
      ASSERT_EQ(cells->num_rows(), 5u);
      EXPECT_EQ(cells->cell(0, 2), "2");
      EXPECT_EQ(cells->cell(1, 2), "2");
      EXPECT_EQ(cells->cell(2, 2), entity(1));
    }
  }
}

TEST_F(ReadRunFolder, AnEmptyTableHasNoRows) {
  for (const std::string format : {"csv", "ndjson"}) {
    build("[output]\nformat = \"" + format + "\"\n");
    ASSERT_TRUE(publish_run().ok());
    const auto cells = RunFolder::open(output)->read("removed", {"source", "code"}, executor_, memory_);
    ASSERT_TRUE(cells.ok()) << cells.status().to_string();
    EXPECT_EQ(cells->num_rows(), 0u);
  }
}

TEST_F(ReadRunFolder, WhatIsMissingIsNamed) {
  build("[output]\ntables = [\"golden\"]\n");
  ASSERT_TRUE(publish_run().ok());
  const auto run = RunFolder::open(output);
  EXPECT_FALSE(run->read("members", {"id"}, executor_, memory_).ok());
  EXPECT_FALSE(run->read("golden", {"shoe_size"}, executor_, memory_).ok());
  EXPECT_EQ(exit_code(RunFolder::open(output + "/nowhere").status()), 2);
}

TEST_F(ReadRunFolder, TheJobAndModelStandBeside) {
  ASSERT_TRUE(publish_run().ok());
  EXPECT_EQ(*RunFolder::open(output)->text("job.toml"), "version = 1\n");
  EXPECT_EQ(*RunFolder::open(output)->text("model.json"), "{}\n");
}

}  // namespace
}  // namespace sosie
