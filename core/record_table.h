// Sources as tables of raw cells, and the records of a run.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "core/column.h"

namespace sosie {

/// Ordinal of a record in the run: sources in job order, records in row order. Decides nothing; see RecordKey.
using RecordId = uint32_t;
/// Hash of (source name, id): the order of records wherever an order is needed, whatever the order of rows and files.
using RecordKey = uint64_t;

/// The key of a record.
RecordKey record_key(std::string_view source, std::string_view id);

/// A named column of a source table. The name is the header's, or a dotted path in JSON.
struct NamedColumn {
  std::string name;
  TextColumn cells;
};

/// A list of objects per row (an array in JSON), as columns of its members.
struct ListTable {
  std::string path;                         ///< dotted path of the array
  std::vector<std::string> members;         ///< dotted paths inside an element
  std::vector<uint32_t> offsets;            ///< by row, num_rows + 1: elements [offsets[r], offsets[r + 1])
  std::vector<std::vector<TextRef>> cells;  ///< by member, then element
};

/// Everything read from one source. Rows [0, num_records) are the records as they count: of several deliveries of one
/// id the newest. Rows [num_records, num_rows) are older deliveries; only consent reads them.
struct SourceTable {
  std::string name;
  uint32_t ordinal = 0;       ///< position in the job
  RecordId first_record = 0;  ///< run-wide id of local record 0
  uint32_t num_records = 0;
  uint32_t num_rows = 0;

  std::vector<TextRef> ids;            ///< by row; never missing
  std::vector<RecordKey> keys;         ///< by record
  std::vector<uint32_t> delivered;     ///< by older delivery (row - num_records): the local record it belongs to
  std::vector<uint32_t> row_ordinals;  ///< by row: ordinal among the data rows of its file, from 1
  std::vector<uint32_t> row_lines;     ///< by row: line its first byte stands on, from 1
  std::vector<uint32_t> row_files;     ///< by row: index into `files`; empty when there is one file
  std::vector<std::string> files;      ///< paths as written in the job, globs expanded, in byte order

  std::vector<NamedColumn> columns;
  std::vector<ListTable> lists;
  std::vector<std::shared_ptr<const void>> owners;  ///< buffers and arenas that the cells point into

  /// Index of a column by name, or -1.
  int column_index(std::string_view column) const;
  /// The local record a row belongs to.
  uint32_t record_of_row(uint32_t row) const { return row < num_records ? row : delivered[row - num_records]; }
  uint64_t row_line(uint32_t row) const { return row_lines[row]; }
  const std::string& row_file(uint32_t row) const { return files[row_files.empty() ? 0 : row_files[row]]; }
  std::string_view id(uint32_t row) const { return ids[row].view(); }
};

/// All records of a run.
struct RecordSet {
  std::vector<SourceTable> sources;
  uint32_t num_records = 0;
  std::vector<uint8_t> source_of;  ///< by record; at most 256 sources

  const SourceTable& source(RecordId record) const { return sources[source_of[record]]; }
  uint32_t local(RecordId record) const { return record - source(record).first_record; }
  std::string_view id(RecordId record) const { return source(record).id(local(record)); }
  RecordKey key(RecordId record) const { return source(record).keys[local(record)]; }
};

}  // namespace sosie
