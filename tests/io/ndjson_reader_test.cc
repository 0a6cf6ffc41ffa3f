#include "io/ndjson_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.h"
#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

using Cells = std::vector<std::string>;

std::vector<FlatRow> read_json(std::string_view text, const ReadRequest& request, const InputOptions& options = {},
                               unsigned threads = 2) {
  return read_whole(text, options, request, threads, "in.ndjson");
}

ReadRequest columns(std::vector<std::string> names) { return {std::move(names), {}, {}}; }

Cells first_cells(std::string_view text, std::vector<std::string> names) {
  const std::vector<FlatRow> rows = read_json(text, columns(std::move(names)));
  return rows.empty() ? Cells() : rows.front().cells;
}

TEST(NdjsonReader, ScalarsKeepTheirSpelling) {
  EXPECT_EQ(
      first_cells(R"({"a":"x","b":1.50,"c":-0,"d":1E3,"e":true,"f":null,"g":""})", {"a", "b", "c", "d", "e", "f", "g"}),
      (Cells{"x", "1.50", "-0", "1E3", "true", "", ""}));
  EXPECT_EQ(first_cells(R"({ "a" : 12345678901234567 , "b" :false } )", {"a", "b"}),
            (Cells{"12345678901234567", "false"}));
}

TEST(NdjsonReader, StringsMeanWhatTheirEscapesSay) {
  EXPECT_EQ(
      first_cells(R"({"a":"\u00e9\n\"\\\/\ud834\udd1e","b\t":"{\"not\": [\"nested\"]}","c":"\\"})", {"a", "b\t", "c"}),
      (Cells{"\xc3\xa9\n\"\\/\xf0\x9d\x84\x9e", "{\"not\": [\"nested\"]}", "\\"}));
}

TEST(NdjsonReader, DottedPathsAndDottedKeys) {
  const Cells expected = {"1", "2", "3"};
  EXPECT_EQ(first_cells(R"({"a":{"b":1,"c":{"d":2}},"e":3})", {"a.b", "a.c.d", "e"}), expected);
  EXPECT_EQ(first_cells(R"({"a.b":1,"a":{"c.d":2},"e":3})", {"a.b", "a.c.d", "e"}), expected);
  EXPECT_EQ(first_cells(R"({"a":{"b": 1}})", {"a", "a.b"}), (Cells{R"({"b": 1})", "1"}));
}

TEST(NdjsonReader, ARepeatedKeyCountsOnce) {
  EXPECT_EQ(first_cells(R"({"a":1,"b":2,"a":3})", {"a", "b"}), (Cells{"1", "2"}));
}

TEST(NdjsonReader, ArraysOfScalarsGiveSeveralValues) {
  const auto rows = read_json(R"({"a":["x",null,"","y",3],"b":[],"c":[[1],{"d":2}]})", columns({"a", "b", "c"}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].cells, (Cells{"x", "", R"([[1],{"d":2}])"}));
  EXPECT_EQ(rows[0].more.at(0), (Cells{"y", "3"}));
  EXPECT_EQ(rows[0].more.size(), 1u);
}

TEST(NdjsonReader, ListsOfObjects) {
  const ReadRequest request{{"id"}, {}, {{"p.consents", {"channel", "at.day"}, false}}};
  const auto rows = read_json(
      R"({"id":1,"p":{"consents":[{"channel":"email","at":{"day":"2024-01-02"}},{"channel":"sms"},null,"odd"]}})"
      "\n"
      R"({"id":2})"
      "\n"
      R"({"id":3,"p":{"consents":{"channel":"post"}}})",
      request);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].lists[0], (std::vector<Cells>{{"email", "2024-01-02"}, {"sms", ""}, {"", ""}}));
  EXPECT_TRUE(rows[1].lists[0].empty());
  EXPECT_EQ(rows[2].lists[0], (std::vector<Cells>{{"post", ""}}));
}

TEST(NdjsonReader, RefusesBadLinesAndGoesOn) {
  const auto rows = read_json(
      "\xef\xbb\xbf{\"id\":1}\n"
      "\n"
      "{\"id\":2\r\n"
      "[3]\n"
      "{\"id\":\"\xff\"}\n"
      "{\"id\":tru}\n"
      "{\"id\":6} {}\n"
      "{\"id\":7}",
      columns({"id"}));
  const std::vector<FlatRow> expected = {
      {1, 1, 3, "{\"id\":1}", "", {"1"}, {}, {}},
      {2, 3, 13, "{\"id\":2", "broken_json", {}, {}, {}},
      {3, 4, 22, "[3]", "not_an_object", {}, {}, {}},
      {4, 5, 26, "{\"id\":\"\xff\"}", "invalid_utf8", {"\xff"}, {}, {}},
      {5, 6, 37, "{\"id\":tru}", "broken_json", {}, {}, {}},
      {6, 7, 48, "{\"id\":6} {}", "broken_json", {}, {}, {}},
      {7, 8, 60, "{\"id\":7}", "", {"7"}, {}, {}},
  };
  EXPECT_EQ(rows, expected);
}

TEST(NdjsonReader, RefusesLongValuesAndLines) {
  const std::string longer(65'536, 'x');
  const auto rows = read_json("{\"a\":\"" + longer + "\",\"b\":1}\n{\"a\":2,\"b\":3}", columns({"a", "b"}));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].code, "oversize_field");
  EXPECT_EQ(rows[0].cells, (Cells{"", "1"}));
  InputOptions options;
  options.max_row_bytes = 10;
  EXPECT_EQ(read_json("{\"a\":1}\n{\"a\":123456}\n", columns({"a"}), options)[1].code, "oversize_row");
}

TEST(NdjsonReader, NamesColumnsInOrderOfArrival) {
  const TempFolder folder;
  MemoryAccountant memory;
  const auto input = Input::open(
      folder.write(
          "in.jsonl",
          "{\"b\":1,\"a\":{\"x\":null,\"y\":[1]},\"l\":[{\"m\":1}],\"e\":[]}\nbroken\n{\"e\":[\"z\"],\"b\":2}\n"),
      {}, memory);
  ASSERT_TRUE(input.ok());
  EXPECT_EQ(input->format(), Format::ndjson);
  EXPECT_EQ(input->columns(), (std::vector<std::string>{"b", "a.x", "a.y", "e"}));
}

TEST(NdjsonReader, AColumnThatNoRowHasIsAnError) {
  const TempFolder folder;
  MemoryAccountant memory;
  const Executor executor(2);
  const auto input = Input::open(folder.write("in.ndjson", "{\"email\":1}\n{\"phone\":null}\n"), {}, memory);
  ASSERT_TRUE(input.ok());
  const auto read = [&](const ReadRequest& request) { return read_rows(*input, request, executor).status(); };
  EXPECT_TRUE(read({{"email", "phone"}, {}, {}}).ok()) << "null in the only row that has it is enough";
  EXPECT_EQ(read({{"email", "emial"}, {}, {}}).code(), StatusCode::invalid_data);
  EXPECT_TRUE(read({{"email", "emial"}, {false, true}, {}}).ok());
  EXPECT_EQ(read({{}, {}, {{"consents", {}, false}}}).code(), StatusCode::invalid_data);
  EXPECT_TRUE(read({{}, {}, {{"consents", {}, true}}}).ok());
}

TEST(NdjsonReader, TheResultDoesNotDependOnChunksOrThreads) {
  Random random(23);
  std::string text;
  for (int i = 0; i < 300; ++i) {
    constexpr std::string_view kLines[] = {"{\"a\":[1,2],\"b\":\"x\"}", "{\"b\":\"\\u0041\"}", "", "{\"a\":1", "7",
                                           "{\"l\":[{\"m\":1},{}]}"};
    text += std::string(kLines[random.below(std::size(kLines))]) + (random.chance(0.2) ? "\r\n" : "\n");
  }
  const ReadRequest request{{"a", "b"}, {}, {{"l", {"m"}, false}}};
  const auto expected = read_json(text, request, {}, 1);
  for (const size_t chunk_bytes : {1, 7, 64, 1000}) {
    InputOptions options;
    options.chunk_bytes = chunk_bytes;
    EXPECT_EQ(read_json(text, request, options, 3), expected) << "chunks of " << chunk_bytes;
  }
}

// Lines of JSON tokens in any order: most are broken, some are not, and none may be lost or read past its end.
TEST(NdjsonReader, EveryLineIsARowARejectOrBlank) {
  Random random(29);
  constexpr std::string_view kTokens[] = {
      "{",   "}",    "{\"a\":", "[",    "]",  ",",       ":", "\"a\"", "\"b.c\":", "1",    "-0.5e7", "null",
      "tru", "true", "\"\\u00", "\"\\", "\"", "\\ud800", " ", "\t",    "\xc3\xa9", "\xff", "}",      "{\"b\":{\"c\":"};
  for (int i = 0; i < 30; ++i) {
    std::string text;
    size_t num_rows = 0;
    for (int line = 0; line < 200; ++line) {
      std::string tokens;
      for (size_t n = random.below(9); n > 0; --n) tokens += kTokens[random.below(std::size(kTokens))];
      num_rows += tokens.find_first_not_of(" \t") == std::string::npos ? 0 : 1;
      text += tokens + "\n";
    }
    InputOptions options;
    options.chunk_bytes = 50 + random.below(1'000);
    const auto rows = read_json(text, {{"a", "b.c"}, {true, true}, {{"a", {"b"}, true}}}, options);
    ASSERT_EQ(rows.size(), num_rows);
    for (size_t r = 0; r < rows.size(); ++r) {
      ASSERT_EQ(rows[r].row, r + 1);
      ASSERT_EQ(text.substr(rows[r].offset, rows[r].bytes.size() + 1), rows[r].bytes + "\n");
    }
  }
}

}  // namespace
}  // namespace sosie::io
