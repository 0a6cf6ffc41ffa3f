#include "matchers/similarity/text_query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "matchers/reference/edit_distance.h"
#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/subsequences.h"
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

TEST(TextQuery, GivesWhatThePairFunctionsGiveAtEveryLengthOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    SCOPED_TRACE(target);
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
  });
}

// Lengths around the ends of words, of registers and of the circle in which a window turns; bytes 0 and 127 stand
// beside the padding of short texts.
TEST(TextQuery, EqualsTheDefinitionsWhereFormsChange) {
  const std::u32string alphabet = std::u32string(U"ab\0\x7f", 4);
  samples::on_every_target([&](const std::string& target) {
    SCOPED_TRACE(target);
    Random random(82);
    for (const size_t query_size :
         {1, 3, 4, 15, 16, 17, 40, 41, 61, 62, 63, 64, 65, 127, 128, 129, 192, 193, 256, 257}) {
      const std::u32string a = samples::text(random, alphabet, query_size);
      const std::string bytes(a.begin(), a.end());
      const TextQuery query(bytes);
      for (const size_t size : {0, 1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 40, 41, 63, 64, 65, 80, 127, 128, 129, 256, 257}) {
        const std::u32string b = size % 2 == 0 ? samples::text(random, alphabet, size)
                                               : samples::mistyped(random, alphabet, a, random.below(3));
        const std::string text(b.begin(), b.end());
        ASSERT_EQ(query.levenshtein_distance(text), reference::levenshtein_distance(a, b)) << query_size << " " << size;
        ASSERT_EQ(query.osa_distance(text), reference::osa_distance(a, b)) << query_size << " " << size;
        ASSERT_EQ(query.lcs_similarity(text), reference::lcs_length(a, b)) << query_size << " " << size;
        ASSERT_EQ(query.jaro_similarity(text), reference::jaro_similarity(a, b)) << query_size << " " << size;
        ASSERT_EQ(query.jaro_winkler_similarity(text), reference::jaro_winkler_similarity(a, b)) << query_size;
        for (const size_t cutoff : {1, 2, 3, 9}) {
          const size_t distance = reference::levenshtein_distance(a, b);
          ASSERT_EQ(query.levenshtein_distance(text, cutoff), std::min(distance, cutoff + 1)) << query_size;
        }
        const double score = reference::jaro_winkler_similarity(a, b);
        for (const double cutoff : {0.7, 0.88, score}) {
          ASSERT_EQ(query.jaro_winkler_similarity(text, cutoff), score >= cutoff ? score : 0.0) << query_size;
        }
      }
    }
  });
}

RC_GTEST_PROP(TextQueryProperty, TakesAnyBytes, (const std::string& a, const std::string& b)) {
  expect_pair_results(a, b);
  expect_pair_results(a, a + b);
}

}  // namespace
}  // namespace sosie::matchers
