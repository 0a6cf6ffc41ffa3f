#include "io/input.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <thread>
#include <vector>

#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

Status open_status(const std::string& path, const InputOptions& options = {}) {
  MemoryAccountant memory;
  return Input::open(path, options, memory).status();
}

TEST(Input, KnowsItsFile) {
  const TempFolder folder;
  MemoryAccountant memory;
  const std::string bytes = "id,name\n1,x\n";
  const Result<Input> input = Input::open(folder.write("in.csv", bytes), {}, memory);
  ASSERT_TRUE(input.ok());
  EXPECT_EQ(input->bytes_on_disk(), bytes.size());
  EXPECT_EQ(input->bytes(), bytes.size());
  EXPECT_EQ(input->content_hash(), hash_bytes_128(bytes));
  EXPECT_EQ(input->csv(), (CsvOptions{',', '"', true, Encoding::utf8}));
  EXPECT_GE(memory.in_use(), bytes.size());
}

TEST(Input, GivesItsMemoryBack) {
  const TempFolder folder;
  MemoryAccountant memory;
  const std::string path = folder.write("in.csv", "id,name\n1,x\n");
  {
    const auto input = Input::open(path, {}, memory);
  }
  EXPECT_EQ(memory.in_use(), 0u);
  EXPECT_EQ(Input::open(path, {}, *std::make_unique<MemoryAccountant>(16)).status().code(),
            StatusCode::budget_exceeded);
}

TEST(Input, TakesItsGrainFromTheEnvironment) {
  const size_t usual = default_chunk_bytes();
  for (const char* wrong : {"", "0", "-1", "12kB", "99999999999999999999"}) {
    setenv("SOSIE_CHUNK_BYTES", wrong, 1);
    EXPECT_FALSE(set_chunk_bytes_from_environment().ok()) << wrong;
    EXPECT_EQ(InputOptions().chunk_bytes, usual) << wrong;
  }
  setenv("SOSIE_CHUNK_BYTES", "4096", 1);
  EXPECT_TRUE(set_chunk_bytes_from_environment().ok());
  EXPECT_EQ(InputOptions().chunk_bytes, 4096u);
  setenv("SOSIE_CHUNK_BYTES", std::to_string(usual).c_str(), 1);
  EXPECT_TRUE(set_chunk_bytes_from_environment().ok());
  unsetenv("SOSIE_CHUNK_BYTES");
}

TEST(Input, SaysWhatIsWrongWithAFile) {
  const TempFolder folder;
  const Status missing = open_status(folder.file("none.csv"));
  EXPECT_EQ(missing.code(), StatusCode::io_error);
  EXPECT_NE(missing.to_string().find("No such file"), std::string::npos);
  EXPECT_EQ(missing.location().path, folder.file("none.csv"));
  EXPECT_EQ(open_status(folder.file("")).code(), StatusCode::io_error) << "a folder";
  EXPECT_EQ(open_status(folder.write("a.csv.gz", "id\n1\n")).code(), StatusCode::invalid_data);
  EXPECT_EQ(open_status(folder.write("a.csv.zst", "")).code(), StatusCode::invalid_data);
  EXPECT_EQ(open_status(folder.write("a.csv", "PK\3\4...")).code(), StatusCode::invalid_data) << "Excel";
}

TEST(Input, NamesTheColumnThatIsMissing) {
  const TempFolder folder;
  MemoryAccountant memory;
  const auto input = Input::open(folder.write("in.csv", "id,first_name\n1,x\n"), {}, memory);
  ASSERT_TRUE(input.ok());
  const Executor executor(1);
  const Status status = read_rows(*input, {{"id", "firstname"}, {}, {}}, executor).status();
  EXPECT_EQ(status.code(), StatusCode::invalid_data);
  EXPECT_NE(status.message().find("\"firstname\""), std::string::npos);
  EXPECT_NE(status.hint().find("first_name"), std::string::npos) << status.to_string();
  EXPECT_EQ(read_rows(*input, {{"id"}, {}, {{"consents", {}, false}}}, executor).status().code(),
            StatusCode::invalid_job);
}

TEST(Input, AnEmptyFileHasNoRows) {
  EXPECT_TRUE(read_whole("", {}, ReadRequest{{"id"}, {}, {}}).empty());
  EXPECT_TRUE(read_whole("\xef\xbb\xbf\n\n", {}, ReadRequest{{"id"}, {}, {}}).empty());
  EXPECT_TRUE(read_whole("id,name\n").empty());
  EXPECT_TRUE(read_whole("", {}, ReadRequest{{"id"}, {}, {}}, 1, "in.ndjson").empty());
}

TEST(Input, FormatByNameElseByContent) {
  EXPECT_EQ(read_whole("{\"a\":1}", {}, {}, 1, "in.jsonl").at(0).cells, (std::vector<std::string>{"1"}));
  EXPECT_EQ(read_whole("\n {\"a\":1}", {}, {}, 1, "in.data").at(0).cells, (std::vector<std::string>{"1"}));
  EXPECT_EQ(read_whole("a,b\n1,2", {}, {}, 1, "in.data").at(0).cells, (std::vector<std::string>{"1", "2"}));
}

TEST(Input, ReadsPipes) {
  const TempFolder folder;
  const std::string path = folder.file("pipe.csv");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(path) << "id,name\n1,x\n"; });
  MemoryAccountant memory;
  const auto input = Input::open(path, {}, memory);
  writer.join();
  ASSERT_TRUE(input.ok()) << input.status().to_string();
  EXPECT_EQ(input->columns(), (std::vector<std::string>{"id", "name"}));
}

TEST(Input, CellsLiveAsLongAsTheOwner) {
  const TempFolder folder;
  MemoryAccountant memory;
  std::shared_ptr<const void> owner;
  std::vector<RowChunk> chunks;
  {
    const auto input = Input::open(folder.write("in.csv", "id,name\n1,x\n"), {}, memory);
    ASSERT_TRUE(input.ok());
    owner = input->owner();
    const Executor executor(1);
    const Status status = input->read({{"name"}, {}, {}}, executor, [&](RowChunk&& chunk) {
      chunks.push_back(std::move(chunk));
      return Status();
    });
    ASSERT_TRUE(status.ok());
  }
  EXPECT_EQ(chunks.at(0).cell(0, 0).view(), "x");
}

TEST(ExpandGlob, GivesPathsInByteOrder) {
  const TempFolder folder;
  for (const char* name : {"b.csv", "B.csv", "a.csv", "a.txt"}) folder.write(name, "");
  EXPECT_EQ(expand_glob(folder.file("*.csv")),
            (std::vector<std::string>{folder.file("B.csv"), folder.file("a.csv"), folder.file("b.csv")}));
  EXPECT_EQ(expand_glob(folder.file("[ab].?s?")),
            (std::vector<std::string>{folder.file("a.csv"), folder.file("b.csv")}));
  EXPECT_EQ(expand_glob("none.csv"), (std::vector<std::string>{"none.csv"}));
  EXPECT_TRUE(expand_glob(folder.file("*.none")).empty());
}

// Real files with quoted names and addresses: every row has as many cells as the header, and none is refused.
TEST(Input, ReadsTheSharedDataSets) {
  const char* folder = std::getenv("SOSIE_DATASETS");
  if (folder == nullptr) GTEST_SKIP() << "SOSIE_DATASETS is not set: skipped the data sets";
  size_t num_files = 0;
  for (const std::string& path : expand_glob(std::string(folder) + "/*/records*.csv")) {
    MemoryAccountant memory;
    const auto input = Input::open(path, {}, memory);
    ASSERT_TRUE(input.ok()) << input.status().to_string();
    EXPECT_TRUE(*input->csv().header) << path;
    const auto rows = read_rows(*input, {input->columns(), {}, {}}, Executor(2));
    ASSERT_TRUE(rows.ok()) << rows.status().to_string();
    EXPECT_FALSE(rows->empty()) << path;
    for (const FlatRow& row : *rows) ASSERT_EQ(row.code, "") << path << ' ' << row;
    ++num_files;
  }
  EXPECT_GT(num_files, 0u);
}

}  // namespace
}  // namespace sosie::io
