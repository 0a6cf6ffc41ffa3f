#include "io/direct_writer.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <string>

#include "io/output_file.h"
#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

/// No two blocks alike.
std::string text_of(size_t size) {
  std::string text;
  while (text.size() < size) text += std::to_string(text.size()) + ',';
  text.resize(size);
  return text;
}

TEST(DirectWriter, FilesAreWhatWasGivenWhateverTheirSize) {
  const TempFolder folder;
  DirectWriter writer;
  constexpr size_t kBlock = DirectWriter::kBlockBytes;
  for (const size_t size : {size_t{0}, size_t{1}, kBlock - 1, kBlock, kBlock + 1, 40 * kBlock, 41 * kBlock + 4097}) {
    const std::string text = text_of(size), path = folder.file("size" + std::to_string(size));
    Result<OutputFile> file = OutputFile::create(path, &writer);
    ASSERT_TRUE(file.ok());
    for (size_t begin = 0; begin < size; begin += 100'001)
      ASSERT_TRUE(file->write(std::string_view(text).substr(begin, 100'001)).ok());
    EXPECT_EQ(file->bytes_written(), size);
    ASSERT_TRUE(file->finish().ok());
    EXPECT_TRUE(file_content(path) == text) << size;
  }
}

TEST(DirectWriter, SeveralFilesTakeTurns) {
  const TempFolder folder;
  DirectWriter writer;
  const std::string text = text_of(3 * DirectWriter::kBlockBytes + 17);
  std::vector<OutputFile> files;
  for (int i = 0; i < 3; ++i) {
    Result<OutputFile> file = OutputFile::create(folder.file(std::to_string(i)), &writer);
    ASSERT_TRUE(file.ok());
    files.push_back(std::move(*file));
  }
  for (size_t begin = 0; begin < text.size(); begin += 70'000) {
    for (OutputFile& file : files) ASSERT_TRUE(file.write(std::string_view(text).substr(begin, 70'000)).ok());
  }
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(files[static_cast<size_t>(i)].finish().ok());
    EXPECT_TRUE(file_content(folder.file(std::to_string(i))) == text) << i;
  }
}

TEST(DirectWriter, AFileGivenUpIsGoneAndDisturbsNobody) {
  const TempFolder folder;
  DirectWriter writer;
  {
    Result<OutputFile> file = OutputFile::create(folder.file("left"), &writer);
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->write(text_of(5 * DirectWriter::kBlockBytes)).ok());
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("left")));
  Result<OutputFile> file = OutputFile::create(folder.file("kept"), &writer);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->write(text_of(2 * DirectWriter::kBlockBytes)).ok());
  ASSERT_TRUE(file->finish().ok());
}

/// The disk refuses what lies beyond the limit; the thread that met it is not the one that asks.
TEST(DirectWriter, TellsTheErrorOfABlockLater) {
  const TempFolder folder;
  DirectWriter writer;
  Result<OutputFile> file = OutputFile::create(folder.file("limited"), &writer);
  ASSERT_TRUE(file.ok());
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit little = before;
  little.rlim_cur = 2 * DirectWriter::kBlockBytes;
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
  Status status;
  for (int i = 0; i < 200 && status.ok(); ++i) status = file->write(text_of(DirectWriter::kBlockBytes));
  if (status.ok()) status = file->finish();
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(status.code(), StatusCode::io_error);
  EXPECT_NE(status.to_string().find("cannot write the file: File too large"), std::string::npos) << status.to_string();
  EXPECT_FALSE(file->finish().ok());
}

}  // namespace
}  // namespace sosie::io
