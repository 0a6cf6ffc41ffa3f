#include "matchers/similarity/token_ratios.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

// The definitions, on words as a stream reads them.
std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  std::ranges::sort(words);
  return words;
}

template <typename Words>
std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

double ratio(const std::string& a, const std::string& b) { return 100.0 * indel_normalized_similarity(a, b); }

double set_ratio(const std::string& a, const std::string& b) {
  const auto left = words_of(a);
  const auto right = words_of(b);
  const std::set<std::string> all_a(left.begin(), left.end()), all_b(right.begin(), right.end());
  std::vector<std::string> common, only_a, only_b;
  std::ranges::set_intersection(all_a, all_b, std::back_inserter(common));
  std::ranges::set_difference(all_a, all_b, std::back_inserter(only_a));
  std::ranges::set_difference(all_b, all_a, std::back_inserter(only_b));
  if (left.empty() || right.empty()) return 0.0;
  if (!common.empty() && (only_a.empty() || only_b.empty())) return 100.0;
  const std::string shared = joined(common);
  const std::string blank = shared.empty() ? "" : " ";
  const std::string with_a = shared + blank + joined(only_a);
  const std::string with_b = shared + blank + joined(only_b);
  if (shared.empty()) return ratio(with_a, with_b);
  return std::max({ratio(with_a, with_b), ratio(shared, with_a), ratio(shared, with_b)});
}

double monge_elkan(const std::string& a, const std::string& b) {
  const auto left = words_of(a);
  const auto right = words_of(b);
  if (left.empty() || right.empty()) return left.empty() && right.empty() ? 1.0 : 0.0;
  double sum = 0.0;
  for (const std::string& word : left) {
    double best = 0.0;
    for (const std::string& other : right) best = std::max(best, jaro_winkler(word, other));
    sum += best;
  }
  return sum / static_cast<double>(left.size());
}

std::string sentence(Random& random, size_t num_words) {
  std::string text;
  for (size_t i = 0; i < num_words; ++i) {
    text += std::string(random.below(3) == 0 ? 2 : 1, " \t"[random.below(2)]);
    text += samples::utf8(samples::text(random, random.below(4) == 0 ? U"aé" : U"ab", 1 + random.below(4)));
  }
  return text;
}

TEST(TokenRatios, AgreeWithExamplesThatCanBeCheckedByHand) {
  EXPECT_EQ(token_sort_ratio("marie jeanne dupont", "dupont  jeanne marie"), 100.0);
  EXPECT_EQ(token_set_ratio("marie dupont", "dupont marie marie jeanne"), 100.0);
  EXPECT_EQ(token_set_ratio("", ""), 0.0);
  EXPECT_EQ(token_sort_ratio("", ""), 100.0);
  EXPECT_EQ(token_sort_ratio("abc", "abd"), 100.0 * (1.0 - 2.0 / 6.0));
  EXPECT_EQ(token_sort_ratio("abc", "abd", 70.0), 0.0);
  EXPECT_DOUBLE_EQ(monge_elkan_similarity("marie dupont", "dupont jeanne marie"), 1.0);
  EXPECT_EQ(monge_elkan_similarity("", ""), 1.0);
  EXPECT_EQ(monge_elkan_similarity("", "a"), 0.0);
}

TEST(TokenRatios, EqualTheirDefinitionsForAnyNumberOfWords) {
  Random random(71);
  for (int i = 0; i < 4000; ++i) {
    const std::string a = sentence(random, random.below(i % 50 == 0 ? 120 : 6));
    const std::string b = sentence(random, random.below(i % 50 == 0 ? 120 : 6));
    ASSERT_DOUBLE_EQ(token_sort_ratio(a, b), ratio(joined(words_of(a)), joined(words_of(b)))) << a << "|" << b;
    ASSERT_NEAR(token_set_ratio(a, b), set_ratio(a, b), 1e-9) << a << "|" << b;
    ASSERT_NEAR(monge_elkan_similarity(a, b), monge_elkan(a, b), 1e-12) << a << "|" << b;
    ASSERT_EQ(token_set_ratio(a, b), token_set_ratio(b, a));
    for (const double cutoff : {50.0, 88.0, 100.0}) {
      const double sorted = token_sort_ratio(a, b);
      ASSERT_EQ(token_sort_ratio(a, b, cutoff), sorted >= cutoff ? sorted : 0.0);
    }
  }
}

RC_GTEST_PROP(TokenRatiosProperty, TakeAnyBytes, (const std::string& a, const std::string& b)) {
  const double sorted = token_sort_ratio(a, b);
  RC_ASSERT(sorted >= 0.0 && sorted <= 100.0);
  RC_ASSERT(sorted == token_sort_ratio(b, a));
  RC_ASSERT(token_sort_ratio(a, a) == 100.0);
  const double share = monge_elkan_similarity(a, b);
  RC_ASSERT(share >= 0.0 && share <= 1.0);
}

}  // namespace
}  // namespace sosie::matchers
