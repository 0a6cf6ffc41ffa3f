#include "io/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "io/cell_grid.h"
#include "io/csv_cells.h"
#include "io/encoding.h"
#include "io/validate.h"

namespace sosie::io {
namespace {

constexpr int kStartCandidates = 16;  // lines tried as the first of a chunk; the text of one cell rarely has more
constexpr int kRowsPerCandidate = 2;

/// Reads one chunk.
class ChunkReading {
 public:
  ChunkReading(const FileText& text, const CsvPlan& plan, size_t begin, size_t end)
      : text_(text),
        plan_(plan),
        scanner_(text.text(), plan.symbols, plan.max_row_bytes, plan.num_fields),
        cells_(plan.symbols.quote, text.is_windows_1252(), chunk_.rows.arena),
        max_rows_(max_rows(begin, end)),
        grid_(plan.fields.size(), max_rows_),
        position_(begin),
        end_(end) {
    chunk_.begin = begin;
    chunk_.rows.row_ordinals.reserve(max_rows_);
    chunk_.rows.row_lines.reserve(max_rows_);
    chunk_.rows.row_offsets.reserve(max_rows_);
    chunk_.rows.row_bytes.reserve(max_rows_);
  }

  ParsedChunk run() {
    while (position_ < end_) {
      const CsvRow row = scanner_.read_row(position_);
      if (row.kind != CsvRowKind::blank) take(row);
      chunk_.num_lines += row.num_lines;
      position_ = row.next;
    }
    chunk_.next = position_;
    finish();
    return std::move(chunk_);
  }

 private:
  /// Every row that begins in the stretch but the last one has a line end in it.
  size_t max_rows(size_t begin, size_t end) const {
    if (begin >= end) return 0;
    const std::string_view stretch = text_.text().substr(begin, end - begin);
    return static_cast<size_t>(std::count(stretch.begin(), stretch.end(), plan_.symbols.line_end)) + 1;
  }

  void take(const CsvRow& row) {
    ++chunk_.num_rows;
    if (row.end - row.begin > plan_.max_row_bytes) return refuse_oversize(row);
    if (row.kind == CsvRowKind::unclosed_quote) return refuse_unclosed(row);
    if (row.num_fields != plan_.num_fields) return refuse_ragged(row);
    const size_t oversize_column = fill_cells(row);
    if (text_.may_have_bad_bytes() && !is_valid_utf8(bytes_of(row))) return refuse_bad_bytes(row);
    if (oversize_column != kNone) return refuse_oversize_field(row, oversize_column);
    accept(row);
  }

  /// Reads the row's cells into the grid; returns the first column whose value is too long, or kNone.
  size_t fill_cells(const CsvRow& row) {
    const bool all_plain = !row.has_complex && row.end - row.begin <= TextRef::kMaxLength &&
                           (!text_.is_windows_1252() || is_ascii(bytes_of(row)));
    if (all_plain) {
      fill_plain_cells(row);
      return kNone;
    }
    size_t oversize = kNone;
    for (size_t column = 0; column < plan_.fields.size(); ++column) {
      TextRef& cell = grid_.at(column, num_accepted_);
      cell = TextRef();
      if (plan_.fields[column] < 0) continue;
      const CsvField field = scanner_.field(row, static_cast<size_t>(plan_.fields[column]));
      if (!cells_.read(field, cell) && oversize == kNone) oversize = column;
    }
    return oversize;
  }

  /// Nearly every row: its cells are pieces of the text, none of them too long.
  void fill_plain_cells(const CsvRow& row) {
    if (plan_.fields.empty()) return;
    TextRef* cell = &grid_.at(0, num_accepted_);
    for (const int field : plan_.fields) {
      *cell = field < 0 ? TextRef() : TextRef(scanner_.field(row, static_cast<size_t>(field)).bytes);
      cell += grid_.stride();
    }
  }

  void accept(const CsvRow& row) {
    RowChunk& rows = chunk_.rows;
    rows.row_ordinals.push_back(chunk_.num_rows);
    rows.row_lines.push_back(chunk_.num_lines);
    rows.row_offsets.push_back(text_.file_offset(row.begin));
    rows.row_bytes.push_back(text_.file_bytes(row.begin, row.end));
    ++num_accepted_;
  }

  void refuse(const CsvRow& row, const char* code, std::string message) {
    chunk_.rows.rejects.push_back({chunk_.num_rows,
                                   chunk_.num_lines,
                                   text_.file_offset(row.begin),
                                   code,
                                   std::move(message),
                                   text_.file_bytes(row.begin, row.end),
                                   {}});
  }

  void refuse_with_cells(const CsvRow& row, const char* code, std::string message) {
    refuse(row, code, std::move(message));
    std::vector<TextRef>& cells = chunk_.rows.rejects.back().cells;
    for (size_t column = 0; column < plan_.fields.size(); ++column) cells.push_back(grid_.at(column, num_accepted_));
  }

  void refuse_oversize(const CsvRow& row) {
    refuse(row, "oversize_row",
           fmt::format("expected at most {} bytes in a row, found {}", plan_.max_row_bytes, row.end - row.begin));
  }

  void refuse_unclosed(const CsvRow& row) {
    refuse(row, "unclosed_quote", "a field begins with a quote, but none closes it");
  }

  void refuse_ragged(const CsvRow& row) {
    refuse(row, "ragged_row", fmt::format("expected {} fields, found {}", plan_.num_fields, row.num_fields));
  }

  void refuse_bad_bytes(const CsvRow& row) {
    refuse_with_cells(row, "invalid_utf8", "expected UTF-8, found bytes that are not");
  }

  void refuse_oversize_field(const CsvRow& row, size_t column) {
    refuse_with_cells(row, "oversize_field",
                      fmt::format("expected at most {} bytes in a field, found more in field {}", TextRef::kMaxLength,
                                  plan_.fields[column] + 1));
  }

  std::string_view bytes_of(const CsvRow& row) const { return text_.text().substr(row.begin, row.end - row.begin); }

  void finish() {
    chunk_.rows.num_rows = static_cast<uint32_t>(num_accepted_);
    chunk_.rows.cells = grid_.take(num_accepted_);
    chunk_.rows.more.resize(plan_.fields.size());
  }

  static constexpr size_t kNone = SIZE_MAX;
  const FileText& text_;
  const CsvPlan& plan_;
  ParsedChunk chunk_;
  CsvScanner scanner_;
  CsvCells cells_;
  size_t max_rows_;
  CellGrid grid_;
  size_t num_accepted_ = 0;
  size_t position_;
  size_t end_;
};

}  // namespace

size_t CsvChunkParser::guess_row_start(size_t boundary) const {
  const size_t size = text_.text().size();
  if (boundary >= size) return size;
  CsvScanner scanner(text_.text(), plan_.symbols, plan_.max_row_bytes, plan_.num_fields);
  const size_t first = scanner.next_line(boundary == 0 ? 0 : boundary - 1);
  size_t candidate = first;
  for (int i = 0; i < kStartCandidates && candidate < size; ++i) {
    if (looks_like_rows(scanner, candidate)) return candidate;
    candidate = scanner.next_line(candidate);
  }
  return first;
}

bool CsvChunkParser::looks_like_rows(CsvScanner& scanner, size_t begin) const {
  for (int i = 0; i < kRowsPerCandidate && begin < text_.text().size(); ++i) {
    const CsvRow row = scanner.read_row(begin);
    if (row.kind == CsvRowKind::fields && row.num_fields != plan_.num_fields) return false;
    if (row.kind == CsvRowKind::unclosed_quote) return false;
    begin = row.next;
  }
  return true;
}

ParsedChunk CsvChunkParser::parse(size_t begin, size_t end) const {
  return ChunkReading(text_, plan_, begin, end).run();
}

}  // namespace sosie::io
