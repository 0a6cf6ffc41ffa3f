#include "matchers/similarity/text_block.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "matchers/reference/edit_distance.h"
#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/subsequences.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

using Values = std::vector<std::string>;

std::vector<std::string_view> views(const Values& values) { return {values.begin(), values.end()}; }

// The functions of two texts are tested against the definitions; a block must give the same, in every bit.
void expect_pair_results(const std::string& query, const Values& values) {
  const std::vector<std::string_view> texts = views(values);
  const TextBlock block(texts);
  std::vector<uint32_t> levenshtein(block.num_results()), osa(levenshtein), lcs(levenshtein), indel(levenshtein);
  std::vector<double> ratio(block.num_results()), jaro(ratio), winkler(ratio);
  block.levenshtein_distance(query, levenshtein);
  block.osa_distance(query, osa);
  block.lcs_similarity(query, lcs);
  block.indel_distance(query, indel);
  block.indel_normalized_similarity(query, ratio);
  block.jaro_similarity(query, jaro);
  block.jaro_winkler_similarity(query, winkler);
  for (size_t i = 0; i < values.size(); ++i) {
    ASSERT_EQ(levenshtein[i], levenshtein_distance(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(osa[i], osa_distance(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(lcs[i], lcs_similarity(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(indel[i], indel_distance(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(ratio[i], indel_normalized_similarity(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(jaro[i], jaro_similarity(query, values[i])) << query << "|" << values[i];
    ASSERT_EQ(winkler[i], jaro_winkler_similarity(query, values[i])) << query << "|" << values[i];
  }
}

Values random_values(Random& random, const std::u32string& alphabet, size_t count, size_t longest) {
  Values values;
  for (size_t i = 0; i < count; ++i) {
    values.push_back(samples::utf8(samples::text(random, alphabet, random.below(longest + 1))));
  }
  return values;
}

// Longest values of 16, 32 and 64 symbols choose the width of a lane; 65 symbols have none.
TEST(TextBlock, GivesWhatThePairFunctionsGiveOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    SCOPED_TRACE(target);
    Random random(101);
    for (const size_t longest : {1, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128}) {
      for (const std::u32string& alphabet : samples::alphabets()) {
        const Values values = random_values(random, alphabet, 1 + random.below(150), longest);
        for (const size_t size : {0, 1, 4, 16, 17, 33, 63, 64, 65}) {
          expect_pair_results(samples::utf8(samples::text(random, alphabet, size)), values);
          if (HasFatalFailure()) return;
        }
        expect_pair_results(values.front(), values);
      }
    }
  });
}

TEST(TextBlock, EqualsTheDefinitionsOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    SCOPED_TRACE(target);
    Random random(102);
    for (const size_t longest : {16, 32, 64}) {
      const Values values = random_values(random, U"abc", 70, longest);
      const std::vector<std::string_view> texts = views(values);
      const TextBlock block(texts);
      std::vector<uint32_t> counts(block.num_results());
      std::vector<double> scores(block.num_results());
      for (const size_t size : {1, 5, 16, 40, 64}) {
        const std::u32string query = samples::text(random, U"abc", size);
        const std::string bytes = samples::utf8(query);
        const auto wide = [&](size_t i) { return std::u32string(values[i].begin(), values[i].end()); };
        block.levenshtein_distance(bytes, counts);
        for (size_t i = 0; i < 70; ++i) ASSERT_EQ(counts[i], reference::levenshtein_distance(query, wide(i)));
        block.osa_distance(bytes, counts);
        for (size_t i = 0; i < 70; ++i) ASSERT_EQ(counts[i], reference::osa_distance(query, wide(i)));
        block.lcs_similarity(bytes, counts);
        for (size_t i = 0; i < 70; ++i) ASSERT_EQ(counts[i], reference::lcs_length(query, wide(i)));
        block.jaro_winkler_similarity(bytes, scores);
        for (size_t i = 0; i < 70; ++i) ASSERT_EQ(scores[i], reference::jaro_winkler_similarity(query, wide(i)));
      }
    }
  });
}

TEST(TextBlock, HoldsNothingOrOneValue) {
  const TextBlock nothing({});
  EXPECT_EQ(nothing.size(), 0u);
  expect_pair_results("martin", {});
  expect_pair_results("martin", {"marten"});
  expect_pair_results("", {"marten", ""});
}

}  // namespace
}  // namespace sosie::matchers
