#include "matchers/similarity/jaro_winkler.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "matchers/reference/jaro_winkler.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

using samples::utf8;

TEST(JaroWinkler, AgreesWithPublishedExamples) {
  EXPECT_NEAR(jaro_similarity("martha", "marhta"), 0.944444, 1e-6);  // Winkler 1990
  EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.961111, 1e-6);
  EXPECT_NEAR(jaro_similarity("dwayne", "duane"), 0.822222, 1e-6);
  EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.84, 1e-6);
  EXPECT_NEAR(jaro_similarity("dixon", "dicksonx"), 0.766667, 1e-6);
  EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.813333, 1e-6);
}

TEST(JaroWinkler, ComparesSymbolsNotBytes) {
  EXPECT_NEAR(jaro_winkler("josé", "jose"), 0.883333, 1e-6);
  EXPECT_NEAR(jaro_winkler("анна", "анны"), 0.883333, 1e-6);
}

TEST(JaroWinkler, BoostsOnlyAboveSevenTenths) {
  // abcd / abxy: 2 matches of 4 and 4, (1/2 + 1/2 + 1) / 3 = 2/3, so the prefix ab adds nothing.
  EXPECT_EQ(jaro_winkler("abcd", "abxy"), jaro_similarity("abcd", "abxy"));
  EXPECT_GT(jaro_winkler("abcde", "abcxy"), jaro_similarity("abcde", "abcxy"));
}

TEST(JaroWinkler, KnowsEmptyTexts) {
  EXPECT_EQ(jaro_winkler("", ""), 1.0);
  EXPECT_EQ(jaro_winkler("", "a"), 0.0);
  EXPECT_EQ(jaro_winkler("a", ""), 0.0);
  EXPECT_EQ(jaro_winkler("a", "a"), 1.0);
  EXPECT_EQ(jaro_winkler("a", "b"), 0.0);
  EXPECT_EQ(jaro_winkler_similarity("", "", 1.1), 0.0);
}

void expect_definition(const std::u32string& a, const std::u32string& b, const std::string& where) {
  const std::string left = utf8(a);
  const std::string right = utf8(b);
  const double expected = reference::jaro_winkler_similarity(a, b);
  ASSERT_EQ(jaro_similarity(left, right), reference::jaro_similarity(a, b)) << where << " " << left << "|" << right;
  ASSERT_EQ(jaro_winkler(left, right), expected) << where << " " << left << "|" << right;
  ASSERT_EQ(jaro_winkler(right, left), expected) << where << " " << left << "|" << right;
  for (const double cutoff : {0.5, 0.7, 0.88, 0.92, 1.0, expected}) {
    ASSERT_EQ(jaro_winkler_similarity(left, right, cutoff), expected >= cutoff ? expected : 0.0)
        << where << " " << left << "|" << right << " cutoff " << cutoff;
  }
}

TEST(JaroWinkler, EveryTargetEqualsTheDefinitionAtEveryLength) {
  samples::on_every_target([](const std::string& target) {
    Random random(11);
    for (const std::u32string& alphabet : samples::alphabets()) {
      for (size_t size = 0; size < 140; ++size) {
        const std::u32string a = samples::text(random, alphabet, size);
        expect_definition(a, samples::mistyped(random, alphabet, a, random.below(4)), target);
        expect_definition(a, samples::text(random, alphabet, random.below(140)), target);
      }
    }
  });
}

TEST(JaroWinkler, NamesFromEightToSixteenSymbolsEqualTheDefinition) {
  Random random(12);
  for (int i = 0; i < 20000; ++i) {
    const std::u32string a = samples::text(random, U"aeinrt", 1 + random.below(17));
    expect_definition(a, samples::text(random, U"aeinrt", 1 + random.below(17)), "names");
    if (HasFatalFailure()) return;
  }
}

TEST(JaroWinkler, TakesLongTexts) {
  Random random(13);
  std::u32string a = samples::text(random, U"abcdefgh", 100'000);
  const std::u32string b = samples::mistyped(random, U"abcdefgh", a, 3);
  EXPECT_GT(jaro_winkler(utf8(a), utf8(b)), 0.9);
  a[50'000] = U'é';  // the same by code points
  EXPECT_GT(jaro_winkler(utf8(a), utf8(b)), 0.9);
  EXPECT_EQ(jaro_winkler(utf8(a), utf8(a)), 1.0);
}

RC_GTEST_PROP(JaroWinklerProperty, IsSymmetricAndInRange, (const std::string& a, const std::string& b)) {
  const double score = jaro_winkler(a, b);
  RC_ASSERT(score == jaro_winkler(b, a));
  RC_ASSERT(score >= 0.0);
  RC_ASSERT(score <= 1.0);
  RC_ASSERT(jaro_winkler(a, a) == 1.0);
  RC_ASSERT(a == b || score < 1.0);
}

}  // namespace
}  // namespace sosie::matchers
