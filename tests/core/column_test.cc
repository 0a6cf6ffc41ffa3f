#include "core/column.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sosie {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kCells = {"Paris", "", "Lyon", "Paris", "Nice"};

TextColumn by_row() {
  std::vector<TextRef> cells;
  for (const std::string& cell : kCells) cells.emplace_back(cell);
  return TextColumn::by_row(std::move(cells));
}

TextColumn interned() {
  Dictionary dictionary;
  std::vector<Code> codes;
  for (const std::string& cell : kCells) codes.push_back(dictionary.intern(TextRef(cell)));
  return TextColumn::interned(std::move(codes), std::move(dictionary));
}

std::vector<std::string> values_of_row(const TextColumn& column, uint32_t row) {
  std::vector<std::string> values;
  column.for_each_value(row, [&](TextRef value) { values.emplace_back(value.view()); });
  return values;
}

class TextColumnForms : public ::testing::TestWithParam<bool> {
 protected:
  TextColumn column() const { return GetParam() ? interned() : by_row(); }
};
INSTANTIATE_TEST_SUITE_P(Both, TextColumnForms, ::testing::Bool(),
                         [](const auto& form) { return form.param ? "Interned" : "ByRow"; });

TEST_P(TextColumnForms, AnswerAlike) {
  const TextColumn cells = column();
  ASSERT_EQ(cells.num_rows(), kCells.size());
  for (size_t row = 0; row < kCells.size(); ++row) {
    EXPECT_EQ(cells.text(row), kCells[row]);
    EXPECT_EQ(cells.ref(row).missing(), kCells[row].empty());
  }
}

TEST_P(TextColumnForms, VisitEveryValueOfARowInOrder) {
  TextColumn cells = column();
  cells.set_more({{0, TextRef("Lutèce")}, {0, TextRef("Paname")}, {4, TextRef("Nissa")}});
  EXPECT_THAT(values_of_row(cells, 0), ElementsAre("Paris", "Lutèce", "Paname"));
  EXPECT_THAT(values_of_row(cells, 1), IsEmpty());
  EXPECT_THAT(values_of_row(cells, 2), ElementsAre("Lyon"));
  EXPECT_THAT(values_of_row(cells, 4), ElementsAre("Nice", "Nissa"));
}

TEST_P(TextColumnForms, ReorderingMovesFurtherValuesAlong) {
  TextColumn cells = column();
  cells.set_more({{0, TextRef("Lutèce")}, {0, TextRef("Paname")}, {4, TextRef("Nissa")}});
  const std::vector<uint32_t> order = {4, 2, 0, 1, 3};
  cells.reorder_rows(order);
  for (size_t row = 0; row < order.size(); ++row) EXPECT_EQ(cells.text(row), kCells[order[row]]);
  EXPECT_THAT(values_of_row(cells, 0), ElementsAre("Nice", "Nissa"));
  EXPECT_THAT(values_of_row(cells, 2), ElementsAre("Paris", "Lutèce", "Paname"));
  EXPECT_THAT(values_of_row(cells, 4), ElementsAre("Paris"));
}

TEST(TextColumn, OfNoRows) {
  const TextColumn column;
  EXPECT_EQ(column.num_rows(), 0u);
  EXPECT_FALSE(column.is_interned());
}

}  // namespace
}  // namespace sosie
