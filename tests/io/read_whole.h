// Whole inputs for tests: written to a file of their own, read, and flattened so that they can be compared.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/input.h"

namespace sosie::io {

/// A folder that vanishes with the test.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sosie_io_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

inline std::string file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A row or a reject.
struct FlatRow {
  uint64_t row = 0, line = 0, offset = 0;
  std::string bytes;
  std::string code;  // empty: accepted
  std::vector<std::string> cells;
  std::map<size_t, std::vector<std::string>> more;           // by column
  std::vector<std::vector<std::vector<std::string>>> lists;  // by list, element, member
  friend bool operator==(const FlatRow&, const FlatRow&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const FlatRow& row) {
  out << "row " << row.row << " line " << row.line << " offset " << row.offset << ' ' << row.code << " [" << row.bytes
      << "]";
  for (const std::string& cell : row.cells) out << " |" << cell << '|';
  return out;
}

inline void flatten_lists(const RowChunk& chunk, size_t row, FlatRow& flat) {
  for (const ListTable& list : chunk.lists) {
    auto& elements = flat.lists.emplace_back();
    for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) {
      auto& members = elements.emplace_back();
      for (const std::vector<TextRef>& cells : list.cells) members.emplace_back(cells[e].view());
    }
  }
}

inline void flatten(const RowChunk& chunk, size_t num_columns, std::vector<FlatRow>& rows) {
  const size_t first = rows.size();
  for (size_t r = 0; r < chunk.num_rows; ++r) {
    FlatRow flat{chunk.row_ordinals[r],
                 chunk.row_lines[r],
                 chunk.row_offsets[r],
                 std::string(chunk.row_bytes[r]),
                 "",
                 {},
                 {},
                 {}};
    for (size_t c = 0; c < num_columns; ++c) flat.cells.emplace_back(chunk.cell(c, r).view());
    for (size_t c = 0; c < chunk.more.size(); ++c) {
      for (const MoreCell& cell : chunk.more[c]) {
        if (cell.row == r) flat.more[c].emplace_back(cell.value.view());
      }
    }
    flatten_lists(chunk, r, flat);
    rows.push_back(std::move(flat));
  }
  for (const Reject& reject : chunk.rejects) {
    FlatRow flat{reject.row, reject.line, reject.byte_offset, std::string(reject.raw), reject.code, {}, {}, {}};
    for (const TextRef cell : reject.cells) flat.cells.emplace_back(cell.view());
    rows.push_back(std::move(flat));
  }
  std::sort(rows.begin() + static_cast<ptrdiff_t>(first), rows.end(),
            [](const FlatRow& a, const FlatRow& b) { return a.row < b.row; });
}

inline Result<std::vector<FlatRow>> read_rows(const Input& input, const ReadRequest& request,
                                              const Executor& executor) {
  std::map<uint32_t, RowChunk> chunks;
  std::mutex mutex;
  SOSIE_RETURN_IF_ERROR(input.read(request, executor, [&](RowChunk&& chunk) {
    const std::lock_guard lock(mutex);
    EXPECT_FALSE(chunks.contains(chunk.index)) << "chunk delivered twice";
    chunks[chunk.index] = std::move(chunk);
    return Status();
  }));
  std::vector<FlatRow> rows;
  for (const auto& [index, chunk] : chunks) flatten(chunk, request.columns.size(), rows);
  EXPECT_EQ(chunks.empty() ? 0 : chunks.rbegin()->first + 1, chunks.size()) << "chunks are numbered without gaps";
  return rows;
}

/// Writes `bytes` to a file and reads all its columns, or those of `request`.
inline std::vector<FlatRow> read_whole(std::string_view bytes, const InputOptions& options = {},
                                       std::optional<ReadRequest> request = {}, unsigned threads = 2,
                                       const std::string& name = "in.csv") {
  const TempFolder folder;
  MemoryAccountant memory;
  Result<Input> input = Input::open(folder.write(name, bytes), options, memory);
  EXPECT_TRUE(input.ok()) << input.status().to_string();
  if (!input.ok()) return {};
  if (!request) request = ReadRequest{.columns = input->columns(), .optional = {}, .lists = {}};
  const Executor executor(threads);
  Result<std::vector<FlatRow>> rows = read_rows(*input, *request, executor);
  EXPECT_TRUE(rows.ok()) << rows.status().to_string();
  return rows.ok() ? std::move(rows).value() : std::vector<FlatRow>();
}

}  // namespace sosie::io
