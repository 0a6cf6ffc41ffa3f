#include "io/csv_scanner.h"

#include <algorithm>
#include <bit>

#include "core/status.h"

namespace sosie::io {
namespace {

constexpr size_t kBlock = 64;
constexpr uint64_t from_bit(size_t position) { return ~uint64_t{0} << (position % kBlock); }
/// Bits below `position`; all when it starts a block.
constexpr uint64_t below_bit(size_t position) { return position % kBlock == 0 ? ~uint64_t{0} : ~from_bit(position); }

}  // namespace

CsvScanner::CsvScanner(std::string_view text, const CsvSymbols& symbols, size_t max_row_bytes, size_t max_fields)
    : text_(text),
      symbols_(symbols),
      quote_(symbols.quote == '\0' ? -1 : static_cast<unsigned char>(symbols.quote)),
      max_row_bytes_(std::min(max_row_bytes, kMaxRowBytes)),
      num_blocks_((text.size() + kBlock - 1) / kBlock),
      ends_(max_fields) {}

void CsvScanner::mark_from(size_t block) {
  first_block_ = block;
  num_marked_ = std::min(kWindowBlocks, num_blocks_ - block);
  mark_csv(text_.data() + block * kBlock, num_marked_, symbols_, marks_.data());
  if (first_block_ + num_marked_ < num_blocks_ || text_.size() % kBlock == 0) return;
  CsvMarks& last = marks_[num_marked_ - 1];
  last.separators &= below_bit(text_.size());
  last.line_ends &= below_bit(text_.size());
  last.quotes &= below_bit(text_.size());
}

void CsvScanner::seek(size_t position) {
  position_ = position;
  block_ = position / kBlock;
  separators_ = block_ < num_blocks_ ? marks(block_).separators & from_bit(position) : 0;
}

/// The next delimiter or line end, which then counts as read; the end of the text when there is none.
inline size_t CsvScanner::next_separator() {
  while (separators_ == 0) {
    if (++block_ >= num_blocks_) return text_.size();
    separators_ = marks(block_).separators;
  }
  const size_t found = block_ * kBlock + static_cast<size_t>(std::countr_zero(separators_));
  separators_ &= separators_ - 1;
  return found;
}

/// The first mark of a kind in [position, limit), or kNone.
size_t CsvScanner::next_marked(uint64_t CsvMarks::* kind, size_t position, size_t limit) {
  if (position >= limit) return kNone;
  size_t block = position / kBlock;
  uint64_t bits = marks(block).*kind & from_bit(position);
  while (bits == 0) {
    if (++block * kBlock >= limit) return kNone;
    bits = marks(block).*kind;
  }
  const size_t found = block * kBlock + static_cast<size_t>(std::countr_zero(bits));
  return found < limit ? found : kNone;
}

uint32_t CsvScanner::count_line_ends(size_t begin, size_t end) {
  uint32_t count = 0;
  for (size_t block = begin / kBlock; block * kBlock < end; ++block) {
    uint64_t bits = marks(block).line_ends;
    if (block == begin / kBlock) bits &= from_bit(begin);
    if (block == end / kBlock) bits &= below_bit(end);
    count += static_cast<uint32_t>(std::popcount(bits));
  }
  return count;
}

size_t CsvScanner::next_line(size_t position) {
  const size_t line_end = next_marked(&CsvMarks::line_ends, position, text_.size());
  return line_end == kNone ? text_.size() : line_end + 1;
}

/// Position behind the quote that closes the field opened at `open`, or kNone when there is none below `limit`.
size_t CsvScanner::close_quote(size_t open, size_t limit, bool& has_doubled) {
  for (size_t from = open + 1;;) {
    const size_t quote = next_marked(&CsvMarks::quotes, from, limit);
    if (quote == kNone) return kNone;
    const bool is_doubled = quote + 1 < text_.size() && text_[quote + 1] == symbols_.quote;
    if (!is_doubled) return quote + 1;
    has_doubled = true;
    from = quote + 2;
  }
}

bool CsvScanner::ends_field(size_t position) const {
  if (position >= text_.size()) return true;
  const char c = text_[position];
  if (c == symbols_.delimiter || c == symbols_.line_end) return true;
  return c == '\r' && position + 1 < text_.size() && text_[position + 1] == symbols_.line_end;
}

/// Moves behind the quoted part of the field at `open` when it closes in the same block of 64 bytes, on the same line
/// and without a doubled quote: nearly always. False, and nothing is moved, otherwise.
inline bool CsvScanner::skip_short_quoted(size_t open) {
  const CsvMarks& here = marks(open / kBlock);
  const uint64_t behind_open = from_bit(open) << 1;
  const uint64_t quotes = here.quotes & behind_open;
  if (quotes == 0) return false;
  const uint64_t up_to_close = quotes ^ (quotes - 1);
  if ((here.line_ends & behind_open & up_to_close) != 0) return false;
  const size_t close = open / kBlock * kBlock + static_cast<size_t>(std::countr_zero(quotes));
  if (text_[close + 1] == symbols_.quote && close + 1 < text_.size()) return false;
  position_ = close + 1;
  block_ = open / kBlock;
  separators_ = here.separators & ~up_to_close;
  return true;
}

/// Moves behind the quoted part of any field.
CsvScanner::QuotedPart CsvScanner::skip_quoted(CsvRow& row, size_t open) {
  const size_t limit = row.begin + max_row_bytes_;
  if (open + kBlock <= limit && skip_short_quoted(open)) return QuotedPart::simple;
  bool has_doubled = false;
  const size_t behind = close_quote(open, std::min(text_.size(), limit), has_doubled);
  if (behind == kNone) return QuotedPart::unclosed;
  const uint32_t lines = count_line_ends(open, behind);
  if (lines > 0 && !ends_field(behind)) return QuotedPart::unclosed;
  row.num_lines += lines;
  seek(behind);
  return has_doubled ? QuotedPart::has_doubled : QuotedPart::simple;
}

void CsvScanner::end_unclosed(CsvRow& row, size_t open) {
  row.kind = CsvRowKind::unclosed_quote;
  row.next = next_line(open);
  const bool has_line_end = row.next > row.begin && text_[row.next - 1] == symbols_.line_end;
  row.end = without_carriage_return(row.begin, row.next - (has_line_end ? 1 : 0));
  row.num_lines += has_line_end ? 1 : 0;
  seek(row.next);
}

size_t CsvScanner::without_carriage_return(size_t begin, size_t end) const {
  const bool is_crlf = symbols_.line_end == '\n' && end > begin && end < text_.size() && text_[end - 1] == '\r';
  return is_crlf ? end - 1 : end;
}

inline void CsvScanner::keep_field(CsvRow& row, size_t end, CsvQuoting quoting) {
  if (row.num_fields < ends_.size())
    ends_[row.num_fields] = static_cast<uint32_t>(end - row.begin) | static_cast<uint32_t>(quoting) << kEnclosedShift;
  ++row.num_fields;
  row.has_complex |= quoting == CsvQuoting::complex;
}

/// `end` is the line end, or the end of the text.
inline void CsvScanner::end_row(CsvRow& row, size_t content_end, size_t end) {
  row.end = content_end;
  row.next = std::min(end + 1, text_.size());
  row.num_lines += end < text_.size() ? 1 : 0;
  if (row.end == row.begin) row.kind = CsvRowKind::blank;
  position_ = row.next;
}

CsvRow CsvScanner::read_row(size_t begin) {
  SOSIE_DCHECK(begin < text_.size(), "a row has at least one byte or a line end");
  if (begin != position_) seek(begin);
  CsvRow row;
  row.begin = begin;
  for (size_t field = begin;;) {
    const bool is_quoted = static_cast<unsigned char>(text_[field]) == quote_ && field < text_.size();
    const QuotedPart quoted = is_quoted ? skip_quoted(row, field) : QuotedPart::none;
    if (quoted == QuotedPart::unclosed) {
      end_unclosed(row, field);
      return row;
    }
    const size_t behind_quote = position_;
    const size_t end = next_separator();
    const bool is_last = end == text_.size() || text_[end] == symbols_.line_end;
    const size_t field_end = is_last ? without_carriage_return(field, end) : end;
    const bool is_enclosed = quoted == QuotedPart::simple && behind_quote == field_end;
    keep_field(row, field_end,
               !is_quoted    ? CsvQuoting::none
               : is_enclosed ? CsvQuoting::enclosed
                             : CsvQuoting::complex);
    if (is_last) {
      end_row(row, field_end, end);
      return row;
    }
    field = end + 1;
  }
}

}  // namespace sosie::io
