#include "io/csv_scanner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.h"
#include "io/byte_buffer.h"
#include "tests/io/reference_csv.h"

namespace sosie::io {
namespace {

constexpr CsvSymbols kSymbols = {',', '"', '\n'};

void expect_row(CsvScanner& scanner, std::string_view text, size_t begin) {
  const reference::Row expected = reference::read_row(text, kSymbols, begin, 1'000);
  const CsvRow row = scanner.read_row(begin);
  ASSERT_EQ(row.begin, begin);
  ASSERT_EQ(row.end, expected.end) << text;
  ASSERT_EQ(row.next, expected.next) << text;
  ASSERT_EQ(row.kind == CsvRowKind::unclosed_quote, expected.is_unclosed) << text;
  if (expected.is_unclosed) return;
  ASSERT_EQ(row.num_fields, expected.cells.size()) << text;
  for (size_t i = 0; i < expected.cells.size(); ++i) {
    const CsvField field = scanner.field(row, i);
    if (field.quoting == CsvQuoting::complex) continue;
    ASSERT_EQ(field.bytes, expected.cells[i]) << text;
  }
}

// A sample is a piece of a longer text: what stands behind it must not be seen.
TEST(CsvScanner, SeesNothingBehindTheTextAtAnyLength) {
  Random random(37);
  std::string bytes;
  while (bytes.size() < 300) bytes += std::string_view(",\n\"ab\"\"\r")[random.below(8)];
  bytes.resize(300 + ByteBuffer::kPadding);
  for (size_t size = 1; size < 300; ++size) {
    const std::string_view text = std::string_view(bytes).substr(0, size);
    CsvScanner scanner(text, kSymbols, 1'000, size + 1);
    for (size_t begin = 0; begin < size; begin = reference::read_row(text, kSymbols, begin, 1'000).next)
      expect_row(scanner, text, begin);
  }
}

TEST(CsvScanner, RowsMayBeReadInAnyOrder) {
  Random random(41);
  std::string bytes;
  // Longer than the window of marks, so that going back marks again.
  while (bytes.size() < 60'000) bytes += random.chance(0.1) ? "\"x,\n\"\"y\"\n" : "abc,def,\"g\"\n";
  const size_t size = bytes.size();
  bytes.resize(size + ByteBuffer::kPadding);
  const std::string_view text = std::string_view(bytes).substr(0, size);
  CsvScanner scanner(text, kSymbols, 1'000, 100);
  for (int i = 0; i < 500; ++i) expect_row(scanner, text, random.below(size));
}

TEST(CsvScanner, CountsFieldsBeyondThoseItKeeps) {
  std::string bytes = "a,b,c,d\n";
  bytes.resize(bytes.size() + ByteBuffer::kPadding);
  CsvScanner scanner(std::string_view(bytes).substr(0, 8), kSymbols, 1'000, 2);
  const CsvRow row = scanner.read_row(0);
  EXPECT_EQ(row.num_fields, 4u);
  EXPECT_EQ(scanner.field(row, 1).bytes, "b");
}

TEST(CsvScanner, FindsLines) {
  std::string bytes = "a\n\"b\nc";
  bytes.resize(bytes.size() + ByteBuffer::kPadding);
  CsvScanner scanner(std::string_view(bytes).substr(0, 6), kSymbols, 1'000, 2);
  EXPECT_EQ(scanner.next_line(0), 2u);
  EXPECT_EQ(scanner.next_line(1), 2u);
  EXPECT_EQ(scanner.next_line(2), 5u) << "quotes are not looked at";
  EXPECT_EQ(scanner.next_line(5), 6u);
}

}  // namespace
}  // namespace sosie::io
