#include "matchers/normalize/batch.h"

#include <gtest/gtest.h>

#include "matchers/normalize/address.h"
#include "matchers/normalize/names.h"

namespace sosie::matchers {
namespace {

constexpr std::string_view kCells[] = {"MARTIN", "Martin", "", "  ", "Müller", "MARTIN", "Mme MULLER"};

TEST(Batch, RowsReadEqualCellsOnce) {
  size_t num_read = 0;
  const NormalColumn column = normalize_rows(kCells, [&](std::string_view raw, std::string& out) {
    ++num_read;
    normalize_family_name(raw, out);
  });
  EXPECT_EQ(num_read, 5u);  // two MARTIN, and nothing to read in the empty one
  EXPECT_EQ(column.codes, (std::vector<Code>{1, 1, 0, 0, 2, 1, 2}));
  EXPECT_EQ(column.text(4), "muller");
  EXPECT_EQ(column.text(2), "");
}

TEST(Batch, AgreesWithTheSingleForm) {
  const NormalColumn values = normalize_values(kCells, normalize_family_name);
  const NormalColumn rows = normalize_rows(kCells, normalize_family_name);
  std::string single;
  for (size_t i = 0; i < std::size(kCells); ++i) {
    normalize_family_name(kCells[i], single);
    EXPECT_EQ(values.text(i), single) << kCells[i];
    EXPECT_EQ(rows.text(i), single) << kCells[i];
  }
}

TEST(Batch, TakesNormalizersOfMoreThanOneArgument) {
  constexpr std::string_view kStreets[] = {"Hauptstr. 5", "Hauptstraße 5", "Am Markt 3"};
  const NormalColumn column =
      normalize_rows(kStreets, [](std::string_view raw, std::string& out) { out = read_street(raw, "DE").key; });
  EXPECT_EQ(column.codes, (std::vector<Code>{1, 1, 2}));
}

TEST(Batch, RowsOfManyBatches) {
  std::vector<std::string> cells;
  for (size_t i = 0; i < 5000; ++i) cells.push_back("Name" + std::to_string(i % 1700));
  const std::vector<std::string_view> rows(cells.begin(), cells.end());
  const NormalColumn column = normalize_rows(rows, [](std::string_view raw, std::string& out) { out = raw; });
  EXPECT_EQ(column.values.size(), 1700u);
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(column.text(i), rows[i]);
}

}  // namespace
}  // namespace sosie::matchers
