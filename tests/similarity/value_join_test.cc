#include "matchers/similarity/value_join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "matchers/reference/edit_distance.h"
#include "matchers/reference/jaro_winkler.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {

// How googletest shows a hit.
static std::ostream& operator<<(std::ostream& out, const JoinHit& hit) {
  return out << hit.left << "-" << hit.right << "=" << hit.measure;
}

namespace {

struct Texts {
  std::vector<std::u32string> symbols;
  std::vector<std::string> bytes;
  std::vector<std::string_view> views;
};

// Alike values of mixed lengths, so that joins have much to find; some appear twice, some are empty.
Texts alike_texts(Random& random, std::u32string_view alphabet, size_t count, size_t longest) {
  Texts texts;
  while (texts.symbols.size() < count) {
    const std::u32string start = samples::text(random, alphabet, random.below(longest + 1));
    for (size_t i = random.below(8) + 1; i > 0 && texts.symbols.size() < count; --i) {
      texts.symbols.push_back(samples::mistyped(random, alphabet, start, random.below(4)));
    }
  }
  for (const std::u32string& text : texts.symbols) texts.bytes.push_back(samples::utf8(text));
  texts.views.assign(texts.bytes.begin(), texts.bytes.end());
  return texts;
}

std::vector<JoinHit> sorted_hits(const ValueJoin& join) {
  std::vector<JoinHit> hits;
  join.run([&](std::span<const JoinHit> found) { hits.insert(hits.end(), found.begin(), found.end()); });
  std::ranges::sort(
      hits, [](const JoinHit& a, const JoinHit& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
  return hits;
}

template <typename Measure>
std::vector<JoinHit> hits_by_definition(const Texts& texts, Measure&& measure) {
  std::vector<JoinHit> hits;
  for (uint32_t left = 0; left < texts.symbols.size(); ++left) {
    for (uint32_t right = left + 1; right < texts.symbols.size(); ++right) {
      if (const double found = measure(texts.symbols[left], texts.symbols[right]); found >= 0.0) {
        hits.push_back({left, right, found});
      }
    }
  }
  return hits;
}

void expect_jaro_winkler_hits(const Texts& texts, double level, const std::string& where) {
  const CodedValues values(texts.views);
  const auto expected = hits_by_definition(texts, [=](const std::u32string& a, const std::u32string& b) {
    const double score = reference::jaro_winkler_similarity(a, b);
    return score >= level ? score : -1.0;
  });
  samples::on_every_target([&](const std::string& target) {
    ASSERT_EQ(sorted_hits(ValueJoin::jaro_winkler(values, level)), expected) << target << " " << where << " " << level;
  });
}

void expect_levenshtein_hits(const Texts& texts, size_t most, const std::string& where) {
  const CodedValues values(texts.views);
  const auto expected = hits_by_definition(texts, [=](const std::u32string& a, const std::u32string& b) {
    const size_t distance = reference::levenshtein_distance(a, b);
    return distance <= most ? static_cast<double>(distance) : -1.0;
  });
  samples::on_every_target([&](const std::string& target) {
    ASSERT_EQ(sorted_hits(ValueJoin::levenshtein(values, most)), expected) << target << " " << where << " " << most;
  });
}

TEST(ValueJoin, FindsPairsThatCanBeCheckedByHand) {
  const std::vector<std::string_view> names = {"martha", "dupont", "marhta", "dupond", "durand", ""};
  const CodedValues values(names);
  EXPECT_EQ(sorted_hits(ValueJoin::levenshtein(values, 1)), (std::vector<JoinHit>{{1, 3, 1.0}}));
  EXPECT_EQ(sorted_hits(ValueJoin::levenshtein(values, 2)),
            (std::vector<JoinHit>{{0, 2, 2.0}, {1, 3, 1.0}, {3, 4, 2.0}}));
  const std::vector<JoinHit> alike = sorted_hits(ValueJoin::jaro_winkler(values, 0.93));
  ASSERT_EQ(alike.size(), 2u);
  EXPECT_NEAR(alike[0].measure, 0.961111, 1e-6);  // Winkler 1990
  EXPECT_NEAR(alike[1].measure, 0.933333, 1e-6);  // 5 of 6 match, prefix of 4: j = (5/6 + 5/6 + 1) / 3 = 8/9
}

TEST(ValueJoin, JaroWinklerEqualsTheDefinitionOnEveryTarget) {
  Random random(41);
  for (const std::u32string& alphabet : samples::alphabets()) {
    const Texts texts = alike_texts(random, alphabet, 700, 14);
    for (const double level : {0.7, 0.88, 0.92, 1.0}) expect_jaro_winkler_hits(texts, level, "short");
  }
  const Texts mixed = alike_texts(random, U"aeinrst ", 400, 80);
  for (const double level : {0.5, 0.8, 0.88}) expect_jaro_winkler_hits(mixed, level, "up to 80 symbols");
}

TEST(ValueJoin, LevenshteinEqualsTheDefinitionOnEveryTarget) {
  Random random(42);
  for (const std::u32string& alphabet : samples::alphabets()) {
    const Texts texts = alike_texts(random, alphabet, 700, 14);
    for (const size_t most : {0, 1, 2, 3, 5}) expect_levenshtein_hits(texts, most, "short");
  }
  const Texts mixed = alike_texts(random, U"aeinrst ", 400, 80);
  for (const size_t most : {2, 9}) expect_levenshtein_hits(mixed, most, "up to 80 symbols");
}

// More symbols than there are codes: the rare ones make their values loose.
TEST(ValueJoin, TakesManySymbols) {
  std::u32string alphabet;
  for (char32_t symbol = 0; symbol < 400; ++symbol) alphabet += 0x4e00 + symbol;
  Random random(43);
  const Texts texts = alike_texts(random, alphabet, 500, 8);
  EXPECT_FALSE(CodedValues(texts.views).loose().empty());
  expect_jaro_winkler_hits(texts, 0.8, "400 symbols");
  expect_levenshtein_hits(texts, 2, "400 symbols");
}

TEST(ValueJoin, EveryNumberOfValuesFillsItsLanes) {
  Random random(44);
  for (size_t count = 0; count < 600; count = count * 5 / 4 + 1) {
    const Texts texts = alike_texts(random, U"aeinr", count, 5);
    expect_jaro_winkler_hits(texts, 0.88, std::to_string(count));
    expect_levenshtein_hits(texts, 1, std::to_string(count));
  }
}

TEST(ValueJoin, PartsTogetherAreTheWhole) {
  Random random(45);
  const Texts texts = alike_texts(random, U"aeinrst", 1500, 9);
  const CodedValues values(texts.views);
  const ValueJoin join = ValueJoin::jaro_winkler(values, 0.88);
  std::vector<JoinHit> hits;
  for (size_t part = join.num_parts(); part > 0; --part) {
    join.run_part(part - 1,
                  [&](std::span<const JoinHit> found) { hits.insert(hits.end(), found.begin(), found.end()); });
  }
  EXPECT_EQ(hits.size(), sorted_hits(join).size());
}

}  // namespace
}  // namespace sosie::matchers
