// Metrics beyond Levenshtein and Jaro against their definitions, and the forms that all have in common.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

#include "matchers/reference/affixes.h"
#include "matchers/reference/edit_distance.h"
#include "matchers/reference/qgrams.h"
#include "matchers/reference/sets.h"
#include "matchers/reference/subsequences.h"
#include "matchers/similarity/affixes.h"
#include "matchers/similarity/damerau.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/qgrams.h"
#include "matchers/similarity/sets.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

using samples::utf8;
using Text = std::string_view;

struct Metric {
  const char* name;
  size_t (*distance)(Text, Text, size_t);
  size_t (*similarity)(Text, Text, size_t);
  double (*normalized_distance)(Text, Text, double);
  double (*normalized_similarity)(Text, Text, double);
  bool is_metric;  // the triangle inequality holds
};

const Metric kMetrics[] = {
    {"levenshtein", levenshtein_distance, levenshtein_similarity, levenshtein_normalized_distance,
     levenshtein_normalized_similarity, true},
    {"osa", osa_distance, osa_similarity, osa_normalized_distance, osa_normalized_similarity, false},
    {"damerau_levenshtein", damerau_levenshtein_distance, damerau_levenshtein_similarity,
     damerau_levenshtein_normalized_distance, damerau_levenshtein_normalized_similarity, true},
    {"indel", indel_distance, indel_similarity, indel_normalized_distance, indel_normalized_similarity, true},
    {"lcs", lcs_distance, lcs_similarity, lcs_normalized_distance, lcs_normalized_similarity, true},
    {"prefix", prefix_distance, prefix_similarity, prefix_normalized_distance, prefix_normalized_similarity, true},
    {"suffix", suffix_distance, suffix_similarity, suffix_normalized_distance, suffix_normalized_similarity, true},
};

TEST(Metrics, AgreeWithExamplesThatCanBeCheckedByHand) {
  EXPECT_EQ(lcs_similarity("dupont", "durant"), 4u);  // d u n t
  EXPECT_EQ(indel_distance("dupont", "durant"), 4u);
  EXPECT_EQ(lcs_distance("dupont", "duran"), 3u);
  EXPECT_EQ(damerau_levenshtein_distance("ca", "abc"), 2u);
  EXPECT_EQ(osa_distance("ca", "abc"), 3u);
  EXPECT_EQ(prefix_similarity("martin", "martinez"), 6u);
  EXPECT_EQ(suffix_similarity("martin", "valentin"), 3u);
  EXPECT_EQ(suffix_distance("martin", "valentin"), 5u);
  EXPECT_EQ(lcs_similarity("josé", "jose"), 3u);
  EXPECT_DOUBLE_EQ(cosine_similarity("night", "nacht"), 0.25);  // ht of 4 and 4
}

TEST(Metrics, EqualTheirDefinitionsOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    Random random(61);
    for (const std::u32string& alphabet : samples::alphabets()) {
      for (size_t size = 0; size < 140; size += 1 + size / 20) {
        const std::u32string a = samples::text(random, alphabet, size);
        for (const std::u32string& b : {samples::mistyped(random, alphabet, a, random.below(5)),
                                        samples::text(random, alphabet, random.below(140))}) {
          ASSERT_EQ(lcs_similarity(utf8(a), utf8(b)), reference::lcs_length(a, b)) << target << " " << size;
          ASSERT_EQ(damerau_levenshtein_distance(utf8(a), utf8(b)), reference::damerau_levenshtein_distance(a, b))
              << target << " " << utf8(a) << "|" << utf8(b);
          ASSERT_EQ(prefix_similarity(utf8(a), utf8(b)), reference::prefix_length(a, b)) << target;
          ASSERT_EQ(suffix_similarity(utf8(a), utf8(b)), reference::suffix_length(a, b)) << target;
          ASSERT_EQ(cosine_similarity(utf8(a), utf8(b)), reference::cosine_similarity(a, b)) << target;
        }
      }
    }
  });
}

// What every form promises, for any pair and cutoff.
void expect_forms(const Metric& metric, Text a, Text b) {
  const size_t distance = metric.distance(a, b, kNoCutoff);
  const size_t similarity = metric.similarity(a, b, 0);
  const double far = metric.normalized_distance(a, b, 1.0);
  const double alike = metric.normalized_similarity(a, b, 0.0);
  RC_ASSERT(distance == metric.distance(b, a, kNoCutoff));
  RC_ASSERT(similarity == metric.similarity(b, a, 0));
  RC_ASSERT((distance == 0) == (a == b));
  RC_ASSERT(far >= 0.0 && far <= 1.0);
  RC_ASSERT(alike >= 0.0 && alike <= 1.0);
  RC_ASSERT(std::abs(far + alike - 1.0) < 1e-12);
  for (const size_t cutoff : {size_t{0}, size_t{1}, size_t{2}, size_t{5}, distance, distance + 1}) {
    RC_ASSERT(metric.distance(a, b, cutoff) == (distance <= cutoff ? distance : cutoff + 1));
    RC_ASSERT(metric.similarity(a, b, cutoff) == (similarity >= cutoff ? similarity : 0));
  }
  for (const double cutoff : {0.0, 0.3, 0.5, 0.88, 1.0, far, alike}) {
    RC_ASSERT(metric.normalized_distance(a, b, cutoff) == (far <= cutoff ? far : 1.0));
    RC_ASSERT(metric.normalized_similarity(a, b, cutoff) == (alike >= cutoff ? alike : 0.0));
  }
}

RC_GTEST_PROP(MetricsProperty, FormsAgreeAndObeyTheirCutoffs, (const std::string& a, const std::string& b)) {
  for (const Metric& metric : kMetrics) {
    RC_LOG() << metric.name << "\n";
    expect_forms(metric, a, b);
    expect_forms(metric, a, a + b);
    expect_forms(metric, a, "");
  }
}

RC_GTEST_PROP(MetricsProperty, MetricsHoldTheTriangleInequality, (uint64_t seed)) {
  Random random(seed);
  const std::string a = utf8(samples::text(random, U"abc", random.below(20)));
  const std::string b = utf8(samples::text(random, U"abc", random.below(20)));
  const std::string c = utf8(samples::text(random, U"abc", random.below(20)));
  for (const Metric& metric : kMetrics) {
    if (!metric.is_metric) continue;
    RC_LOG() << metric.name << " " << a << " " << b << " " << c << "\n";
    RC_ASSERT(metric.distance(a, c, kNoCutoff) <= metric.distance(a, b, kNoCutoff) + metric.distance(b, c, kNoCutoff));
  }
}

// Quadratic metrics meet a text of one edit, which common ends reduce to nothing.
TEST(Metrics, TakeAMebibyte) {
  Random random(62);
  const std::string a = utf8(samples::text(random, U"abcdefgh", 1 << 20));
  std::string b = a;
  b[1 << 19] = 'x';
  for (const Metric& metric : kMetrics) {
    EXPECT_GE(metric.distance(a, b, kNoCutoff), 1u) << metric.name;
    EXPECT_EQ(metric.distance(a, a, kNoCutoff), 0u) << metric.name;
  }
  EXPECT_EQ(levenshtein_distance(a, b), 1u);
  EXPECT_EQ(damerau_levenshtein_distance(a, b), 1u);
  EXPECT_EQ(lcs_distance(a, b), 1u);
  EXPECT_EQ(indel_distance(a, b), 2u);
  EXPECT_EQ(prefix_similarity(a, b), size_t{1} << 19);
  EXPECT_GT(jaro_winkler(a, b), 0.9);
}

TEST(Sets, CompareCodes) {
  const std::vector<uint32_t> a = {1, 4, 9};
  const std::vector<uint32_t> b = {4, 9, 12, 13};
  EXPECT_EQ(num_common_codes(a, b), 2u);
  EXPECT_DOUBLE_EQ(set_jaccard(a, b), 0.4);
  EXPECT_DOUBLE_EQ(set_overlap(a, b), 2.0 / 3.0);
  EXPECT_EQ(set_jaccard(a, {}), 0.0);
  EXPECT_EQ(set_overlap({}, {}), 0.0);
}

TEST(Sets, EqualTheirDefinitions) {
  Random random(63);
  for (int i = 0; i < 5'000; ++i) {
    reference::Set a, b;
    for (size_t n = random.below(12); n > 0; --n) a.insert(static_cast<uint32_t>(random.below(16)));
    for (size_t n = random.below(12); n > 0; --n) b.insert(static_cast<uint32_t>(random.below(16)));
    const std::vector<uint32_t> left(a.begin(), a.end());
    const std::vector<uint32_t> right(b.begin(), b.end());
    ASSERT_EQ(num_common_codes(left, right), reference::num_common(a, b)) << i;
    ASSERT_EQ(set_jaccard(left, right), reference::set_jaccard(a, b)) << i;
    ASSERT_EQ(set_overlap(left, right), reference::set_overlap(a, b)) << i;
    ASSERT_EQ(set_overlap(left, right), set_overlap(right, left)) << i;
  }
}

}  // namespace
}  // namespace sosie::matchers
