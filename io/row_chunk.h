// Rows as readers deliver them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "core/column.h"
#include "core/executor.h"
#include "core/memory.h"
#include "core/record_table.h"
#include "core/text_ref.h"

namespace sosie::io {

/// What readers are asked for: cells by name, and lists of objects by path.
struct ReadRequest {
  /// Header names (CSV) or dotted paths (NDJSON). A column the file lacks is an error unless it stands in `optional`.
  std::vector<std::string> columns;
  /// By column: true when a file may lack it; then all its cells are missing. Same length as `columns`, or empty for
  /// none.
  std::vector<bool> optional;

  struct List {
    std::string path;                  ///< dotted path of an array of objects
    std::vector<std::string> members;  ///< dotted paths inside an element
    bool optional = false;             ///< a file may lack it in all its rows
  };
  /// NDJSON only; a CSV file that is asked for a list is an error. So is a list that no row of the file has.
  std::vector<List> lists;
};

/// A row that was refused, with everything a person needs to find and mend it.
struct Reject {
  uint64_t row = 0;          ///< ordinal among the data rows of the file, from 1
  uint64_t line = 0;         ///< line its first byte stands on, from 1
  uint64_t byte_offset = 0;  ///< of its first byte in the (decompressed) file, from 0
  std::string code;  ///< `ragged_row unclosed_quote invalid_utf8 oversize_field oversize_row broken_json not_an_object
                     ///< missing_id`
  std::string message;   ///< what was expected and found; no value of the row
  std::string_view raw;  ///< its bytes as they stand in the file, line end excluded
  /// The requested cells by column when the fields can still be told apart; empty otherwise. Not necessarily valid
  /// UTF-8.
  std::vector<TextRef> cells;
};

/// Consecutive rows of one file. Cells point into the input's buffer or into `arena`.
struct RowChunk {
  uint32_t index = 0;                       ///< position of the chunk in the file, from 0
  uint32_t num_rows = 0;                    ///< rows accepted
  std::vector<TextRef> cells;               ///< by column, then row: cells[column * num_rows + row]
  std::vector<std::vector<MoreCell>> more;  ///< by column: further values of a cell that held an array of scalars
  std::vector<ListTable> lists;             ///< as requested
  std::vector<uint64_t>
      row_ordinals;                 ///< by row: ordinal among all data rows of the file, refused ones included, from 1
  std::vector<uint64_t> row_lines;  ///< by row: line of its first byte, from 1
  std::vector<uint64_t> row_offsets;        ///< by row: byte offset of its first byte, as in Reject::byte_offset
  std::vector<std::string_view> row_bytes;  ///< by row: its bytes, line end excluded
  std::vector<Reject> rejects;              ///< in row order
  Arena arena;

  TextRef cell(size_t column, size_t row) const { return cells[column * num_rows + row]; }
};

/// Takes one chunk. Called for many chunks at once, each chunk once; `index` says where it belongs.
using ChunkConsumer = std::function<Status(RowChunk&& chunk)>;

}  // namespace sosie::io
