// CSV rows against the definition byte by byte, for any chunks and threads; and cells written are cells read.
#include <numeric>
#include <string>

#include "io/csv_reader.h"
#include "io/csv_text.h"
#include "matchers/reference/text.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/read_text.h"
#include "tests/io/reference_csv.h"

namespace sosie::fuzz {
namespace {

struct Case {
  io::CsvSymbols symbols;
  size_t num_fields = 1;
  size_t max_row_bytes = 1 << 20;
  size_t chunk_bytes = 1;
  std::string text;
};

// Bytes as they are, or mostly those that mean something.
std::string text_of(FuzzInput& input, const io::CsvSymbols& symbols) {
  const bool is_nasty = input.below(2) == 1;
  std::string text(input.rest());
  if (!is_nasty) return text;
  const std::string meaningful = {symbols.delimiter, symbols.delimiter, '"', '"', '\n', '\n', '\r', 'a', 'b', '\''};
  for (char& c : text) c = static_cast<uint8_t>(c) < 240 ? meaningful[static_cast<uint8_t>(c) % meaningful.size()] : c;
  return text;
}

Case read_case(FuzzInput input) {
  Case c;
  c.symbols = {",;\t|"[input.below(4)], "\"\"'\0"[input.below(4)], "\n\n\n\r"[input.below(4)]};
  c.num_fields = 1 + input.below(4);
  if (input.below(3) == 0) c.max_row_bytes = 1 + input.below(64);
  c.chunk_bytes = 1 + input.below(128);
  c.text = text_of(input, c.symbols);
  return c;
}

bool is_well_formed(std::string_view bytes) {
  for (const char32_t symbol : reference::symbols_of(bytes)) {
    if (symbol >= 0xdc00 && symbol <= 0xdfff) return false;
  }
  return true;
}

std::vector<io::FlatRow> expected_rows(const Case& c) {
  std::vector<io::FlatRow> rows = io::reference::read_all(c.text, c.symbols, c.num_fields, c.max_row_bytes);
  for (io::FlatRow& row : rows) {
    if (row.code.empty() && !is_well_formed(row.bytes))
      row.code = "invalid_utf8";  // its cells are told apart all the same
  }
  return rows;
}

void check_rows(const Case& c) {
  static const Executor kOne(1), kThree(3);
  MemoryAccountant memory;
  const auto text = file_text(c.text, memory);
  io::CsvPlan plan{c.symbols, c.num_fields, std::vector<int>(c.num_fields), c.max_row_bytes};
  std::iota(plan.fields.begin(), plan.fields.end(), 0);
  const io::CsvChunkParser parser(*text, plan);
  const auto rows = rows_of(parser, c.text.size(), c.num_fields, /*chunk_bytes=*/4096, kOne);
  expect_equal(rows, expected_rows(c));
  expect_nothing_lost(c.text, rows, c.symbols.line_end == '\n' ? "\r\n" : "\r");
  expect_equal(rows_of(parser, c.text.size(), c.num_fields, c.chunk_bytes, kThree), rows);
}

void check_writing(std::string_view value) {
  std::string cell(io::csv_text_limit(value.size()), ' ');
  cell.resize(static_cast<size_t>(io::write_csv_text(value, cell.data()) - cell.data()));
  const auto row = io::reference::read_row(cell + ",\n", {',', '"', '\n'}, 0, 1 << 20);
  expect(!row.is_unclosed && row.cells.size() == 2);
  expect_equal(row.cells[0], value);
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const sosie::fuzz::Case c = sosie::fuzz::read_case({data, size});
  sosie::fuzz::check_rows(c);
  sosie::fuzz::check_writing(c.text);
  return 0;
}
