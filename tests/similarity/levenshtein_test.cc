#include "matchers/similarity/levenshtein.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "matchers/reference/edit_distance.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

using samples::utf8;

TEST(Levenshtein, AgreesWithExamplesDoneByHand) {
  EXPECT_EQ(levenshtein_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(levenshtein_distance("martin", "matrin"), 2u);
  EXPECT_EQ(osa_distance("martin", "matrin"), 1u);
  EXPECT_EQ(osa_distance("ca", "abc"), 3u);
  EXPECT_EQ(levenshtein_distance("", "abc"), 3u);
  EXPECT_EQ(levenshtein_distance("", ""), 0u);
  EXPECT_EQ(levenshtein_distance("josé", "jose"), 1u);
  EXPECT_DOUBLE_EQ(levenshtein_normalized_similarity("kitten", "sitting"), 1.0 - 3.0 / 7.0);
  EXPECT_EQ(levenshtein_normalized_similarity("kitten", "sitting", 0.6), 0.0);
  EXPECT_EQ(levenshtein_normalized_similarity("", ""), 1.0);
}

TEST(Levenshtein, FindsOneEdit) {
  EXPECT_TRUE(within_one_edit("martin", "martin"));
  EXPECT_TRUE(within_one_edit("martin", "matrin"));
  EXPECT_TRUE(within_one_edit("martin", "martins"));
  EXPECT_TRUE(within_one_edit("artin", "martin"));
  EXPECT_TRUE(within_one_edit("martin", "mortin"));
  EXPECT_TRUE(within_one_edit("", "a"));
  EXPECT_TRUE(within_one_edit("é", "e"));
  EXPECT_FALSE(within_one_edit("martin", "mortan"));
  EXPECT_FALSE(within_one_edit("martin", "mar"));
  EXPECT_FALSE(within_one_edit("", "ab"));
  EXPECT_FALSE(within_one_edit("abcd", "badc"));
}

void expect_definition(const std::u32string& a, const std::u32string& b, const std::string& where) {
  const std::string left = utf8(a);
  const std::string right = utf8(b);
  const size_t distance = reference::levenshtein_distance(a, b);
  const size_t osa = reference::osa_distance(a, b);
  ASSERT_EQ(levenshtein_distance(left, right), distance) << where << " " << left << "|" << right;
  ASSERT_EQ(osa_distance(left, right), osa) << where << " " << left << "|" << right;
  ASSERT_EQ(levenshtein_distance(right, left), distance) << where << " " << left << "|" << right;
  ASSERT_EQ(osa_distance(right, left), osa) << where << " " << left << "|" << right;
  ASSERT_EQ(within_one_edit(left, right), osa <= 1) << where << " " << left << "|" << right;
  for (const size_t cutoff : {0, 1, 2, 3, 5, 8, 9, 40}) {
    ASSERT_EQ(levenshtein_distance(left, right, cutoff), std::min(distance, cutoff + 1)) << left << "|" << right;
    ASSERT_EQ(osa_distance(left, right, cutoff), std::min(osa, cutoff + 1)) << left << "|" << right << " " << cutoff;
  }
  const size_t longest = std::max(a.size(), b.size());
  if (longest == 0) return;
  const double similarity = 1.0 - static_cast<double>(distance) / static_cast<double>(longest);
  for (const double cutoff : {0.3, 0.8, 1.0, similarity}) {
    ASSERT_EQ(levenshtein_normalized_similarity(left, right, cutoff), similarity >= cutoff ? similarity : 0.0) << where;
  }
}

TEST(Levenshtein, EveryTargetEqualsTheDefinitionAtEveryLength) {
  samples::on_every_target([](const std::string& target) {
    Random random(21);
    for (const std::u32string& alphabet : samples::alphabets()) {
      for (size_t size = 0; size < 140; ++size) {
        const std::u32string a = samples::text(random, alphabet, size);
        expect_definition(a, samples::mistyped(random, alphabet, a, random.below(6)), target);
        expect_definition(a, samples::text(random, alphabet, random.below(140)), target);
      }
    }
  });
}

TEST(Levenshtein, ShortTextsOfTwoLettersEqualTheDefinition) {
  Random random(22);
  for (int i = 0; i < 20000; ++i) {
    expect_definition(samples::text(random, U"ab", random.below(10)), samples::text(random, U"ab", random.below(10)),
                      "ab");
    if (HasFatalFailure()) return;
  }
}

// Six hundred different symbols in nine words: most rows of equality masks are written on demand.
TEST(Levenshtein, LongTextsWithManySymbolsEqualTheDefinition) {
  std::u32string alphabet = U"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  for (char32_t c = 0x4e00; c < 0x4e00 + 600; ++c) alphabet += c;
  Random random(23);
  for (int i = 0; i < 20; ++i) {
    const std::u32string a = samples::text(random, alphabet, 500 + random.below(100));
    expect_definition(a, samples::mistyped(random, alphabet, a, 30), "many symbols");
    expect_definition(a, samples::text(random, alphabet, 70), "many symbols");
  }
}

TEST(Levenshtein, TakesLongTexts) {
  Random random(24);
  const std::u32string a = samples::text(random, U"abcdefgh", 100'000);
  const std::u32string b = samples::mistyped(random, U"abcdefgh", a, 3);
  EXPECT_LE(levenshtein_distance(utf8(a), utf8(b), 8), 6u);
  EXPECT_EQ(levenshtein_distance(utf8(a), utf8(b)), levenshtein_distance(utf8(a), utf8(b), 8));
  EXPECT_LE(osa_distance(utf8(a), utf8(b), 3), 3u);
  EXPECT_EQ(levenshtein_distance(utf8(a), ""), 100'000u);
}

RC_GTEST_PROP(LevenshteinProperty, IsAMetric, (const std::string& a, const std::string& b, const std::string& c)) {
  const size_t ab = levenshtein_distance(a, b);
  RC_ASSERT(ab == levenshtein_distance(b, a));
  RC_ASSERT((ab == 0) == (a == b));
  RC_ASSERT(levenshtein_distance(a, c) <= ab + levenshtein_distance(b, c));
  RC_ASSERT(osa_distance(a, b) <= ab);
}

}  // namespace
}  // namespace sosie::matchers
