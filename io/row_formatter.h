// Rows of one table as bytes: CSV (RFC 4180) and NDJSON.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// Neighbouring cells of a row, rendered once for the many rows that share them; see RowFormatter::render.
struct RenderedCells {
  std::string bytes;
  size_t first_column = 0, num_columns = 0;
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
  void decimal(double value, int digits);  ///< fixed, `digits` after the point, ties to even; null unless finite
  void boolean(bool value);                ///< true / false
  void list(std::span<const std::string_view> values);
  void null();
  /// Cells rendered by a formatter of the same table; the first is the cell that comes next.
  void cells(const RenderedCells& rendered);
  void end_row();  ///< SOSIE_CHECKs that every column was given

  /// Renders what `give(*this)` gives as cells from `first_column` on, and leaves the row that is under way as it was.
  template <typename Give>
  void render(size_t first_column, RenderedCells& out, Give&& give);

  /// The bytes so far; until the next call of anything else.
  std::string_view bytes() const { return {buffer_.get(), size()}; }
  size_t size() const { return static_cast<size_t>(end_ - buffer_.get()); }
  void clear();        ///< starts anew and keeps the memory: a buffer that stays in the cache is cheap to fill
  std::string take();  ///< the bytes so far; starts anew

 private:
  /// Room for `size` bytes behind the last one.
  char* room(size_t size) {
    if (static_cast<size_t>(limit_ - end_) < size) grow(size);
    return end_;
  }
  void grow(size_t size);
  void append(std::string_view bytes);
  void begin_cell();
  void end_cell();
  void csv_text(std::string_view value);

  TableFormat format_;
  std::span<const TableColumn> columns_;
  std::vector<std::string> leads_;  // NDJSON: what stands before the value of each column
  size_t column_ = 0;
  std::unique_ptr<char[]> buffer_;
  char *end_ = nullptr, *limit_ = nullptr;
  std::string json_;  // scratch
};

template <typename Give>
void RowFormatter::render(size_t first_column, RenderedCells& out, Give&& give) {
  const size_t size_before = size(), column_before = column_;
  column_ = first_column;
  give(*this);
  out.bytes.assign(bytes().substr(size_before));
  out.first_column = first_column;
  out.num_columns = column_ - first_column;
  end_ = buffer_.get() + size_before;
  column_ = column_before;
}

}  // namespace sosie::io
