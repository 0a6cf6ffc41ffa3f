#include "io/table_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/mount.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/io/read_whole.h"
#include "tests/io/table_columns.h"

namespace sosie::io {
namespace {

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
        Result<OutputFile> written = write_table(path, format, columns, num_items, format_numbers, executor, nullptr);
        ASSERT_TRUE(written.ok()) << written.status().to_string();
        EXPECT_EQ(written->bytes_written(), bytes.size());
        ASSERT_TRUE(written->finish().ok());
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
  EXPECT_EQ(write_table(path, TableFormat::csv, kColumns, 0, {}, executor, nullptr).status().code(),
            StatusCode::io_error);
  EXPECT_EQ(write_file(path, "new").code(), StatusCode::io_error);
  EXPECT_EQ(file_content(path), "old");
}

TEST(TableWriter, LeavesNothingBehindWhenFormattingFails) {
  const TempFolder folder;
  const Executor executor(2);
  const auto fail = [](size_t begin, size_t, RowFormatter&) {
    return begin == 0 ? Status() : Status::invalid_data("range " + std::to_string(begin));
  };
  const Status status =
      write_table(folder.file("out"), TableFormat::csv, kColumns, 50'000, fail, executor, nullptr).status();
  EXPECT_EQ(status.message(), "range 4096") << "of several failures the first counts";
  EXPECT_FALSE(std::filesystem::exists(folder.file("out")));
}

TEST(TableWriter, AFileThatIsNotFinishedIsRemoved) {
  const TempFolder folder;
  const Executor executor(2);
  ASSERT_TRUE(write_table(folder.file("out"), TableFormat::csv, kColumns, 0, {}, executor, nullptr).ok());
  EXPECT_FALSE(std::filesystem::exists(folder.file("out")));
}

TEST(TableWriter, WritesInOrderWhenOneRangeTakesAsLongAsMany) {
  const TempFolder folder;
  const Executor executor(4);
  const std::vector<TableColumn> columns = {{"begin", ColumnType::integer}};
  const auto format = [](size_t begin, size_t, RowFormatter& out) {
    if (begin == 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    out.integer(static_cast<int64_t>(begin));
    out.end_row();
    return Status();
  };
  Result<OutputFile> written =
      write_table(folder.file("out"), TableFormat::ndjson, columns, 4'096 * 100, format, executor, nullptr);
  ASSERT_TRUE(written.ok() && written->finish().ok());
  std::string expected;
  for (int range = 0; range < 100; ++range) expected += "{\"begin\":" + std::to_string(4'096 * range) + "}\n";
  EXPECT_EQ(file_content(folder.file("out")), expected);
}

TEST(TableWriter, AnExceptionEndsAllThreads) {
  const TempFolder folder;
  const Executor executor(4);
  const auto fail = [](size_t begin, size_t, RowFormatter&) {
    if (begin == 3 * 4'096) throw std::runtime_error("out of luck");
    return Status();
  };
  const auto written = write_table(folder.file("out"), TableFormat::csv, kColumns, 10'000'000, fail, executor, nullptr);
  EXPECT_EQ(written.status().code(), StatusCode::internal);
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
