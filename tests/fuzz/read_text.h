// Text in memory through a reader, for targets that meet thousands of texts a second.
#pragma once

#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "io/chunk_parser.h"
#include "io/file_text.h"
#include "tests/fuzz/expect.h"
#include "tests/io/read_whole.h"

namespace sosie::fuzz {

/// The text of a file of these bytes, taken for UTF-8.
inline std::shared_ptr<const io::FileText> file_text(std::string_view bytes, MemoryAccountant& memory) {
  io::ByteBuffer buffer(memory, "a fuzzed text");
  expect(buffer.make_room(bytes.size()).ok());
  std::copy(bytes.begin(), bytes.end(), buffer.end());
  buffer.append(bytes.size());
  expect(buffer.finish().ok());
  return io::FileText::decode(std::move(buffer), {}, memory).value();
}

/// All rows, accepted and refused, in their order.
inline std::vector<io::FlatRow> rows_of(const io::ChunkParser& parser, size_t size, size_t num_columns,
                                        size_t chunk_bytes, const Executor& executor) {
  std::map<uint32_t, io::RowChunk> chunks;
  std::mutex mutex;
  const Status status = io::read_in_chunks(parser, {0, size, 1}, chunk_bytes, executor, [&](io::RowChunk&& chunk) {
    const std::lock_guard lock(mutex);
    expect(!chunks.contains(chunk.index));
    chunks[chunk.index] = std::move(chunk);
    return Status();
  });
  expect(status.ok());
  std::vector<io::FlatRow> rows;
  for (const auto& [index, chunk] : chunks) io::flatten(chunk, num_columns, rows);
  return rows;
}

/// Every byte belongs to a row or stands between rows, where only blanks may; rows are numbered without gaps.
inline void expect_nothing_lost(std::string_view text, const std::vector<io::FlatRow>& rows, std::string_view blanks) {
  size_t at = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    expect_equal(rows[i].row, i + 1);
    expect(rows[i].offset >= at);
    expect(text.substr(at, rows[i].offset - at).find_first_not_of(blanks) == std::string_view::npos);
    expect(text.substr(rows[i].offset, rows[i].bytes.size()) == rows[i].bytes);
    at = rows[i].offset + rows[i].bytes.size();
  }
  expect(text.find_first_not_of(blanks, at) == std::string_view::npos);
}

}  // namespace sosie::fuzz
