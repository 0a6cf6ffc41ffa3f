#include "engine/block/block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/candidate_pairs.h"
#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::named;
using testing::NamedPair;
using testing::Person;
using testing::Stages;

using VisitedPairs = std::map<NamedPair, std::vector<uint32_t>>;  // pair -> rules that visited it

Result<BlockIndex> blocks_of(const Stages& stages, const std::vector<std::vector<std::string>>& rules,
                             BlockOptions options = {}, unsigned threads = 1) {
  for (const auto& rule : rules) options.rules.push_back({rule});
  const Executor executor(threads);
  return BlockIndex::build(options, stages.records(), stages.normalized(), Repeats(), executor);
}

/// Every pair that walking all slices visits, with the rules that visited it. A walk under the scorer's bound is held
/// to it: as many owned pairs, and of them all that reach review.
VisitedPairs walk(const Stages& stages, const BlockIndex& index, bool across_sources_only = false) {
  VisitedPairs visited;
  const PlacedRecords placed{&index.keys(), stages.rows->row(0), stages.rows->lanes()};
  PairWalker walker(placed, stages.records(), across_sources_only);
  PairWalker bounded(placed, stages.records(), across_sources_only, &stages.scorer->bound());
  for (const BlockIndex::Slice& slice : index.slices()) {
    std::set<std::pair<RecordId, RecordId>> within;
    const uint64_t num_within = bounded.walk(
        slice.rule, index.entries(slice), [&](const CandidatePair& pair) { within.insert({pair.left, pair.right}); });
    const uint64_t num_pairs = walker.walk(slice.rule, index.entries(slice), [&](const CandidatePair& pair) {
      EXPECT_LT(pair.left, pair.right);
      EXPECT_EQ(pair.left_row[0], stages.rows->row(pair.left)[0]);
      visited[named(stages.records(), pair.left, pair.right)].push_back(slice.rule);
      const bool kept = within.erase({pair.left, pair.right}) != 0;
      const Weight weight = stages.scorer->explain(pair.left, pair.right).total;
      EXPECT_TRUE(kept || weight < stages.scorer->review_weight()) << pair.left << " and " << pair.right;
    });
    EXPECT_EQ(num_within, num_pairs);
    EXPECT_TRUE(within.empty()) << "pairs that no rule owns";
  }
  return visited;
}

std::set<NamedPair> pairs_of(const VisitedPairs& visited) {
  std::set<NamedPair> pairs;
  for (const auto& [pair, rules] : visited) pairs.insert(pair);
  return pairs;
}

/// Whether one rule, by its default or given expressions, finds persons 0 and 1.
bool finds(const std::vector<std::string>& rule, const Person& a, const Person& b) {
  const Stages stages({a, b});
  const auto index = blocks_of(stages, {rule});
  EXPECT_TRUE(index.ok()) << index.status().to_string();
  return index.ok() && index->first_rule(0, 1) == 0 && walk(stages, *index).size() == 1;
}

TEST(Block, EachRuleFindsWhatItShould) {
  EXPECT_TRUE(finds({"email"}, {.email = "A@free.fr"}, {.email = "a@free.fr"}));
  EXPECT_TRUE(finds({"email"}, {.email = "x@free.fr", .email2 = "a@free.fr"}, {.email = "a@free.fr"}));
  EXPECT_FALSE(finds({"email"}, {.given = "Jean"}, {.given = "Jean"}));
  EXPECT_TRUE(finds({"phone"}, {.phone = "06 12 34 56 78"}, {.phone = "+33612345678"}));
  EXPECT_TRUE(finds({"phone"}, {.phone = "0612345678", .phone2 = "01 42 34 56 78"}, {.phone = "0142345678"}));
  EXPECT_TRUE(finds({"phonetic(family_name)", "birth_date"}, {.family = "Dupond", .born = "12/04/1980"},
                    {.family = "DUPONT", .born = "12/04/1980"}));
  EXPECT_FALSE(
      finds({"phonetic(family_name)", "birth_date"}, {.family = "Dupond", .born = "12/04/1980"}, {.family = "Dupont"}));
  EXPECT_TRUE(finds({"given_name", "birth_date"}, {.given = "Éloïse", .born = "12/04/1980"},
                    {.given = "ELOISE", .born = "12/04/1980"}));
  EXPECT_TRUE(finds({"substr(given_name, 3)", "substr(family_name, 3)", "postcode"},
                    {.given = "Jean", .family = "Martin", .postcode = "75002"},
                    {.given = "Jeanne", .family = "Martinez", .postcode = "75002"}));
  EXPECT_FALSE(finds({"substr(given_name, 3)"}, {.given = "Jo"}, {.given = "Jo"})) << "a shorter text has no such key";
  EXPECT_TRUE(finds({"house_number", "postcode"}, {.street = "12 rue de la Paix", .postcode = "75002"},
                    {.street = "12, r. Foch", .postcode = "75002"}));
  EXPECT_TRUE(finds({"given_name", "area(postcode)"}, {.given = "Jean", .postcode = "75002"},
                    {.given = "Jean", .postcode = "75019"}));
  EXPECT_FALSE(finds({"given_name", "area(postcode)"}, {.given = "Jean", .postcode = "75002"},
                     {.given = "Jean", .postcode = "69002"}));
  EXPECT_TRUE(finds({"local_part(email)"}, {.email = "zigoto@free.fr"}, {.email = "zigoto@orange.fr"}));
  EXPECT_TRUE(finds({"sorted(names)", "year(birth_date)"},
                    {.given = "Jean Paul", .family = "Martin", .born = "12/04/1980"},
                    {.given = "Martin", .family = "Paul Jean", .born = "01/02/1980"}));
  EXPECT_TRUE(finds({"initial(given_name)", "birth_year"}, {.given = "Jean", .year = "1980"},
                    {.given = "J.", .born = "01/02/1980"}));
  EXPECT_TRUE(finds({"customer_number"}, {.number = "C-1234"}, {.number = "c 1234"}));
  EXPECT_TRUE(finds({"note"}, {.note = "Vélo rouge"}, {.note = "velo ROUGE"}));
}

TEST(Block, NearRulesFindSlips) {
  const Stages stages({{.given = "Jean", .family = "Martin", .street = "12 rue de la Paix"},
                       {.given = "Jean", .family = "Martin", .street = "12 rue de la Paix"},
                       {.given = "Jean", .family = "Martim", .street = "12 rue de la Pais"}});
  const auto index = blocks_of(stages, {});
  ASSERT_TRUE(index.ok());
  EXPECT_GE(index->first_rule(0, 1), 0);
  EXPECT_GE(index->first_rule(0, 2), 0);
  EXPECT_TRUE(std::any_of(index->rules().begin(), index->rules().end(),
                          [](const BlockingRule& rule) { return rule.name == "minhash(1)"; }));
}

TEST(Block, RulesThatCannotBeReadAreNamed) {
  const Stages stages({{.given = "Jean"}, {.given = "Jean"}});
  for (const char* rule :
       {"substr(given_name)", "soundex(given_name)", "nickname", "substr(given_name, 0)", "substr(given_name, 3"}) {
    const auto index = blocks_of(stages, {{rule}});
    ASSERT_FALSE(index.ok()) << rule;
    EXPECT_EQ(index.status().code(), StatusCode::invalid_job) << rule;
    EXPECT_NE(index.status().to_string().find("[[blocking]]"), std::string::npos) << index.status().to_string();
  }
}

// A record with three e-mails of one local part used to stand three times in one block, and was a pair with itself.
TEST(Block, EqualKeysOfOneRecordCountOnce) {
  const Stages stages({{.email = "first@free.fr", .email2 = "zigoto@free.fr;zigoto@orange.fr"},
                       {.email = "zigoto@sfr.fr"},
                       {.phone = "0612345678", .phone2 = "0142345678 / 0142345678"}});
  const auto index = blocks_of(stages, {{"local_part(email)"}, {"phone"}});
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(walk(stages, *index), (VisitedPairs{{{"crm:p0", "crm:p1"}, {0}}}));
}

/// What the rules of the property test mean, read from the comparable values.
class Meaning {
 public:
  explicit Meaning(const Comparables& values) : values_(values) {}

  std::vector<bool> holds(RecordId a, RecordId b) const {
    const Comparables& c = values_;
    const auto equal = [&](const auto& column) { return column[a] != 0 && column[a] == column[b]; };
    const bool postcode = c.address[a].postcode != 0 && c.address[a].postcode == c.address[b].postcode;
    return {meet(codes({&c.email}, a), codes({&c.email}, b)),
            meet(codes({&c.mobile, &c.landline}, a), codes({&c.mobile, &c.landline}, b)),
            meet(codes({&c.identifiers.at(1).column}, a), codes({&c.identifiers.at(1).column}, b)),
            equal(c.given_name) && equal(c.birth_date),
            equal(c.birth_date) && postcode,
            equal(c.family_name) && equal(c.birth_year)};
  }

 private:
  static std::set<Code> codes(const std::vector<const CodeColumn*>& columns, RecordId record) {
    std::set<Code> all;
    for (const CodeColumn* column : columns) for_each_code(*column, record, [&](Code code) { all.insert(code); });
    return all;
  }
  static bool meet(const std::set<Code>& a, const std::set<Code>& b) {
    return std::any_of(a.begin(), a.end(), [&](Code code) { return b.contains(code); });
  }
  const Comparables& values_;
};

TEST(Block, EveryPairIsVisitedOnceByItsFirstRule) {
  const std::vector<std::vector<std::string>> rules = {{"email"},
                                                       {"phone"},
                                                       {"customer_number"},
                                                       {"given_name", "birth_date"},
                                                       {"birth_date", "postcode"},
                                                       {"family_name", "birth_year"}};
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Stages stages(testing::random_people(seed, 120));
    ASSERT_EQ(stages.values().identifiers.at(1).name, "customer_number");
    const auto index =
        blocks_of(stages, rules, {.rules = {}, .wanted_pairs_per_record = 1e6, .pairs_per_record = 1'000'000});
    ASSERT_TRUE(index.ok()) << index.status().to_string();
    const Meaning meaning(stages.values());
    VisitedPairs expected;
    for (RecordId a = 0; a < stages.records().num_records; ++a) {
      for (RecordId b = a + 1; b < stages.records().num_records; ++b) {
        const std::vector<bool> holds = meaning.holds(a, b);
        const auto first = std::find(holds.begin(), holds.end(), true);
        if (first != holds.end())
          expected[named(stages.records(), a, b)] = {static_cast<uint32_t>(first - holds.begin())};
        EXPECT_EQ(index->first_rule(a, b), first == holds.end() ? -1 : first - holds.begin());
      }
    }
    EXPECT_EQ(walk(stages, *index), expected);
  }
}

TEST(Block, CuttingKeepsEveryPairSingleAndCountsWhatItCut) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Stages stages(testing::random_people(seed, 400));
    const auto index = blocks_of(stages, {}, {.rules = {}, .wanted_pairs_per_record = 2});
    ASSERT_TRUE(index.ok()) << index.status().to_string();
    const VisitedPairs visited = walk(stages, *index);
    for (const auto& [pair, by] : visited) ASSERT_EQ(by.size(), 1u) << pair.first << " " << pair.second;
    uint64_t cut = 0, planned = 0;
    for (const BlockingRule& rule : index->rules()) {
      cut += rule.cut_blocks;
      planned += rule.planned_pairs;
      EXPECT_LE(rule.planned_pairs, rule.predicted_pairs) << rule.name;
      EXPECT_EQ(rule.cut_blocks == 0, rule.cut_records == 0) << rule.name;
    }
    EXPECT_GT(cut, 0u);
    EXPECT_GE(planned, visited.size());
    for (RecordId a = 0; a < stages.records().num_records; ++a) {
      for (RecordId b = a + 1; b < stages.records().num_records; ++b) {
        const auto found = visited.find(named(stages.records(), a, b));
        ASSERT_EQ(index->first_rule(a, b), found == visited.end() ? -1 : static_cast<int>(found->second[0]));
      }
    }
  }
}

TEST(Block, OrderOfRowsDoesNotMatter) {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::vector<Person> people = testing::random_people(seed, 300);
    const Stages one(people), other(testing::shuffled(people, seed + 100));
    const BlockOptions options{.rules = {}, .wanted_pairs_per_record = 3};
    const auto a = blocks_of(one, {}, options), b = blocks_of(other, {}, options, 4);
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(walk(one, *a), walk(other, *b));
  }
}

TEST(Block, OnlyPairsAcrossSources) {
  std::vector<Person> people(4, {.email = "a@free.fr"});
  people[2].source = people[3].source = "shop";
  const Stages stages(people);
  const auto index = blocks_of(stages, {{"email"}}, {.rules = {}, .across_sources_only = true});
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(pairs_of(walk(stages, *index, true)),
            (std::set<NamedPair>{
                {"crm:p0", "shop:p2"}, {"crm:p0", "shop:p3"}, {"crm:p1", "shop:p2"}, {"crm:p1", "shop:p3"}}));
}

TEST(Block, ARunOverBudgetNamesTheRule) {
  const Stages stages(std::vector<Person>(40, {.given = "Jean", .note = "velo"}));
  const auto index = blocks_of(stages, {{"email"}, {"note"}}, {.rules = {}, .pairs_per_record = 3});
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.status().code(), StatusCode::budget_exceeded);
  EXPECT_NE(index.status().message().find("\"note\""), std::string::npos) << index.status().to_string();
  EXPECT_EQ(index.status().to_string().find("velo"), std::string::npos);
}

}  // namespace
}  // namespace sosie
