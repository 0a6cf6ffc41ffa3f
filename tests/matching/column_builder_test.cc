#include "engine/column_builder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <memory>
#include <string>

#include "core/random.h"

namespace sosie {
namespace {

/// Cells that own their text.
class Cells {
 public:
  void add(std::string text) {
    cells_.push_back(
        TextRef(text.empty() ? std::string_view() : std::string_view(text_->emplace_back(std::move(text)))));
  }
  const std::vector<TextRef>& all() const { return cells_; }

 private:
  std::shared_ptr<std::deque<std::string>> text_ =
      std::make_shared<std::deque<std::string>>();  // copies of the cells share it
  std::vector<TextRef> cells_;
};

Cells cells_of(const std::vector<std::string>& values) {
  Cells cells;
  for (const std::string& value : values) cells.add(value);
  return cells;
}

TEST(ColumnBuilder, EstimatesDistinctValuesPerRow) {
  EXPECT_DOUBLE_EQ(distinct_per_row(cells_of({"a", "a", "b", "b", ""}).all(), 5), 0.4);
  // Chao1: 3 values seen, 2 of them once, 1 twice: 3 + 2 * 1 / (2 * (1 + 1)).
  EXPECT_DOUBLE_EQ(distinct_per_row(cells_of({"a", "b", "c", "c"}).all(), 100), 0.035);
  EXPECT_DOUBLE_EQ(distinct_per_row(cells_of({"", "", ""}).all(), 3), 0);
  EXPECT_DOUBLE_EQ(distinct_per_row({}, 3), 0);
}

TEST(ColumnBuilder, AHeavyTailIsNotTakenForAKey) {
  // 8,192 rows of a million, drawn from a Zipf law over 20,000 names; the sample alone looks one third distinct.
  Random random(/*seed=*/7);
  Cells cells;
  for (int i = 0; i < 8'192; ++i)
    cells.add("n" + std::to_string(static_cast<int>(std::exp(random.unit() * std::log(20'000)))));
  EXPECT_LT(distinct_per_row(cells.all(), 1'000'000), 0.05);
}

TEST(ColumnBuilder, AKeyStaysAKey) {
  Cells cells;
  for (int i = 0; i < 8'192; ++i) cells.add("id" + std::to_string(i));
  EXPECT_DOUBLE_EQ(distinct_per_row(cells.all(), 1'000'000), 1);
}

TEST(ColumnBuilder, TheSampleDecidesAndCodesAreThoseOfTheWhole) {
  Cells repeating, keys;
  for (int i = 0; i < 20'000; ++i) {
    repeating.add("n" + std::to_string(i % 700));
    keys.add("id" + std::to_string(i));
  }
  const ColumnChunk by_sample = build_chunk_by_sample(repeating.all(), {}, 20'000);
  const ColumnChunk whole = build_chunk(repeating.all(), {}, /*intern=*/true);
  EXPECT_TRUE(by_sample.is_interned);
  EXPECT_EQ(by_sample.codes, whole.codes);
  EXPECT_EQ(by_sample.dictionary.size(), 700u);
  const ColumnChunk kept = build_chunk_by_sample(keys.all(), {}, 20'000);
  EXPECT_FALSE(kept.is_interned);
  EXPECT_EQ(kept.num_rows(), 20'000u);
}

/// A column of three chunks of which the flags say whether they are interned.
TextColumn joined(const std::vector<Cells>& parts, const std::vector<bool>& intern) {
  std::vector<ColumnChunk> chunks;
  for (size_t i = 0; i < parts.size(); ++i) {
    std::vector<MoreCell> more{{1, parts[i].all()[0]}};
    chunks.push_back(build_chunk(parts[i].all(), std::move(more), intern[i]));
  }
  return join_chunks(chunks);
}

TEST(ColumnBuilder, EveryRepresentationGivesTheSameText) {
  const std::vector<Cells> parts = {cells_of({"b", "a", "", "a"}), cells_of({"c", "a"}), cells_of({"", "c", "b"})};
  const std::vector<std::string> expected = {"b", "a", "", "a", "c", "a", "", "c", "b"};
  for (unsigned flags = 0; flags < 8; ++flags) {
    const TextColumn column = joined(parts, {(flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0});
    EXPECT_EQ(column.is_interned(), (flags & 1) != 0) << "as the first chunk is";
    ASSERT_EQ(column.num_rows(), expected.size());
    for (size_t row = 0; row < expected.size(); ++row)
      EXPECT_EQ(column.text(row), expected[row]) << flags << " row " << row;
    ASSERT_EQ(column.more().size(), 3u);
    EXPECT_EQ(column.more()[0].row, 1u);
    EXPECT_EQ(column.more()[1].row, 5u);
    EXPECT_EQ(column.more()[1].value.view(), "c");
    EXPECT_EQ(column.more()[2].row, 7u);
  }
}

TEST(ColumnBuilder, CodesFollowFirstArrival) {
  const TextColumn column = joined({cells_of({"b", "a"}), cells_of({"c", "a"})}, {true, true});
  EXPECT_EQ(std::vector<Code>(column.codes().begin(), column.codes().end()), (std::vector<Code>{1, 2, 3, 2}));
}

}  // namespace
}  // namespace sosie
