#include "matchers/similarity/qgrams.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "matchers/reference/qgrams.h"
#include "matchers/reference/token_ratios.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

TEST(Qgrams, AgreesWithExamplesDoneByHand) {
  EXPECT_DOUBLE_EQ(dice_similarity("night", "nacht"), 2.0 / 8.0);  // common: ht
  EXPECT_DOUBLE_EQ(jaccard_similarity("night", "nacht"), 1.0 / 7.0);
  EXPECT_DOUBLE_EQ(dice_similarity("aaaa", "aa"), 2.0 / 4.0);  // bags, not sets
  EXPECT_EQ(dice_similarity("night", "nacht", 0.3), 0.0);
  EXPECT_EQ(dice_similarity("", ""), 1.0);
  EXPECT_EQ(dice_similarity("a", "a"), 1.0);
  EXPECT_EQ(dice_similarity("a", "ab"), 0.0);
  EXPECT_DOUBLE_EQ(dice_similarity("éa", "éab"), 2.0 / 3.0);
}

TEST(Qgrams, WeighsCommonWordsByLength) {
  EXPECT_DOUBLE_EQ(token_set_similarity("le petit prince", "prince petit"), 22.0 / 24.0);
  EXPECT_DOUBLE_EQ(token_set_similarity("a b", "  b   c "), 0.5);
  EXPECT_DOUBLE_EQ(token_set_similarity("a a", "a"), 2.0 / 3.0);
  EXPECT_EQ(token_set_similarity("", " "), 1.0);
  EXPECT_EQ(token_set_similarity("", "a"), 0.0);
  EXPECT_EQ(token_set_similarity("a b", "b c", 0.6), 0.0);
}

TEST(Qgrams, EqualsTheDefinitionAtEveryLength) {
  Random random(51);
  for (const std::u32string& alphabet : samples::alphabets()) {
    for (size_t size = 0; size < 140; ++size) {
      const std::u32string a = samples::text(random, alphabet, size);
      const std::u32string b = samples::mistyped(random, alphabet, a, random.below(20));
      const std::string left = samples::utf8(a);
      const std::string right = samples::utf8(b);
      ASSERT_EQ(dice_similarity(left, right), reference::dice_similarity(a, b)) << left << "|" << right;
      ASSERT_EQ(jaccard_similarity(left, right), reference::jaccard_similarity(a, b)) << left << "|" << right;
      ASSERT_EQ(cosine_similarity(left, right), reference::cosine_similarity(a, b)) << left << "|" << right;
      ASSERT_EQ(token_set_similarity(left, right), reference::token_set_similarity(left, right))
          << left << "|" << right;
      ASSERT_EQ(dice_similarity(left, right), dice_similarity(right, left));
    }
  }
}

TEST(Qgrams, TakesLongTexts) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(dice_similarity(text, text), 1.0);
  EXPECT_EQ(cosine_similarity(text, text), 1.0);
  EXPECT_EQ(token_set_similarity(text, text), 1.0);
  EXPECT_DOUBLE_EQ(jaccard_similarity(text, text + "x"), 1'048'575.0 / 1'048'576.0);
}

RC_GTEST_PROP(QgramsProperty, IsSymmetricAndInRange, (const std::string& a, const std::string& b)) {
  for (const auto& similarity : {dice_similarity, jaccard_similarity, cosine_similarity, token_set_similarity}) {
    const double score = similarity(a, b, 0.0);
    RC_ASSERT(score == similarity(b, a, 0.0));
    RC_ASSERT(score >= 0.0);
    RC_ASSERT(score <= 1.0);
    RC_ASSERT(similarity(a, a, 0.0) == 1.0);
    for (const double cutoff : {0.3, 0.88, 1.0, score}) {
      RC_ASSERT(similarity(a, b, cutoff) == (score >= cutoff ? score : 0.0));
    }
  }
}

}  // namespace
}  // namespace sosie::matchers
