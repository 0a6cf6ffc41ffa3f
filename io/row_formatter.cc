#include "io/row_formatter.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "io/csv_text.h"
#include "io/decimal_text.h"
#include "io/json_text.h"

namespace sosie::io {
namespace {

constexpr size_t kFirstCapacity = 4'096;
constexpr size_t kIntegerLimit = 20;  // bytes of a 64-bit integer with its sign

}  // namespace

const char* table_format_name(TableFormat format) { return format == TableFormat::csv ? "csv" : "ndjson"; }

RowFormatter::RowFormatter(TableFormat format, std::span<const TableColumn> columns)
    : format_(format), columns_(columns) {
  if (format == TableFormat::csv) return;
  for (const TableColumn& column : columns) {
    std::string& lead = leads_.emplace_back(leads_.empty() ? "{" : ",");
    append_json_string(column.name, lead);
    lead += ':';
  }
}

void RowFormatter::grow(size_t size) {
  const size_t used = this->size(), capacity = static_cast<size_t>(limit_ - buffer_.get());
  const size_t wanted = std::max({kFirstCapacity, 2 * capacity, used + size});
  auto grown = std::make_unique_for_overwrite<char[]>(wanted);
  if (used > 0) std::memcpy(grown.get(), buffer_.get(), used);
  buffer_ = std::move(grown);
  end_ = buffer_.get() + used;
  limit_ = buffer_.get() + wanted;
}

void RowFormatter::append(std::string_view bytes) {
  char* const out = room(bytes.size());
  std::memcpy(out, bytes.data(), bytes.size());
  end_ = out + bytes.size();
}

void RowFormatter::begin_cell() {
  SOSIE_DCHECK(column_ < columns_.size(), "a row has one cell per column");
  if (format_ == TableFormat::ndjson) append(leads_[column_]);
}

/// In CSV a comma stands behind every cell; that of the last one becomes the end of the line.
void RowFormatter::end_cell() {
  if (format_ == TableFormat::csv) {
    *room(1) = ',';
    ++end_;
  }
  ++column_;
}

void RowFormatter::text(std::string_view value) {
  if (value.empty()) return null();
  if (format_ == TableFormat::csv) return csv_text(value);
  begin_cell();
  json_.clear();
  append_json_string(value, json_);
  append(json_);
  end_cell();
}

void RowFormatter::csv_text(std::string_view value) {
  SOSIE_DCHECK(column_ < columns_.size(), "a row has one cell per column");
  char* const end = write_csv_text(value, room(csv_text_limit(value.size()) + 1));
  *end = ',';
  end_ = end + 1;
  ++column_;
}

void RowFormatter::integer(int64_t value) {
  begin_cell();
  char* const out = room(kIntegerLimit);
  end_ = std::to_chars(out, out + kIntegerLimit, value).ptr;
  end_cell();
}

void RowFormatter::decimal(double value, int digits) {
  if (!std::isfinite(value)) return null();
  begin_cell();
  end_ = write_decimal(value, digits, room(decimal_limit(digits)));
  end_cell();
}

void RowFormatter::boolean(bool value) {
  begin_cell();
  append(value ? "true" : "false");
  end_cell();
}

void RowFormatter::list(std::span<const std::string_view> values) {
  json_.clear();
  append_json_array(values, json_);
  if (format_ == TableFormat::csv) return csv_text(json_);
  begin_cell();
  append(json_);
  end_cell();
}

void RowFormatter::null() {
  begin_cell();
  if (format_ == TableFormat::ndjson) {
    append("null");
  } else if (columns_.size() == 1) {
    append("\"\"");  // an empty line would be no row
  }
  end_cell();
}

void RowFormatter::cells(const RenderedCells& rendered) {
  SOSIE_DCHECK(column_ == rendered.first_column, "rendered cells stand in their own columns");
  append(rendered.bytes);
  column_ += rendered.num_columns;
}

void RowFormatter::end_row() {
  SOSIE_CHECK(column_ == columns_.size(), "a row has one cell per column");
  if (format_ == TableFormat::ndjson) {
    append(columns_.empty() ? "{}\n" : "}\n");
  } else if (columns_.empty()) {
    append("\n");
  } else {
    end_[-1] = '\n';
  }
  column_ = 0;
}

void RowFormatter::clear() {
  end_ = buffer_.get();
  column_ = 0;
}

std::string RowFormatter::take() {
  std::string taken(bytes());
  clear();
  return taken;
}

}  // namespace sosie::io
