// NDJSON rows: every line is a row or a reject, for any chunks and threads; and the columns of a file can be asked for.
#include <string>

#include "io/ndjson_reader.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/read_text.h"

namespace sosie::fuzz {
namespace {

void check(FuzzInput input) {
  static const Executor kOne(1), kThree(3);
  const size_t chunk_bytes = 1 + input.below(128);
  const size_t max_row_bytes = input.below(4) == 0 ? 1 + input.below(64) : 1 << 20;
  const std::string bytes(input.rest());
  MemoryAccountant memory;
  const auto text = file_text(bytes, memory);
  const io::ReadRequest request{
      io::ndjson_columns(*text, max_row_bytes), {}, {{"l", {"a", "b.c"}, true}, {"a.l", {}, true}}};
  const io::NdjsonPlan plan(request, max_row_bytes);
  const io::NdjsonChunkParser parser(*text, plan);
  const size_t num_columns = request.columns.size();
  const auto rows = rows_of(parser, bytes.size(), num_columns, /*chunk_bytes=*/4096, kOne);
  expect_nothing_lost(bytes, rows, " \t\r\n");
  for (const io::FlatRow& row : rows) expect(!row.code.empty() || row.bytes.find('{') != std::string::npos);
  for (size_t column = 0; column < num_columns && rows.size() < 1000; ++column) expect(parser.seen(column));
  expect_equal(rows_of(parser, bytes.size(), num_columns, chunk_bytes, kThree), rows);
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
