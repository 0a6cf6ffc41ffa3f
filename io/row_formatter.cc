#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

#include "io/json_text.h"
#include "io/table_writer.h"

namespace sosie::io {
namespace {

bool needs_quotes(std::string_view value) {
  for (const char c : value) {
    if (c == '"' || c == ',' || c == '\n' || c == '\r') return true;
  }
  return false;
}

void append_csv(std::string_view value, std::string& out) {
  if (!needs_quotes(value)) {
    out += value;
    return;
  }
  out += '"';
  for (size_t quote = value.find('"'); quote != std::string_view::npos; quote = value.find('"')) {
    out += value.substr(0, quote + 1);
    out += '"';
    value.remove_prefix(quote + 1);
  }
  out += value;
  out += '"';
}

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

void RowFormatter::begin_cell() {
  SOSIE_DCHECK(column_ < columns_.size(), "a row has one cell per column");
  if (format_ == TableFormat::ndjson) {
    bytes_ += leads_[column_];
  } else if (column_ > 0) {
    bytes_ += ',';
  }
  ++column_;
}

void RowFormatter::text(std::string_view value) {
  if (value.empty()) return null();
  begin_cell();
  if (format_ == TableFormat::csv) {
    append_csv(value, bytes_);
  } else {
    append_json_string(value, bytes_);
  }
}

void RowFormatter::integer(int64_t value) {
  begin_cell();
  char digits[24];
  bytes_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void RowFormatter::decimal(double value, int digits) {
  if (!std::isfinite(value)) return null();
  begin_cell();
  fmt::format_to(std::back_inserter(bytes_), "{:.{}f}", value, digits);
}

void RowFormatter::boolean(bool value) {
  begin_cell();
  bytes_ += value ? "true" : "false";
}

void RowFormatter::list(std::span<const std::string_view> values) {
  begin_cell();
  if (format_ == TableFormat::ndjson) return append_json_array(values, bytes_);
  std::string array;
  append_json_array(values, array);
  append_csv(array, bytes_);
}

void RowFormatter::null() {
  begin_cell();
  if (format_ == TableFormat::ndjson) {
    bytes_ += "null";
  } else if (columns_.size() == 1) {
    bytes_ += "\"\"";  // an empty line would be no row
  }
}

void RowFormatter::end_row() {
  SOSIE_CHECK(column_ == columns_.size(), "a row has one cell per column");
  if (format_ == TableFormat::ndjson) bytes_ += columns_.empty() ? "{}" : "}";
  bytes_ += '\n';
  column_ = 0;
}

std::string RowFormatter::take() { return std::exchange(bytes_, {}); }

}  // namespace sosie::io
