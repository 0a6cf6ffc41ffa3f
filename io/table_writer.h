// Tables as bytes: CSV (RFC 4180) and NDJSON.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/status.h"

namespace sosie::io {

enum class TableFormat : uint8_t { csv, ndjson };
/// `csv`, `ndjson`: the file name ending too.
const char* table_format_name(TableFormat format);

enum class ColumnType : uint8_t { text, integer, decimal, boolean, list };
struct TableColumn {
  std::string name;
  ColumnType type = ColumnType::text;
};

/// Formats rows of one table into bytes. Cells are given in column order; a row has exactly one call per column.
/// CSV: UTF-8, comma, LF, quotes where RFC 4180 asks for them; null is an empty cell, an empty text too; lists are JSON
/// arrays. In a table of one column null is `""`: an empty line would be no row. Text is never altered, whatever it
/// starts with. NDJSON: one object per line; null is null; invalid UTF-8 is replaced by U+FFFD.
class RowFormatter {
 public:
  RowFormatter(TableFormat format, std::span<const TableColumn> columns);

  void text(std::string_view value);  ///< empty means null
  void integer(int64_t value);
  void decimal(double value, int digits);  ///< fixed, `digits` after the point
  void boolean(bool value);                ///< true / false
  void list(std::span<const std::string_view> values);
  void null();
  void end_row();  ///< SOSIE_CHECKs that every column was given

  std::string take();  ///< the bytes so far; starts anew
  size_t size() const { return bytes_.size(); }

 private:
  void begin_cell();
  TableFormat format_;
  std::span<const TableColumn> columns_;
  std::vector<std::string> leads_;  // NDJSON: what stands before the value of each column
  size_t column_ = 0;
  std::string bytes_;
};

/// Writes a table of `num_items` items in parallel, in item order, with bounded memory. `format_range` formats the
/// items [begin, end), each as any number of rows; called for many ranges at once. Ranges depend on num_items only.
/// Creates `path`; io_error says what was needed when the disk is full. fsyncs the file before returning.
/// Returns the number of bytes written.
Result<uint64_t> write_table(const std::string& path, TableFormat format, std::span<const TableColumn> columns,
                             size_t num_items,
                             const std::function<Status(size_t begin, size_t end, RowFormatter& out)>& format_range,
                             const Executor& executor);

/// One of several tables that are written together.
struct TableTarget {
  std::string path;
  std::span<const TableColumn> columns;
};

/// The same for several tables whose rows come from the same items: `format_range` gets one formatter per target, in
/// their order. What the items cost to look at is paid once. Returns the number of bytes written, by target.
Result<std::vector<uint64_t>> write_tables(
    std::span<const TableTarget> targets, TableFormat format, size_t num_items,
    const std::function<Status(size_t begin, size_t end, std::span<RowFormatter> out)>& format_range,
    const Executor& executor);

/// Writes bytes to a new file and fsyncs it.
Status write_file(const std::string& path, std::string_view bytes);

}  // namespace sosie::io
