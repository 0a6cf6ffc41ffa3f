#include "matchers/similarity/token_query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/subsequences.h"
#include "matchers/similarity/token_ratios.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

// The functions of two texts are tested against the definitions; a query must give the same, in every bit.
void expect_pair_results(const std::string& a, const std::string& b) {
  const TokenQuery query(a);
  const TokenText value(b);
  for (const double cutoff : {0.0, 50.0, 88.0, 100.0, matchers::token_sort_ratio(a, b)}) {
    ASSERT_EQ(query.token_sort_ratio(value, cutoff), token_sort_ratio(a, b, cutoff)) << a << "|" << b;
    ASSERT_EQ(query.token_set_ratio(value, cutoff), token_set_ratio(a, b, cutoff)) << a << "|" << b;
  }
  for (const double cutoff : {0.0, 0.8, 1.0, matchers::monge_elkan_similarity(a, b)}) {
    ASSERT_EQ(query.monge_elkan_similarity(value, cutoff), monge_elkan_similarity(a, b, cutoff)) << a << "|" << b;
  }
}

std::string sentence(Random& random, size_t num_words, size_t longest_word, const std::u32string& alphabet,
                     std::string_view separators = " \t") {
  std::string text;
  for (size_t i = 0; i < num_words; ++i) {
    text += std::string(1 + random.below(5) / 4, separators[random.below(separators.size())]);
    text += samples::utf8(samples::text(random, alphabet, 1 + random.below(longest_word)));
  }
  return text + std::string(random.below(2), ' ');
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::u32string wide(const std::string& text) { return {text.begin(), text.end()}; }

std::u32string sorted_and_joined(const std::string& text) {
  std::vector<std::string> words = words_of(text);
  std::ranges::sort(words);
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return wide(joined);
}

double sort_ratio_by_definition(const std::string& a, const std::string& b) {
  const std::u32string left = sorted_and_joined(a);
  const std::u32string right = sorted_and_joined(b);
  const size_t all = left.size() + right.size();
  if (all == 0) return 100.0;
  const size_t distance = all - 2 * reference::lcs_length(left, right);
  return (1.0 - static_cast<double>(distance) / static_cast<double>(all)) * 100.0;
}

double monge_elkan_by_definition(const std::string& a, const std::string& b) {
  const std::vector<std::string> left = words_of(a);
  double sum = 0.0;
  for (const std::string& word : left) {
    double best = 0.0;
    for (const std::string& other : words_of(b)) {
      best = std::max(best, reference::jaro_winkler_similarity(wide(word), wide(other)));
    }
    sum += best;
  }
  return sum / static_cast<double>(left.size());
}

TEST(TokenQuery, AgreesWithExamplesThatCanBeCheckedByHand) {
  const TokenQuery query("marie jeanne dupont");
  EXPECT_EQ(query.token_sort_ratio(TokenText("dupont  jeanne marie")), 100.0);
  EXPECT_EQ(query.token_set_ratio(TokenText("jeanne marie")), 100.0);
  EXPECT_EQ(query.token_set_ratio(TokenText("")), 0.0);
  EXPECT_DOUBLE_EQ(query.monge_elkan_similarity(TokenText("dupont anne marie jeanne")), 1.0);
  const TokenText value("dupont jeanne marie");
  EXPECT_EQ(value.joined(), "dupont jeanne marie");
  EXPECT_EQ(value.num_words(), 3u);
}

TEST(TokenQuery, EqualsTheFunctionsOfTwoTextsOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    SCOPED_TRACE(target);
    Random random(91);
    for (int i = 0; i < 3000; ++i) {
      const std::u32string& alphabet = samples::alphabets()[random.below(samples::alphabets().size())];
      const size_t longest = i % 3 == 0 ? 20 : 7;
      const std::string a = sentence(random, random.below(i % 20 == 0 ? 12 : 5), longest, alphabet, "  \t\x1c");
      const std::string b = sentence(random, random.below(i % 20 == 0 ? 12 : 5), longest, alphabet, "  \t\x1c");
      expect_pair_results(a, b);
      expect_pair_results(a, a + " " + b);
      if (HasFatalFailure()) return;
    }
  });
}

TEST(TokenQuery, EqualsTheDefinitionsOnEveryTarget) {
  samples::on_every_target([](const std::string& target) {
    SCOPED_TRACE(target);
    Random random(92);
    for (int i = 0; i < 500; ++i) {
      const std::string a = sentence(random, 1 + random.below(5), 1 + random.below(16), U"abcd");
      const std::string b = sentence(random, 1 + random.below(5), 1 + random.below(16), U"abcd");
      const TokenQuery query(a);
      const TokenText value(b);
      ASSERT_EQ(query.token_sort_ratio(value), sort_ratio_by_definition(a, b)) << a << "|" << b;
      ASSERT_DOUBLE_EQ(query.monge_elkan_similarity(value), monge_elkan_by_definition(a, b)) << a << "|" << b;
    }
  });
}

// 63 bytes are the most that are taken apart; eight words, and words of 16 and 17 symbols.
TEST(TokenQuery, TakesTextsAtTheEdgesOfItsForms) {
  const std::string eight = "a b c d e f g h";
  const std::string nine = eight + " i";
  const std::string most = std::string(30, 'a') + " " + std::string(32, 'b');
  const std::vector<std::string> texts = {"",
                                          " ",
                                          "a",
                                          eight,
                                          nine,
                                          most,
                                          most + "b",
                                          std::string(16, 'a') + " " + std::string(17, 'a'),
                                          std::string(16, 'a') + " b",
                                          "aaaaaaaab aaaaaaaa aaaaaaaaa",
                                          std::string("a\0 a", 4),
                                          "jos\u00e9 maria"};
  samples::on_every_target([&](const std::string& target) {
    SCOPED_TRACE(target);
    for (const std::string& a : texts) {
      for (const std::string& b : texts) expect_pair_results(a, b);
    }
  });
}

RC_GTEST_PROP(TokenQueryProperty, TakesAnyBytes, (const std::string& a, const std::string& b)) {
  expect_pair_results(a, b);
  expect_pair_results(a, b + " " + a);
}

}  // namespace
}  // namespace sosie::matchers
