// Parallel reading with the result of sequential reading.
#pragma once

#include <cstddef>
#include <cstdint>

#include "io/row_chunk.h"

namespace sosie::io {

/// The rows that begin in a stretch of text, before it is known how many rows and lines stand before them: ordinals and
/// lines count from 0 at its beginning.
struct ParsedChunk {
  RowChunk rows;
  size_t begin = 0;        ///< where its first row begins
  size_t next = 0;         ///< where the first row behind it begins
  uint64_t num_rows = 0;   ///< accepted and refused
  uint64_t num_lines = 0;  ///< line ends in [begin, next)
};

/// Reads stretches of one text, many at once. What a row is must depend on the bytes from its beginning on only.
class ChunkParser {
 public:
  virtual ~ChunkParser() = default;
  /// The first row that probably begins at or after `boundary`. A wrong guess costs time, never correctness.
  virtual size_t guess_row_start(size_t boundary) const = 0;
  /// Reads the rows that begin in [begin, end), the first of them at `begin`.
  virtual ParsedChunk parse(size_t begin, size_t end) const = 0;
};

/// The part of a text that holds data rows.
struct DataRange {
  size_t begin = 0;
  size_t end = 0;
  uint64_t first_line = 1;  ///< line that `begin` stands on
};

/// Cuts the range every `chunk_bytes`, parses the pieces at once from guessed row starts, parses those again whose
/// guess was wrong, and delivers each piece with its place in the file. Holds a few chunks per thread at a time.
Status read_in_chunks(const ChunkParser& parser, const DataRange& range, size_t chunk_bytes, const Executor& executor,
                      const ChunkConsumer& consume);

}  // namespace sosie::io
