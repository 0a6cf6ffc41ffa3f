// Chunks of cells to one column, interned when values repeat.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/column.h"
#include "io/row_chunk.h"

namespace sosie {

/// One chunk's share of a column: codes into its own dictionary, or the cells themselves.
struct ColumnChunk {
  bool is_interned = false;
  std::vector<Code> codes;
  Dictionary dictionary;
  std::vector<TextRef> cells;
  std::vector<MoreCell> more;

  size_t num_rows() const { return is_interned ? codes.size() : cells.size(); }
};

/// Estimated distinct values per row of a column of `num_rows` rows, from a sample of its cells: the Chao1 lower bound
/// (Chao 1984), because a heavy-tailed column looks distinct in any small sample. In [0, 1]; missing cells count as
/// rows.
double distinct_per_row(std::span<const TextRef> sample, uint64_t num_rows);

/// Takes the cells of a chunk, interning them when asked.
ColumnChunk build_chunk(std::vector<TextRef> cells, std::vector<MoreCell> more, bool intern);

/// The same, deciding by a sample whether values repeat enough in a file of `num_rows` rows to be interned.
ColumnChunk build_chunk_by_sample(std::vector<TextRef> cells, std::vector<MoreCell> more, uint64_t num_rows);

/// Joins chunks in their order. The column is interned when the first chunk is; codes follow first arrival, so the
/// result does not depend on which thread read which chunk. Consumes the chunks.
TextColumn join_chunks(std::vector<ColumnChunk>& chunks);

}  // namespace sosie
