#include "io/csv_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "core/random.h"
#include "core/simd.h"
#include "tests/io/read_whole.h"
#include "tests/io/reference_csv.h"

namespace sosie::io {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(const std::vector<FlatRow>& rows) {
  std::vector<Cells> cells;
  for (const FlatRow& row : rows) cells.push_back(row.cells);
  return cells;
}

std::vector<std::string> codes_of(const std::vector<FlatRow>& rows) {
  std::vector<std::string> codes;
  for (const FlatRow& row : rows) codes.push_back(row.code);
  return codes;
}

InputOptions plain_options(size_t chunk_bytes = 4 << 20, uint64_t max_row_bytes = 16 << 20) {
  InputOptions options;
  options.csv = {',', '"', true, Encoding::utf8};
  options.chunk_bytes = chunk_bytes;
  options.max_row_bytes = max_row_bytes;
  return options;
}

TEST(CsvReader, KnowsWhereEveryRowStands) {
  const auto rows = read_whole("id,name\r\n1,\"a\r\nb\"\r\n\r\n2,c\r\n3\r\n4,d", plain_options());
  const std::vector<FlatRow> expected = {
      {1, 2, 9, "1,\"a\r\nb\"", "", {"1", "a\r\nb"}, {}, {}},
      {2, 5, 21, "2,c", "", {"2", "c"}, {}, {}},
      {3, 6, 26, "3", "ragged_row", {}, {}, {}},
      {4, 7, 29, "4,d", "", {"4", "d"}, {}, {}},
  };
  EXPECT_EQ(rows, expected);
}

TEST(CsvReader, QuotesMeanWhatRfc4180Says) {
  const auto rows = read_whole(
      "a,b\n"
      "\"x,y\",\"say \"\"hi\"\"\"\n"  // delimiter and doubled quotes
      "\"\",\"\"\"\"\n"               // empty, and one quote
      "5\" disk,a\"b\n"               // stray quotes are ordinary bytes
      "\"a\"b,\"c\" \n"               // bytes behind a closing quote stay
      " \"a\", b\n",                  // a blank before the quote makes it an ordinary byte
      plain_options());
  EXPECT_EQ(
      cells_of(rows),
      (std::vector<Cells>{{"x,y", "say \"hi\""}, {"", "\""}, {"5\" disk", "a\"b"}, {"ab", "c "}, {" \"a\"", " b"}}));
}

TEST(CsvReader, AnUnclosedQuoteCostsOneRow) {
  // The quote of row 2 would close at the next one, before "def": text follows, so that is where another field begins.
  const auto to_next_quote = read_whole("a,b\n1,x\n2,\"abc\n3,\"def\"\n4,y\n", plain_options());
  EXPECT_EQ(codes_of(to_next_quote), (std::vector<std::string>{"", "unclosed_quote", "", ""}));
  EXPECT_EQ(to_next_quote[1].bytes, "2,\"abc");
  EXPECT_EQ(to_next_quote[2].cells, (Cells{"3", "def"}));

  const auto to_end = read_whole("a,b\n1,\"x\n2,y\n3,z", plain_options());
  EXPECT_EQ(codes_of(to_end), (std::vector<std::string>{"unclosed_quote", "", ""}));

  const auto to_limit = read_whole("a,b\n1,\"x\n2,y\n3,\"\"\n4,\"z\"\n", plain_options(4 << 20, 12));
  EXPECT_EQ(codes_of(to_limit), (std::vector<std::string>{"unclosed_quote", "", "", ""}));
}

TEST(CsvReader, RefusesAnUnclosedQuoteWithTheLineItOpensOn) {
  const auto rows = read_whole("a,b,c\n\"1\n1\",x,\"y\n2,3,4\n", plain_options());
  ASSERT_EQ(codes_of(rows), (std::vector<std::string>{"unclosed_quote", ""}));
  EXPECT_EQ(rows[0].bytes, "\"1\n1\",x,\"y");
  EXPECT_EQ(rows[1].line, 4u);
}

TEST(CsvReader, RefusesLongRowsAndFields) {
  const std::string longest(65'535, 'x'), longer(65'536, 'x');
  const auto rows = read_whole("a,b\n" + longest + ",1\n" + longer + ",2\n\"" + longer + "\",3\n", plain_options());
  ASSERT_EQ(codes_of(rows), (std::vector<std::string>{"", "oversize_field", "oversize_field"}));
  EXPECT_EQ(rows[0].cells[0], longest);
  EXPECT_EQ(rows[1].cells, (Cells{"", "2"}));
  const auto limited = read_whole("a,b\n1,2\n123456,2\n3,4\n", plain_options(4 << 20, 7));
  EXPECT_EQ(codes_of(limited), (std::vector<std::string>{"", "oversize_row", ""}));
}

TEST(CsvReader, RefusesOnlyRowsWithBadBytes) {
  const auto rows = read_whole("a,b\n\xc3\xa9t\xc3\xa9,1\n\xc3(,2\nok,3\n", plain_options());
  ASSERT_EQ(codes_of(rows), (std::vector<std::string>{"", "invalid_utf8", ""}));
  EXPECT_EQ(rows[1].cells, (Cells{"\xc3(", "2"})) << "its fields can still be told apart";
}

TEST(CsvReader, ReadsOnlyWhatIsAsked) {
  const ReadRequest request{{"c", "none", "a"}, {false, true, false}, {}};
  const auto rows = read_whole("a,b,c\n1,2,3\n4,5,6\n", plain_options(), request);
  EXPECT_EQ(cells_of(rows), (std::vector<Cells>{{"3", "", "1"}, {"6", "", "4"}}));
}

TEST(CsvReader, ClassicMacLineEnds) {
  const auto rows = read_whole("a,b\r1,\"x\ny\"\r2,z\r", plain_options());
  EXPECT_EQ(cells_of(rows), (std::vector<Cells>{{"1", "x\ny"}, {"2", "z"}}));
  EXPECT_EQ(rows[1].line, 3u);
}

/// Texts in which every rule of the reader is met often.
std::string nasty_text(Random& random, size_t size) {
  constexpr std::string_view kPieces[] = {",",    ",",  "\n", "\n", "\"",   "\"",  "\"\"",
                                          "\r\n", "\r", "a",  "bc", "\n\"", "\",", "\"\n"};
  std::string text;
  while (text.size() < size) text += kPieces[random.below(std::size(kPieces))];
  return text;
}

void expect_equals_reference(const std::string& text, size_t chunk_bytes, uint64_t max_row_bytes, unsigned threads) {
  InputOptions options = plain_options(chunk_bytes, max_row_bytes);
  options.csv.header = false;
  const TempFolder folder;
  MemoryAccountant memory;
  Result<Input> input = Input::open(folder.write("in.csv", text), options, memory);
  ASSERT_TRUE(input.ok()) << input.status().to_string();
  const Executor executor(threads);
  Result<std::vector<FlatRow>> rows = read_rows(*input, {input->columns(), {}, {}}, executor);
  ASSERT_TRUE(rows.ok());
  const char line_end = text.find('\n') == std::string::npos && text.find('\r') != std::string::npos ? '\r' : '\n';
  auto expected = reference::read_all(text, {',', '"', line_end}, input->columns().size(), max_row_bytes);
  ASSERT_EQ(*rows, expected) << "chunks of " << chunk_bytes << ", rows up to " << max_row_bytes << ", text:\n" << text;
}

TEST(CsvReader, EqualsTheDefinitionForAnyChunksAndThreads) {
  Random random(17);
  for (int i = 0; i < 60; ++i) {
    // A first line of its own keeps the recognition of line ends out of this.
    const std::string text = "x,y\n" + nasty_text(random, 20 + random.below(300));
    const uint64_t max_row_bytes = i % 3 == 0 ? 1 + random.below(40) : 1 << 20;
    for (const size_t chunk_bytes : {1, 2, 3, 5, 8, 13, 21, 34, 55, 64, 4096})
      expect_equals_reference(text, chunk_bytes, max_row_bytes, 1 + static_cast<unsigned>(random.below(4)));
  }
}

TEST(CsvReader, EqualsTheDefinitionOnEveryTarget) {
  for (const std::string& target : simd_targets()) {
    ASSERT_TRUE(force_simd_target(target).ok());
    Random random(19);
    for (int i = 0; i < 10; ++i) expect_equals_reference("x,y\n" + nasty_text(random, 5'000), 300, 1 << 20, 2);
  }
  ASSERT_TRUE(force_simd_target("").ok());
}

RC_GTEST_PROP(CsvReader, NoByteOfAnyTextIsLost, (const std::string& soup)) {
  const std::string text = "x,y\n" + soup;
  InputOptions options = plain_options(1 + soup.size() / 3);
  options.csv.header = false;
  const std::vector<FlatRow> rows = read_whole(text, options);
  size_t at = 0;
  for (const FlatRow& row : rows) {
    const std::string between = text.substr(at, row.offset - at);
    RC_ASSERT(between.find_first_not_of("\r\n") == std::string::npos);
    RC_ASSERT(text.compare(row.offset, row.bytes.size(), row.bytes) == 0);
    at = row.offset + row.bytes.size();
  }
  RC_ASSERT(text.find_first_not_of("\r\n", at) == std::string::npos);
  for (size_t i = 0; i < rows.size(); ++i) RC_ASSERT(rows[i].row == i + 1);
}

// Each line opens a quote that nothing closes within the limit; reading them must not take the square of their number.
TEST(CsvReader, ManyUnclosedQuotesTakeLinearTime) {
  std::string text = "a,b\n";
  for (int i = 0; i < 200'000; ++i) text += "1,\"x\n";
  const auto rows = read_whole(text, plain_options());
  EXPECT_EQ(rows.size(), 200'000u);
}

}  // namespace
}  // namespace sosie::io
