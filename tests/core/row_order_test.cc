#include "core/row_order.h"

#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <string>

#include "core/executor.h"
#include "core/random.h"
#include "core/row_texts.h"

namespace sosie {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Reorder, GivesRowsTheirNewPlaces) {
  const std::vector<uint32_t> order = {2, 0, 1};
  std::vector<std::string> values = {"a", "b", "c"};
  reorder(order, values);
  EXPECT_THAT(values, ElementsAre("c", "a", "b"));
  EXPECT_THAT(inverse_of(order), ElementsAre(1, 2, 0));
  std::vector<std::string> none;
  reorder(order, none);
  EXPECT_THAT(none, IsEmpty());
}

TEST(Reorder, ItemsFollowTheirRows) {
  struct Item {
    uint32_t row;
    char value;
  };
  std::vector<Item> items = {{0, 'a'}, {0, 'b'}, {1, 'c'}, {2, 'd'}};
  follow_rows(inverse_of(std::vector<uint32_t>{2, 0, 1}), &Item::row, items);
  std::string seen;
  for (const Item& item : items) seen += std::to_string(item.row) + item.value;
  EXPECT_EQ(seen, "0d1a1b2c");
}

/// A table of every kind of cell, whose bytes can be destroyed.
class MessyTable {
 public:
  MessyTable(uint64_t seed, uint32_t num_rows) : random_(seed) {
    table.name = "crm";
    table.num_rows = num_rows;
    table.num_records = num_rows - num_rows / 10;
    std::vector<TextRef> notes, towns;
    std::vector<MoreCell> more;
    ListTable list{"consents", {"channel", "at"}, {0}, {{}, {}}};
    for (uint32_t row = 0; row < num_rows; ++row) {
      table.ids.push_back(cell("id" + std::to_string(row)));
      table.row_ordinals.push_back(row + 1);
      table.row_lines.push_back(row + 2);
      notes.push_back(random_.chance(.3) ? TextRef() : cell(std::string(random_.below(60), letter())));
      if (random_.chance(.1)) more.push_back({row, cell("further " + std::to_string(row))});
      towns.push_back(cell(std::string(3, letter())));
      for (uint64_t element = random_.below(3); element > 0; --element) {
        for (auto& cells : list.cells) cells.push_back(random_.chance(.2) ? TextRef() : cell(std::string(5, letter())));
      }
      list.offsets.push_back(static_cast<uint32_t>(list.cells[0].size()));
    }
    table.columns.push_back({"note", TextColumn::by_row(std::move(notes))});
    table.columns.back().cells.set_more(std::move(more));
    Dictionary dictionary;
    std::vector<Code> codes;
    for (const TextRef& town : towns) codes.push_back(dictionary.intern(town));
    table.columns.push_back({"town", TextColumn::interned(std::move(codes), std::move(dictionary))});
    table.lists.push_back(std::move(list));
    table.owners.push_back(bytes_);
  }

  /// Nothing that is read afterwards may stand there.
  void destroy_bytes() { std::fill_n(bytes_.get(), kBytes, '#'); }

  SourceTable table;

 private:
  static constexpr size_t kBytes = 4 << 20;

  char letter() { return static_cast<char>('a' + random_.below(26)); }
  TextRef cell(const std::string& text) {
    EXPECT_LE(used_ + text.size(), kBytes);
    char* const place = bytes_.get() + used_;
    std::copy(text.begin(), text.end(), place);
    used_ += text.size();
    return TextRef({place, text.size()});
  }

  Random random_;
  std::shared_ptr<char[]> bytes_{new char[kBytes]};
  size_t used_ = 0;
};

/// All that a row says, as one text.
std::string contents(const SourceTable& table, uint32_t row) {
  std::string all = std::string(table.id(row)) + "|" + std::to_string(table.row_ordinals[row]) + "|" +
                    std::to_string(table.row_lines[row]);
  for (const NamedColumn& column : table.columns)
    column.cells.for_each_value(row, [&](TextRef value) { all += "|" + std::string(value.view()); });
  for (const ListTable& list : table.lists) {
    for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) {
      for (const auto& cells : list.cells) all += "|" + std::string(cells[e].view());
    }
  }
  return all;
}

std::vector<uint32_t> random_order(uint64_t seed, uint32_t num_rows) {
  Random random(seed);
  std::vector<uint32_t> order(num_rows);
  for (uint32_t row = 0; row < num_rows; ++row) order[row] = row;
  for (uint32_t row = num_rows; row > 1; --row) std::swap(order[row - 1], order[random.below(row)]);
  return order;
}

TEST(RowTexts, MoveWithTheirRowsAndLeaveTheFileBehind) {
  for (const auto& [seed, num_rows] : std::map<uint64_t, uint32_t>{{1, 1}, {2, 10}, {3, 4'097}, {4, 20'000}}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Executor executor(2);
    MessyTable messy(seed, num_rows);
    SourceTable& table = messy.table;
    const std::vector<uint32_t> order = random_order(seed, num_rows);
    std::vector<std::string> expected;
    for (const uint32_t row : order) expected.push_back(contents(table, row));

    auto texts = RowTexts::take(table, order, executor);
    ASSERT_TRUE(texts.ok());
    reorder_rows(order, table);
    ASSERT_TRUE(std::move(*texts).give(table, executor).ok());
    messy.destroy_bytes();
    for (uint32_t row = 0; row < num_rows; ++row) ASSERT_EQ(contents(table, row), expected[row]) << "row " << row;
  }
}

TEST(RowTexts, LieInTheOrderOfRows) {
  const Executor executor(2);
  MessyTable messy(5, 1'000);
  SourceTable& table = messy.table;
  const std::vector<uint32_t> order = random_order(5, table.num_rows);
  auto texts = RowTexts::take(table, order, executor);
  ASSERT_TRUE(texts.ok());
  reorder_rows(order, table);
  ASSERT_TRUE(std::move(*texts).give(table, executor).ok());
  for (uint32_t row = 1; row < table.num_rows; ++row) ASSERT_GT(table.ids[row].data(), table.ids[row - 1].data());
}

TEST(RowTexts, OfATableWithoutRows) {
  const Executor executor(2);
  SourceTable table;
  auto texts = RowTexts::take(table, {}, executor);
  ASSERT_TRUE(texts.ok());
  EXPECT_TRUE(std::move(*texts).give(table, executor).ok());
}

}  // namespace
}  // namespace sosie
