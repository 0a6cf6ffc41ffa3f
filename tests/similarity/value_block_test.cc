#include "matchers/similarity/value_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "matchers/reference/jaro_winkler.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

constexpr std::array<double, 3> kLevels = {0.7, 0.88, 0.92};

struct Column {
  std::vector<std::u32string> symbols;
  std::vector<std::string> bytes;
  std::vector<std::string_view> views;
};

Column alike_column(Random& random, std::u32string_view alphabet, size_t count, size_t longest) {
  Column column;
  while (column.symbols.size() < count) {
    const std::u32string start = samples::text(random, alphabet, random.below(longest + 1));
    for (size_t i = random.below(6) + 1; i > 0 && column.symbols.size() < count; --i) {
      column.symbols.push_back(samples::mistyped(random, alphabet, start, random.below(4)));
    }
  }
  for (const std::u32string& text : column.symbols) column.bytes.push_back(samples::utf8(text));
  column.views.assign(column.bytes.begin(), column.bytes.end());
  return column;
}

std::vector<BlockHit> hits_by_definition(const Column& column, std::span<const uint32_t> block) {
  std::vector<BlockHit> hits;
  for (uint32_t left = 0; left < block.size(); ++left) {
    for (uint32_t right = left + 1; right < block.size(); ++right) {
      const double score =
          reference::jaro_winkler_similarity(column.symbols[block[left]], column.symbols[block[right]]);
      const auto level = static_cast<uint32_t>(std::ranges::upper_bound(kLevels, score) - kLevels.begin());
      if (level > 0) hits.push_back({left, right, level, score});
    }
  }
  return hits;
}

std::vector<BlockHit> sorted_hits(ValueBlock& comparer, std::span<const uint32_t> block) {
  std::vector<BlockHit> hits;
  comparer.find_pairs(block, hits);
  std::ranges::sort(hits, [](const BlockHit& a, const BlockHit& b) {
    return a.left != b.left ? a.left < b.left : a.right < b.right;
  });
  return hits;
}

// Values are drawn with repetition, as records share them.
void expect_hits(Random& random, const Column& column, size_t block_size, const std::string& where) {
  std::vector<uint32_t> block(block_size);
  for (uint32_t& value : block) value = static_cast<uint32_t>(random.below(column.views.size()));
  const CodedValues values(column.views);
  const std::vector<BlockHit> expected = hits_by_definition(column, block);
  samples::on_every_target([&](const std::string& target) {
    ValueBlock comparer(values, kLevels);
    ASSERT_TRUE(sorted_hits(comparer, block) == expected) << target << " " << where << " block " << block_size;
    ASSERT_TRUE(sorted_hits(comparer, block) == expected) << target << " again";
  });
}

TEST(ValueBlock, SetsLevelsThatCanBeCheckedByHand) {
  const std::vector<std::string_view> names = {"martha", "marhta", "jean", "jean louis", "dupond"};
  const CodedValues values(names);
  ValueBlock comparer(values, kLevels);
  const std::vector<uint32_t> block = {3, 0, 1, 2};
  const std::vector<BlockHit> hits = sorted_hits(comparer, block);
  ASSERT_EQ(hits.size(), 2u);
  // jean / jean louis: j = (4/4 + 4/10 + 1) / 3 = 0.8, and 0.8 + 0.4 * 0.2 = 0.88 to the last bit.
  EXPECT_TRUE(hits[0] == (BlockHit{0, 3, 2, 0.88}));
  EXPECT_EQ(hits[1].level, 3u);
  EXPECT_NEAR(hits[1].similarity, 0.961111, 1e-6);  // Winkler 1990
}

TEST(ValueBlock, EqualsTheDefinitionOnEveryTarget) {
  Random random(51);
  for (const std::u32string& alphabet : samples::alphabets()) {
    const Column column = alike_column(random, alphabet, 400, 14);
    for (const size_t size : {0, 1, 2, 31, 64, 127, 128, 129, 300}) expect_hits(random, column, size, "short");
  }
  const Column mixed = alike_column(random, U"aeinrst@.", 300, 75);
  for (const size_t size : {100, 128, 400}) expect_hits(random, mixed, size, "up to 75 symbols");
}

}  // namespace
}  // namespace sosie::matchers
