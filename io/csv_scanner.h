// Rows and fields of a CSV text.
//
// RFC 4180, read leniently and without memory: what a row is depends only on the bytes from its first one on, so that
// reading may start at any row.
// - A field whose first byte is the quote is quoted: delimiters and line ends inside belong to it, a doubled quote is
// one
//   quote. Anywhere else a quote is an ordinary byte.
// - After the closing quote, bytes up to the delimiter are kept as they are: `"a"b` is `ab`.
// - A quoted field is *unclosed* when its closing quote is missing, is more than `max_row_bytes` away from the start of
// the
//   row, or (the field spans lines) is followed by something other than a delimiter or a line end: then it is the quote
//   of some later field. The row ends at the end of the line on which the field opened, and reading goes on behind it.
// - Rows end at LF or CRLF; with `line_end` CR, at CR. A row without a byte is blank.
//
// Every byte is scanned at most twice: a scan for a closing quote ends at the first odd run of quotes, and only a line
// with an odd run can start such a scan.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/csv_marks.h"

namespace sosie::io {

enum class CsvRowKind : uint8_t { fields, blank, unclosed_quote };

struct CsvRow {
  size_t begin = 0;
  size_t end = 0;           ///< line end excluded
  size_t next = 0;          ///< where the next row begins
  uint32_t num_fields = 0;  ///< not when unclosed
  uint32_t num_lines = 0;   ///< line ends in [begin, next)
  CsvRowKind kind = CsvRowKind::fields;
  bool has_complex = false;  ///< some field has CsvQuoting::complex
};

enum class CsvQuoting : uint8_t {
  none,      ///< the bytes are the value
  enclosed,  ///< so are they, but a quote before and one behind them were left out
  complex,   ///< quotes included: some are doubled, or bytes follow the closing one
};

/// A field of the last row.
struct CsvField {
  std::string_view bytes;
  CsvQuoting quoting = CsvQuoting::none;
};

/// Reads rows one after the other. One thread at a time; cheap to make.
class CsvScanner {
 public:
  static constexpr size_t kMaxRowBytes = (size_t{1} << 30) - 1;

  /// `text` is followed by ByteBuffer::kPadding readable bytes. Of a row with more than `max_fields` fields only so
  /// many are kept, but all are counted. `max_row_bytes` is at most kMaxRowBytes.
  CsvScanner(std::string_view text, const CsvSymbols& symbols, size_t max_row_bytes, size_t max_fields);

  /// The row that begins at `begin`, which is less than the size of the text.
  CsvRow read_row(size_t begin);
  /// Field `index` < min(num_fields, max_fields) of the row read last, unless it was unclosed or longer than
  /// kMaxRowBytes.
  CsvField field(const CsvRow& row, size_t index) const {
    const uint32_t here = ends_[index];
    const size_t enclosed = here >> kEnclosedShift & 1;
    const size_t from = (index == 0 ? 0 : (ends_[index - 1] & kEndBits) + 1) + enclosed;
    const size_t size = (here & kEndBits) - enclosed - from;
    return {{text_.data() + row.begin + from, size}, static_cast<CsvQuoting>(here >> kEnclosedShift)};
  }
  /// First byte behind the first line end at or after `position`; the end of the text when there is none.
  size_t next_line(size_t position);

 private:
  static constexpr int kEnclosedShift = 30;
  static constexpr uint32_t kEndBits = (uint32_t{1} << kEnclosedShift) - 1;
  static constexpr size_t kNone = SIZE_MAX;

  enum class QuotedPart : uint8_t { none, simple, has_doubled, unclosed };

  const CsvMarks& marks(size_t block) {
    if (block - first_block_ >= num_marked_) mark_from(block);
    return marks_[block - first_block_];
  }
  void mark_from(size_t block);
  void seek(size_t position);
  size_t next_separator();
  size_t next_marked(uint64_t CsvMarks::* kind, size_t position, size_t limit);
  uint32_t count_line_ends(size_t begin, size_t end);
  size_t close_quote(size_t open, size_t limit, bool& has_doubled);
  bool ends_field(size_t position) const;
  QuotedPart skip_quoted(CsvRow& row, size_t open);
  bool skip_short_quoted(size_t open);
  void end_unclosed(CsvRow& row, size_t open);
  void keep_field(CsvRow& row, size_t end, CsvQuoting quoting);
  void end_row(CsvRow& row, size_t content_end, size_t end);
  size_t without_carriage_return(size_t begin, size_t end) const;

  std::string_view text_;
  CsvSymbols symbols_;
  int quote_;  // outside the range of bytes when there is none
  size_t max_row_bytes_;
  size_t num_blocks_;

  std::vector<uint32_t> ends_;  // by field: end relative to the row, and its CsvQuoting in the two highest bits

  size_t position_ = kNone;  // where reading stands, or behind the last closing quote; marks before it are gone
  size_t block_ = 0;
  uint64_t separators_ = 0;

  static constexpr size_t kWindowBlocks = 256;  // 16 KB of text and 6 KB of marks stay in the first-level cache
  size_t first_block_ = 0;
  size_t num_marked_ = 0;
  std::array<CsvMarks, kWindowBlocks> marks_;
};

}  // namespace sosie::io
