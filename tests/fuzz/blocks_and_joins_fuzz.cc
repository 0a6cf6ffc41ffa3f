// Blocks and dictionary joins against the definition on all pairs, on any vector target.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "matchers/reference/edit_distance.h"
#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/text.h"
#include "matchers/similarity/value_block.h"
#include "matchers/similarity/value_join.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

using matchers::BlockHit;
using matchers::JoinHit;

struct Values {
  std::vector<std::string> bytes;
  std::vector<std::u32string> symbols;
  std::vector<std::string_view> views;
};

Values read_values(FuzzInput& input) {
  Values values;
  values.bytes = alike_texts(input, /*most=*/48);
  for (const std::string& text : values.bytes) values.symbols.push_back(reference::symbols_of(text));
  values.views.assign(values.bytes.begin(), values.bytes.end());
  return values;
}

template <typename Hits>
void sort_by_pair(Hits& hits) {
  std::ranges::sort(hits, {}, [](const auto& hit) { return std::pair(hit.left, hit.right); });
}

std::vector<JoinHit> hits_of(const matchers::ValueJoin& join) {
  std::vector<JoinHit> hits;
  join.run([&](std::span<const JoinHit> found) { hits.insert(hits.end(), found.begin(), found.end()); });
  sort_by_pair(hits);
  return hits;
}

struct Asked {
  std::vector<double> levels;  // ascending
  size_t most_edits = 0;
};

Asked read_asked(FuzzInput& input) {
  Asked asked;
  for (size_t i = 1 + input.below(3); i > 0; --i) {
    asked.levels.push_back(static_cast<double>(70 + input.below(31)) / 100);  // a lower one takes long to prepare
  }
  std::ranges::sort(asked.levels);
  asked.levels.erase(std::unique(asked.levels.begin(), asked.levels.end()), asked.levels.end());
  asked.most_edits = input.below(6);
  return asked;
}

struct Expected {
  std::vector<JoinHit> alike;
  std::vector<JoinHit> near;
  std::vector<BlockHit> levels;
};

Expected by_definition(const Values& values, const Asked& asked) {
  Expected expected;
  for (uint32_t left = 0; left < values.symbols.size(); ++left) {
    for (uint32_t right = left + 1; right < values.symbols.size(); ++right) {
      const double score = reference::jaro_winkler_similarity(values.symbols[left], values.symbols[right]);
      const size_t distance = reference::levenshtein_distance(values.symbols[left], values.symbols[right]);
      if (score >= asked.levels[0]) expected.alike.push_back({left, right, score});
      if (distance <= asked.most_edits) expected.near.push_back({left, right, static_cast<double>(distance)});
      const auto level = std::ranges::upper_bound(asked.levels, score) - asked.levels.begin();
      if (level > 0) expected.levels.push_back({left, right, static_cast<uint32_t>(level), score});
    }
  }
  return expected;
}

void check_block(const Values& values, const matchers::CodedValues& coded, const Asked& asked,
                 const std::vector<BlockHit>& expected) {
  std::vector<uint32_t> block(values.views.size());
  for (uint32_t i = 0; i < block.size(); ++i) block[i] = i;
  matchers::ValueBlock comparer(coded, asked.levels);
  for (int again = 0; again < 2; ++again) {
    std::vector<BlockHit> hits;
    comparer.find_pairs(block, hits);
    sort_by_pair(hits);
    expect_equal(hits, expected);
  }
}

void check(FuzzInput input) {
  choose_target(input);
  const size_t kernel = input.below(3);
  const Asked asked = read_asked(input);
  const Values values = read_values(input);
  const Expected expected = by_definition(values, asked);
  const matchers::CodedValues coded(values.views);
  switch (kernel) {
    case 0: return expect_equal(hits_of(matchers::ValueJoin::jaro_winkler(coded, asked.levels[0])), expected.alike);
    case 1: return expect_equal(hits_of(matchers::ValueJoin::levenshtein(coded, asked.most_edits)), expected.near);
    default: return check_block(values, coded, asked, expected.levels);
  }
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
