#include "matchers/similarity/token_ratios.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "matchers/reference/token_ratios.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

std::string sentence(Random& random, size_t num_words) {
  std::string text;
  for (size_t i = 0; i < num_words; ++i) {
    text += std::string(random.below(3) == 0 ? 2 : 1, " \t"[random.below(2)]);
    text += samples::utf8(samples::text(random, random.below(4) == 0 ? U"aé" : U"ab", 1 + random.below(4)));
  }
  return text;
}

// To the last bit; with any cutoff, the value or 0.
void expect_definition(double (*ratio)(std::string_view, std::string_view, double), const std::string& a,
                       const std::string& b, double expected, double scale) {
  ASSERT_EQ(ratio(a, b, 0.0), expected) << a << "|" << b;
  for (const double cutoff : {0.5 * scale, 0.88 * scale, scale, expected}) {
    ASSERT_EQ(ratio(a, b, cutoff), expected >= cutoff ? expected : 0.0) << a << "|" << b << " from " << cutoff;
  }
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
    expect_definition(token_sort_ratio, a, b, reference::token_sort_ratio(a, b), 100.0);
    expect_definition(token_set_ratio, a, b, reference::token_set_ratio(a, b), 100.0);
    expect_definition(monge_elkan_similarity, a, b, reference::monge_elkan_similarity(a, b), 1.0);
    ASSERT_EQ(token_set_ratio(a, b), token_set_ratio(b, a));
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

RC_GTEST_PROP(TokenRatiosProperty, KnowThemselvesAndStayInRange, (const std::string& a, const std::string& b)) {
  const double set = token_set_ratio(a, b);
  RC_ASSERT(set >= 0.0 && set <= 100.0);
  const bool has_words = a.find_first_not_of(reference::kTokenBlanks) != std::string::npos;
  RC_ASSERT(token_set_ratio(a, a) == (has_words ? 100.0 : 0.0));
  RC_ASSERT(token_set_ratio(a, a + " " + a) == (has_words ? 100.0 : 0.0));
  RC_ASSERT(monge_elkan_similarity(a, a) == 1.0);
  RC_ASSERT(monge_elkan_similarity(a, "") == (has_words ? 0.0 : 1.0));
}

// A million words a side for the ratios, one of each length for Monge-Elkan, which compares all pairs.
TEST(TokenRatios, TakeAMebibyte) {
  Random random(72);
  const std::string text = samples::utf8(samples::text(random, U"abcdefgh ", 1 << 20));
  EXPECT_EQ(token_sort_ratio(text, text), 100.0);
  EXPECT_EQ(token_set_ratio(text, text + " x"), 100.0);
  EXPECT_EQ(monge_elkan_similarity(std::string(1 << 20, 'a') + " b", "b " + std::string(1 << 20, 'a')), 1.0);
}

}  // namespace
}  // namespace sosie::matchers
