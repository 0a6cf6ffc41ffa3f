#include "engine/recognize/recognize.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/job/job_file.h"
#include "engine/job/print_job.h"

namespace sosie {
namespace {

/// A folder of the test's own, removed at the end.
class Recognize : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("sosie-recognize-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << text;
    return path;
  }

  Result<Recognition> recognize_files(const std::vector<std::string>& paths) {
    return recognize(paths, "FR", executor_, memory_);
  }

  std::filesystem::path folder_;
  Executor executor_{2};
  MemoryAccountant memory_;
};

TEST(StemOf, LeavesOutFoldersFormatAndCompression) {
  EXPECT_EQ(stem_of("in/crm.csv"), "crm");
  EXPECT_EQ(stem_of("crm.2026.csv.gz"), "crm.2026");
  EXPECT_EQ(stem_of("crm.ndjson.zst"), "crm");
}

TEST_F(Recognize, AJobThatCanBePrintedAndReadBack) {
  const std::string path =
      write("crm.csv", "id;nom;prenom;email\n1;Martin;Jean;j@exemple.org\n2;Durand;Anne;a@exemple.org\n");
  const Result<Recognition> found = recognize_files({path});
  ASSERT_TRUE(found.ok()) << found.status().to_string();
  const SourceSpec& source = found->job.sources[0];
  EXPECT_EQ(source.name, "crm");
  EXPECT_EQ(source.id, "id");
  EXPECT_EQ(source.csv.delimiter, ';');
  EXPECT_TRUE(source.has_no_consent);
  const Result<Job> again = parse_job(print_job(found->job), "", "");
  ASSERT_TRUE(again.ok()) << again.status().to_string();
  EXPECT_EQ(again->sources, found->job.sources);
}

TEST_F(Recognize, AnIdMustBeUniqueInTheWholeFile) {
  std::string text = "id,email\n";
  for (int i = 0; i < 60'000; ++i)
    text += std::to_string(i % 59'999) + ",person" + std::to_string(i) + "@exemple.org\n";
  const Result<Recognition> found = recognize_files({write("late.csv", text)});
  ASSERT_TRUE(found.ok()) << found.status().to_string();
  EXPECT_EQ(found->job.sources[0].id, "") << "the last row repeats the id of the first";
}

TEST_F(Recognize, FilesOfOneNameGetNumbers) {
  const std::string text = "id,email\n1,a@exemple.org\n2,b@exemple.org\n";
  const Result<Recognition> found = recognize_files({write("a/crm.csv", text), write("b/crm.csv", text)});
  ASSERT_TRUE(found.ok()) << found.status().to_string();
  EXPECT_EQ(found->job.sources[0].name, "crm");
  EXPECT_EQ(found->job.sources[1].name, "crm_2");
}

TEST_F(Recognize, SaysWhyItCannot) {
  EXPECT_EQ(exit_code(recognize_files({}).status()), 2);
  EXPECT_EQ(exit_code(recognize_files({"-"}).status()), 2);
  EXPECT_FALSE(recognize_files({(folder_ / "none.csv").string()}).ok());
}

}  // namespace
}  // namespace sosie
