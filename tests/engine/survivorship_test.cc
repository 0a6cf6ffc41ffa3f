#include "engine/survivorship.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "core/hash.h"
#include "core/random.h"

namespace sosie {
namespace {

using enum SurvivorshipRule;

Candidate candidate(std::string_view text, uint64_t comparable, RecordId record) {
  Candidate c;
  c.text = text;
  c.comparable = comparable;
  c.record = record;
  c.key = mix64(record + 1);
  return c;
}

Choice chosen(const std::vector<Candidate>& candidates, const RuleChain& chain) {
  std::vector<uint32_t> left;
  return choose(candidates, chain, left);
}

TEST(Survivorship, OneValueIsTheOnlyOne) {
  const Choice choice = chosen({candidate("Martin", 1, 0)}, {most_recent});
  EXPECT_EQ(choice.index, 0u);
  EXPECT_EQ(choice.decided_by, "only");
  EXPECT_EQ(choice.num_rivals, 0u);
}

TEST(Survivorship, TheRuleThatLeavesOneValueDecides) {
  std::vector<Candidate> values = {candidate("Martin", 1, 0), candidate("Durand", 2, 1), candidate("Martin", 1, 2)};
  values[0].updated = 10, values[1].updated = 30, values[2].updated = 20;
  values[1].source = 1, values[2].source = 2;
  values[0].origin = 2, values[1].origin = 1;
  EXPECT_EQ(values[chosen(values, {most_recent}).index].text, "Durand");
  EXPECT_EQ(chosen(values, {most_recent}).num_rivals, 1u);
  EXPECT_EQ(chosen(values, {most_recent}).decided_by, "most_recent");
  EXPECT_EQ(chosen(values, {source_order}).index, 0u);
  EXPECT_EQ(chosen(values, {first_party_first}).index, 2u);
  const Choice frequent = chosen(values, {most_frequent, most_recent});
  EXPECT_EQ(frequent.index, 2u);
  EXPECT_EQ(frequent.decided_by, "most_frequent");
}

TEST(Survivorship, LongestCountsCharactersNotBytes) {
  const std::vector<Candidate> values = {candidate("Zoé Éa", 1, 0), candidate("Zoe Eaa", 2, 1)};
  EXPECT_EQ(chosen(values, {longest}).index, 1u);
}

TEST(Survivorship, MostCompleteLooksAtTheRecord) {
  std::vector<Candidate> values = {candidate("a", 1, 0), candidate("b", 2, 1)};
  values[0].completeness = 3;
  values[1].completeness = 2;
  EXPECT_EQ(chosen(values, {most_complete}).index, 0u);
}

TEST(Survivorship, ATieGoesToTheBetterSpellingThenGreaterBytes) {
  EXPECT_EQ(chosen({candidate("LEFEVRE", 1, 0), candidate("Lefèvre", 1, 1), candidate("Lefevre", 1, 2)}, {}).index, 1u);
  const Choice choice = chosen({candidate("Anna", 1, 0), candidate("Anne", 2, 1)}, {most_recent});
  EXPECT_EQ(choice.index, 1u);
  EXPECT_EQ(choice.decided_by, "tie");
}

TEST(Survivorship, AValueThatMatchingRefusedSurvivesOnlyAlone) {
  std::vector<Candidate> values = {candidate("0000", 1, 0), candidate("C-17", 2, 1)};
  values[0].trusted = false;
  values[0].updated = 99;
  EXPECT_EQ(chosen(values, {most_recent}).index, 1u);
  EXPECT_EQ(chosen(values, {most_recent}).num_rivals, 0u);
  EXPECT_EQ(chosen({values[0]}, {most_recent}).index, 0u);
}

TEST(Survivorship, EveryRuleHasItsName) {
  for (const auto rule : {most_recent, source_order, longest, most_frequent, most_complete, first_party_first})
    EXPECT_EQ(survivorship_rule(rule_name(rule)), rule);
  EXPECT_FALSE(survivorship_rule("newest"));
}

RC_GTEST_PROP(Survivorship, TheSurvivorDoesNotDependOnTheOrder, (uint64_t seed)) {
  static const std::string kTexts[] = {"Martin", "MARTIN", "martin", "Durand", "Dürand", "Du Rand"};
  std::vector<Candidate> values;
  Random random(seed);
  for (RecordId record = 0; record < 2 + random.below(8); ++record) {
    const size_t text = random.below(std::size(kTexts));
    Candidate c = candidate(kTexts[text], text < 3 ? 1 : text, record);
    c.updated = static_cast<int64_t>(random.below(3));
    c.source = static_cast<uint32_t>(random.below(2));
    values.push_back(c);
  }
  const RuleChain chain =
      random.below(2) == 0 ? RuleChain{most_frequent, longest} : RuleChain{most_recent, source_order};
  const Choice first = chosen(values, chain);
  const Candidate survivor = values[first.index];
  for (size_t i = values.size() - 1; i > 0; --i) std::swap(values[i], values[random.below(i + 1)]);
  const Choice second = chosen(values, chain);
  RC_ASSERT(values[second.index].record == survivor.record);
  RC_ASSERT(second.decided_by == first.decided_by);
  RC_ASSERT(second.num_rivals == first.num_rivals);
}

}  // namespace
}  // namespace sosie
