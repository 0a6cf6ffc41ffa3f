#include "io/row_formatter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/io/table_columns.h"

namespace sosie::io {
namespace {

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

TEST(RowFormatter, RenderedCellsAreThoseOfTheirColumns) {
  for (const TableFormat format : {TableFormat::csv, TableFormat::ndjson}) {
    RowFormatter expected(format, kColumns), out(format, kColumns);
    RenderedCells middle, last;
    for (int row = 0; row < 3; ++row) {
      for (RowFormatter* formatter : {&expected, &out}) formatter->integer(row);
      const auto give_middle = [](RowFormatter& cells) {
        cells.text("a,b");
        cells.decimal(1.25, 1);
      };
      const auto give_last = [](RowFormatter& cells) {
        cells.boolean(false);
        cells.null();
      };
      give_middle(expected);
      give_last(expected);
      expected.end_row();
      if (row == 0) {  // the row that is under way stays as it was
        out.render(3, last, give_last);
        out.render(1, middle, give_middle);
      }
      out.cells(middle);
      out.cells(last);
      out.end_row();
    }
    EXPECT_EQ(out.take(), expected.take());
  }
}

TEST(RowFormatter, StartsAnewAfterClear) {
  const std::vector<TableColumn> columns = {{"a"}, {"b"}};
  RowFormatter out(TableFormat::csv, columns);
  const std::string longer(100'000, 'x');
  out.text(longer);
  out.text("y");
  out.end_row();
  EXPECT_EQ(out.bytes(), longer + ",y\n");
  out.text("left open");
  out.clear();
  out.text("1");
  out.null();
  out.end_row();
  EXPECT_EQ(out.bytes(), "1,\n");
}

}  // namespace
}  // namespace sosie::io
