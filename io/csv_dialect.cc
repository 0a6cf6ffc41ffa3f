#include "io/csv_dialect.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "core/arena.h"
#include "io/csv_cells.h"

namespace sosie::io {
namespace {

constexpr size_t kSampleBytes = 1 << 20;
constexpr size_t kSampleRows = 1'000;
constexpr size_t kMaxColumns = 1 << 16;
constexpr double kConsistent = 0.5;  // share of rows that agree with the first one, for a delimiter to be believed

/// Whole lines from the beginning of the text.
std::string_view sample_of(const FileText& text) {
  const std::string_view all = text.text();
  if (all.size() <= kSampleBytes) return all;
  const size_t last_line_end = all.substr(0, kSampleBytes).find_last_of("\r\n");
  return all.substr(0, last_line_end == std::string_view::npos ? kSampleBytes : last_line_end + 1);
}

char recognise_line_end(std::string_view sample, char quote) {
  bool is_quoted = false, has_return = false;
  for (const char c : sample) {
    if (c == quote) is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n') return '\n';
    has_return |= c == '\r';
  }
  return has_return ? '\r' : '\n';
}

/// Calls `visit(scanner, row)` for the first rows that are not blank, until it returns false.
template <typename Visit>
void for_each_row(const FileText& text, std::string_view sample, const CsvSymbols& symbols, Visit&& visit) {
  CsvScanner scanner(sample, symbols, CsvScanner::kMaxRowBytes, kMaxColumns);
  size_t num_rows = 0;
  for (size_t begin = text.bom_bytes(); begin < sample.size() && num_rows < kSampleRows;) {
    const CsvRow row = scanner.read_row(begin);
    begin = row.next;
    if (row.kind == CsvRowKind::blank) continue;
    ++num_rows;
    if (!visit(scanner, row)) return;
  }
}

/// Whether a quote stands where it neither opens nor closes the field: then the delimiter is probably another one.
bool has_stray_quote(const CsvField& field, char quote) {
  if (field.quoting == CsvQuoting::complex) return field.bytes.back() != quote;
  return field.quoting == CsvQuoting::none && quote != '\0' && field.bytes.find(quote) != std::string_view::npos;
}

bool has_stray_quote(const CsvScanner& scanner, const CsvRow& row, char quote) {
  for (size_t i = 0; i < std::min<size_t>(row.num_fields, kMaxColumns); ++i) {
    if (has_stray_quote(scanner.field(row, i), quote)) return true;
  }
  return false;
}

/// How well a delimiter explains the sample: compared member by member.
struct DelimiterScore {
  bool splits_consistently = false;
  int32_t minus_stray_rows = 0;  // rows with a quote that the delimiter leaves unexplained, negated
  double share = 0;              // of rows with as many fields as the first
  uint32_t num_fields = 0;
  auto operator<=>(const DelimiterScore&) const = default;
};

DelimiterScore score_delimiter(const FileText& text, std::string_view sample, const CsvSymbols& symbols) {
  uint32_t num_rows = 0, num_equal = 0;
  DelimiterScore score;
  for_each_row(text, sample, symbols, [&](CsvScanner& scanner, const CsvRow& row) {
    if (num_rows++ == 0) score.num_fields = row.num_fields;
    if (row.kind != CsvRowKind::fields) return true;
    num_equal += row.num_fields == score.num_fields ? 1 : 0;
    score.minus_stray_rows -= has_stray_quote(scanner, row, symbols.quote) ? 1 : 0;
    return true;
  });
  score.share = num_rows == 0 ? 0 : static_cast<double>(num_equal) / num_rows;
  score.splits_consistently = score.num_fields >= 2 && score.share >= kConsistent;
  return score;
}

char recognise_delimiter(const FileText& text, std::string_view sample, CsvSymbols symbols, bool prefer_tab) {
  constexpr std::string_view kUsual = ",;\t|", kTabFirst = "\t,;|";
  DelimiterScore best;
  char delimiter = prefer_tab ? '\t' : ',';
  for (const char candidate : prefer_tab ? kTabFirst : kUsual) {
    symbols.delimiter = candidate;
    const DelimiterScore score = score_delimiter(text, sample, symbols);
    if (!(score > best)) continue;
    best = score;
    delimiter = candidate;
  }
  return delimiter;
}

/// Whether `quote` encloses fields, judging by their ends.
size_t count_enclosed(std::string_view sample, char quote) {
  constexpr std::string_view kEdges = ",;\t|\r\n";
  const auto is_edge = [&](size_t at) {
    return at >= sample.size() || kEdges.find(sample[at]) != std::string_view::npos;
  };
  size_t opening = 0, closing = 0;
  for (size_t at = sample.find(quote); at != std::string_view::npos; at = sample.find(quote, at + 1)) {
    opening += at == 0 || is_edge(at - 1) ? 1 : 0;
    closing += is_edge(at + 1) ? 1 : 0;
  }
  return std::min(opening, closing);
}

char recognise_quote(std::string_view sample) {
  return count_enclosed(sample, '"') == 0 && count_enclosed(sample, '\'') > 0 ? '\'' : '"';
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin));
}

/// A number, a date or time, a phone number, or an e-mail address.
bool looks_like_data(std::string_view cell) {
  if (cell.find('@') != std::string_view::npos) return true;
  constexpr std::string_view kNumberBytes = "0123456789+-., /:()TZ%";
  const bool has_digit = cell.find_first_of("0123456789") != std::string_view::npos;
  return has_digit && cell.find_first_not_of(kNumberBytes) == std::string_view::npos;
}

/// Positions of two equal names, or equal positions when all names differ. Empty names do not count.
std::pair<size_t, size_t> find_repeated(const std::vector<std::string>& names) {
  std::map<std::string_view, size_t> seen;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    const auto [known, is_new] = seen.try_emplace(names[i], i);
    if (!is_new) return {known->second, i};
  }
  return {0, 0};
}

bool looks_like_header(const std::vector<std::string>& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    const bool may_be_empty = names.size() > 2 && (i == 0 || i + 1 == names.size());
    if (names[i].empty() && !may_be_empty) return false;
    if (looks_like_data(names[i])) return false;
  }
  const auto [first, second] = find_repeated(names);
  return first == second && !names.empty();
}

struct FirstRow {
  CsvRow row;
  uint64_t line = 1;
  std::vector<std::string> cells;  // trimmed
  bool exists = false;
};

FirstRow read_first_row(const FileText& text, const CsvSymbols& symbols, size_t max_row_bytes) {
  CsvScanner scanner(text.text(), symbols, max_row_bytes, kMaxColumns);
  FirstRow first;
  for (size_t begin = text.bom_bytes(); begin < text.text().size(); begin = first.row.next) {
    first.row = scanner.read_row(begin);
    first.exists = first.row.kind != CsvRowKind::blank;
    if (first.exists) break;
    first.line += first.row.num_lines;
  }
  if (!first.exists || first.row.kind == CsvRowKind::unclosed_quote) return first;
  Arena arena;
  CsvCells cells(symbols.quote, text.is_windows_1252(), arena);
  for (size_t i = 0; i < std::min<size_t>(first.row.num_fields, kMaxColumns); ++i)
    first.cells.push_back(trimmed(cells.read(scanner.field(first.row, i))));
  return first;
}

void name_the_nameless(std::vector<std::string>& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) names[i] = fmt::format("column{}", i + 1);
  }
}

/// The number of fields that most rows have; of equals the smaller.
uint32_t usual_num_fields(const FileText& text, std::string_view sample, const CsvSymbols& symbols) {
  std::map<uint32_t, uint32_t> rows_by_fields;
  for_each_row(text, sample, symbols, [&](CsvScanner&, const CsvRow& row) {
    if (row.kind == CsvRowKind::fields) ++rows_by_fields[row.num_fields];
    return true;
  });
  const auto most = std::max_element(rows_by_fields.begin(), rows_by_fields.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == rows_by_fields.end() ? 1 : most->first;
}

Status check_header(const FirstRow& first) {
  if (first.row.kind == CsvRowKind::unclosed_quote)
    return Status::invalid_data("the header has a field that begins with a quote, but none closes it")
        .at({{}, first.line, 0});
  const auto [one, two] = find_repeated(first.cells);
  if (one == two) return {};
  return Status::invalid_data(
             fmt::format("the header names \"{}\" twice, in columns {} and {}", first.cells[one], one + 1, two + 1))
      .at({{}, first.line, 0})
      .hint("rename one of them");
}

}  // namespace

Result<CsvDialect> recognise_dialect(const FileText& text, const CsvOptions& options, bool prefer_tab) {
  const std::string_view sample = sample_of(text);
  CsvDialect dialect;
  CsvSymbols& symbols = dialect.symbols;
  symbols.quote = options.quote.value_or(recognise_quote(sample.substr(std::min(text.bom_bytes(), sample.size()))));
  symbols.line_end = recognise_line_end(sample, symbols.quote);
  symbols.delimiter = options.delimiter.value_or(recognise_delimiter(text, sample, symbols, prefer_tab));

  FirstRow first = read_first_row(text, symbols, CsvScanner::kMaxRowBytes);
  dialect.data_begin = text.bom_bytes();
  dialect.has_header = options.header.value_or(first.exists && looks_like_header(first.cells));
  if (!first.exists) return dialect;
  if (dialect.has_header) {
    SOSIE_RETURN_IF_ERROR(check_header(first));
    dialect.columns = std::move(first.cells);
    dialect.data_begin = first.row.next;
    dialect.data_line = first.line + first.row.num_lines;
  } else {
    dialect.columns.resize(usual_num_fields(text, sample, symbols));
  }
  name_the_nameless(dialect.columns);
  return dialect;
}

}  // namespace sosie::io
