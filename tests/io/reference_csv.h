// What CSV rows are, byte by byte: the definition that the vectorised reader must agree with.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv_scanner.h"
#include "tests/io/read_whole.h"

namespace sosie::io::reference {

struct Row {
  size_t begin = 0, end = 0, next = 0;
  std::vector<std::string> cells;
  bool is_unclosed = false;
};

inline size_t line_end_at(std::string_view text, size_t at, char line_end) {
  while (at < text.size() && text[at] != line_end) ++at;
  return at;
}

/// `end` is a line end or the end of the text.
inline size_t strip_return(std::string_view text, size_t begin, size_t end, char line_end) {
  return line_end == '\n' && end < text.size() && end > begin && text[end - 1] == '\r' ? end - 1 : end;
}

/// One field from `at` on; moves `at` to the delimiter or line end (its carriage return included) behind it.
inline bool read_field(std::string_view text, const CsvSymbols& s, size_t limit, size_t& at, std::string& cell) {
  if (at < text.size() && s.quote != '\0' && text[at] == s.quote) {
    bool spans_lines = false;
    for (++at;; ++at) {
      if (at >= limit) return false;
      if (text[at] == s.line_end) spans_lines = true;
      if (text[at] != s.quote) {
        cell += text[at];
      } else if (at + 1 < text.size() && text[at + 1] == s.quote) {
        cell += text[at++];
      } else {
        break;
      }
    }
    ++at;
    const bool at_return = s.line_end == '\n' && at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n';
    const bool ends = at == text.size() || text[at] == s.delimiter || text[at] == s.line_end || at_return;
    if (spans_lines && !ends) return false;
  }
  const size_t from = at;
  while (at < text.size() && text[at] != s.delimiter && text[at] != s.line_end) ++at;
  const bool is_last = at == text.size() || text[at] == s.line_end;
  cell += text.substr(from, (is_last ? strip_return(text, from, at, s.line_end) : at) - from);
  return true;
}

inline Row read_row(std::string_view text, const CsvSymbols& s, size_t begin, size_t max_row_bytes) {
  Row row{begin, begin, begin, {}, false};
  for (size_t at = begin;; ++at) {
    const size_t field = at;
    row.cells.emplace_back();
    if (!read_field(text, s, std::min(text.size(), begin + max_row_bytes), at, row.cells.back())) {
      const size_t line_end = line_end_at(text, field, s.line_end);
      return {begin, strip_return(text, begin, line_end, s.line_end), std::min(line_end + 1, text.size()), {}, true};
    }
    if (at < text.size() && text[at] == s.delimiter) continue;
    row.end = strip_return(text, begin, at, s.line_end);
    row.next = std::min(at + 1, text.size());
    return row;
  }
}

/// All data rows of a headerless text, with the codes that the reader gives them; UTF-8 is not looked at.
inline std::vector<FlatRow> read_all(std::string_view text, const CsvSymbols& s, size_t num_fields,
                                     size_t max_row_bytes) {
  std::vector<FlatRow> rows;
  uint64_t ordinal = 0;
  for (size_t at = 0; at < text.size();) {
    Row row = read_row(text, s, at, max_row_bytes);
    const auto line =
        1 + static_cast<uint64_t>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), s.line_end));
    at = row.next;
    if (row.begin == row.end) continue;
    FlatRow flat{++ordinal, line, row.begin, std::string(text.substr(row.begin, row.end - row.begin)), "", {}, {}, {}};
    flat.code = flat.bytes.size() > max_row_bytes ? "oversize_row"
                : row.is_unclosed                 ? "unclosed_quote"
                : row.cells.size() != num_fields  ? "ragged_row"
                                                  : "";
    if (flat.code.empty()) flat.cells = std::move(row.cells);
    rows.push_back(std::move(flat));
  }
  return rows;
}

}  // namespace sosie::io::reference
