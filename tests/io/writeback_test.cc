#include "io/writeback.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace sosie::io {
namespace {

TEST(Writeback, KeepsItsOwnHoldOfTheFileAndChangesNothing) {
  const std::string path = ::testing::TempDir() + "sosie_writeback_" + std::to_string(::getpid());
  const std::string bytes(3 << 20, 'x');
  {
    Writeback writeback;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ASSERT_GE(file, 0);
    ASSERT_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    for (uint64_t begin = 0; begin < bytes.size(); begin += 1 << 20) writeback.start(file, begin, begin + (1 << 20));
    ASSERT_EQ(::close(file), 0) << "the file may be gone before the disk has begun";
  }
  std::ifstream written(path, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(written), {}), bytes);
  std::filesystem::remove(path);
}

TEST(Writeback, IgnoresWhatIsNoFile) {
  Writeback writeback;
  writeback.start(-1, 0, 1);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  writeback.start(ends[1], 0, 1);
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace sosie::io
