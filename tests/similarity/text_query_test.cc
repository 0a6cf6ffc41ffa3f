#include "matchers/similarity/text_query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

// The pair functions are tested against the definitions; a query must give the same.
void expect_pair_results(const std::string& a, const std::string& b) {
  const TextQuery query(a);
  for (const size_t cutoff : {size_t{0}, size_t{1}, size_t{2}, size_t{3}, size_t{20}, kNoCutoff}) {
    ASSERT_EQ(query.levenshtein_distance(b, cutoff), levenshtein_distance(a, b, cutoff)) << a << "|" << b;
    ASSERT_EQ(query.osa_distance(b, cutoff), osa_distance(a, b, cutoff)) << a << "|" << b;
    ASSERT_EQ(query.indel_distance(b, cutoff), indel_distance(a, b, cutoff)) << a << "|" << b;
    ASSERT_EQ(query.lcs_similarity(b, cutoff), lcs_similarity(a, b, cutoff)) << a << "|" << b;
  }
  for (const double cutoff : {0.0, 0.7, 0.88, 0.92, 1.0, jaro_winkler(a, b)}) {
    ASSERT_EQ(query.indel_normalized_similarity(b, cutoff), indel_normalized_similarity(a, b, cutoff));
    ASSERT_EQ(query.jaro_similarity(b, cutoff), jaro_similarity(a, b, cutoff)) << a << "|" << b;
    ASSERT_EQ(query.jaro_winkler_similarity(b, cutoff), jaro_winkler_similarity(a, b, cutoff)) << a << "|" << b;
  }
}

TEST(TextQuery, GivesWhatThePairFunctionsGiveAtEveryLength) {
  Random random(81);
  for (const std::u32string& alphabet : samples::alphabets()) {
    for (size_t size = 0; size < 200; size += 1 + size / 30) {
      const std::u32string a = samples::text(random, alphabet, size);
      expect_pair_results(samples::utf8(a), samples::utf8(samples::mistyped(random, alphabet, a, random.below(4))));
      expect_pair_results(samples::utf8(a), samples::utf8(samples::text(random, alphabet, random.below(200))));
      expect_pair_results(samples::utf8(a), samples::utf8(samples::text(random, U"abé", random.below(12))));
      if (HasFatalFailure()) return;
    }
  }
  expect_pair_results(std::string(1500, 'a'), std::string(1300, 'a') + "b");
}

RC_GTEST_PROP(TextQueryProperty, TakesAnyBytes, (const std::string& a, const std::string& b)) {
  expect_pair_results(a, b);
  expect_pair_results(a, a + b);
}

}  // namespace
}  // namespace sosie::matchers
