#include "io/table_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/mount.h>

#include <string>
#include <vector>

#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

const std::vector<TableColumn> kColumns = {{"id", ColumnType::integer},
                                           {"na\"me", ColumnType::text},
                                           {"weight", ColumnType::decimal},
                                           {"ok", ColumnType::boolean},
                                           {"all", ColumnType::list}};

std::string one_row(TableFormat format) {
  RowFormatter out(format, kColumns);
  const std::vector<std::string_view> values = {"a\"b", "c\n"};
  out.integer(-42);
  out.text("Dupont, \"J\"\xff");
  out.decimal(2.0 / 3, 4);
  out.boolean(true);
  out.list(values);
  out.end_row();
  for (int i = 0; i < 5; ++i) out.null();
  out.end_row();
  return out.take();
}

TEST(RowFormatter, Csv) {
  EXPECT_EQ(one_row(TableFormat::csv),
            "-42,\"Dupont, \"\"J\"\"\xff\",0.6667,true,\"[\"\"a\\\"\"b\"\",\"\"c\\n\"\"]\"\n,,,,\n");
}

TEST(RowFormatter, Ndjson) {
  EXPECT_EQ(one_row(TableFormat::ndjson),
            "{\"id\":-42,\"na\\\"me\":\"Dupont, "
            "\\\"J\\\"\xef\xbf\xbd\",\"weight\":0.6667,\"ok\":true,\"all\":[\"a\\\"b\",\"c\\n\"]}\n"
            "{\"id\":null,\"na\\\"me\":null,\"weight\":null,\"ok\":null,\"all\":null}\n");
}

TEST(RowFormatter, ASingleEmptyCellIsStillARow) {
  const std::vector<TableColumn> columns = {{"a"}};
  RowFormatter out(TableFormat::csv, columns);
  out.null();
  out.end_row();
  out.text("=1+1");
  out.end_row();
  EXPECT_EQ(out.take(), "\"\"\n=1+1\n");
}

Status format_numbers(size_t begin, size_t end, RowFormatter& out) {
  for (size_t i = begin; i < end; ++i) {
    if (i % 3 == 2) continue;  // an item may have no row
    out.integer(static_cast<int64_t>(i));
    out.text(std::to_string(i * 7) + "\"");
    out.end_row();
  }
  return {};
}

TEST(TableWriter, WritesItemsInOrderForAnyNumberOfThreads) {
  const TempFolder folder;
  const std::vector<TableColumn> columns = {{"i", ColumnType::integer}, {"text"}};
  for (const TableFormat format : {TableFormat::csv, TableFormat::ndjson}) {
    for (const size_t num_items : {0, 1, 8'192, 8'193, 200'000}) {
      RowFormatter expected(format, columns);
      if (format == TableFormat::csv) {
        expected.text("i");
        expected.text("text");
        expected.end_row();
      }
      ASSERT_TRUE(format_numbers(0, num_items, expected).ok());
      const std::string bytes = expected.take();
      for (const unsigned threads : {1u, 3u}) {
        const std::string path = folder.file("out");
        const Executor executor(threads);
        const Result<uint64_t> written = write_table(path, format, columns, num_items, format_numbers, executor);
        ASSERT_TRUE(written.ok()) << written.status().to_string();
        EXPECT_EQ(*written, bytes.size());
        ASSERT_EQ(file_content(path), bytes) << num_items << " items, " << threads << " threads";
        std::filesystem::remove(path);
      }
    }
  }
}

TEST(TableWriter, NeverOverwrites) {
  const TempFolder folder;
  const std::string path = folder.write("out", "old");
  const Executor executor(1);
  EXPECT_EQ(write_table(path, TableFormat::csv, kColumns, 0, {}, executor).status().code(), StatusCode::io_error);
  EXPECT_EQ(write_file(path, "new").code(), StatusCode::io_error);
  EXPECT_EQ(file_content(path), "old");
}

TEST(TableWriter, LeavesNothingBehindWhenFormattingFails) {
  const TempFolder folder;
  const Executor executor(2);
  const auto fail = [](size_t begin, size_t, RowFormatter&) {
    return begin == 0 ? Status() : Status::invalid_data("range " + std::to_string(begin));
  };
  const Status status = write_table(folder.file("out"), TableFormat::csv, kColumns, 50'000, fail, executor).status();
  EXPECT_EQ(status.message(), "range 8192") << "of several failures the first counts";
  EXPECT_FALSE(std::filesystem::exists(folder.file("out")));
}

TEST(TableWriter, SaysWhatAFullDiskNeeded) {
  const TempFolder folder;
  const std::string disk = folder.file("");
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "only root can make a small disk: skipped";
  const Status status = write_file(folder.file("out"), std::string(1 << 20, 'x'));
  const bool left_behind = std::filesystem::exists(folder.file("out"));
  ::umount(disk.c_str());
  EXPECT_EQ(status.code(), StatusCode::io_error);
  EXPECT_NE(status.message().find("disk full writing"), std::string::npos) << status.to_string();
  EXPECT_NE(status.message().find("needed 983040 more bytes, 0 free"), std::string::npos) << status.to_string();
  EXPECT_FALSE(left_behind);
}

using Table = std::vector<std::vector<std::string>>;

/// Cells of every kind of text, as many columns in every row.
rc::Gen<Table> tables() {
  const auto cell =
      rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', '"', '\n', '\r', ' ', ';', '\'', '=', '\\'));
  return rc::gen::mapcat(rc::gen::inRange<size_t>(1, 5), [cell](size_t num_columns) {
    return rc::gen::container<Table>(rc::gen::container<std::vector<std::string>>(num_columns, cell));
  });
}

std::string formatted(const Table& table, TableFormat format) {
  const size_t num_columns = table.empty() ? 1 : table.front().size();
  std::vector<TableColumn> columns;
  for (size_t i = 0; i < num_columns; ++i) columns.push_back({"c" + std::to_string(i), ColumnType::text});
  RowFormatter out(format, columns);
  if (format == TableFormat::csv) {
    for (const TableColumn& column : columns) out.text(column.name);
    out.end_row();
  }
  for (const auto& row : table) {
    for (const std::string& cell : row) out.text(cell);
    out.end_row();
  }
  return out.take();
}

RC_GTEST_PROP(TableWriter, WhatIsWrittenIsReadBack, ()) {
  const Table table = *tables();
  RC_PRE(!table.empty());
  ReadRequest request;
  for (size_t i = 0; i < table.front().size(); ++i) request.columns.push_back("c" + std::to_string(i));
  InputOptions options;
  options.csv = {',', '"', true, Encoding::utf8};
  options.chunk_bytes = 16;
  for (const TableFormat format : {TableFormat::csv, TableFormat::ndjson}) {
    const auto rows =
        read_whole(formatted(table, format), options, request, 2, std::string("t.") + table_format_name(format));
    Table back;
    for (const FlatRow& row : rows) back.push_back(row.cells);
    RC_ASSERT(back == table);
  }
}

}  // namespace
}  // namespace sosie::io
