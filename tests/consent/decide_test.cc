#include "engine/consent/decide.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>

namespace sosie::consent {
namespace {

constexpr int64_t kDay = 86'400;
constexpr Demand kOptIn{Rule::opt_in, false}, kSoft{Rule::soft, false}, kOptOut{Rule::opt_out, false};

Moment day(int64_t number) { return {number * kDay, (number + 1) * kDay - 1}; }

/// Facts about one key. Records 0, 1, 2 of source `crm`.
class KeyWorld {
 public:
  KeyWorld() {
    records_.sources.resize(1);
    SourceTable& crm = records_.sources.front();
    crm.name = "crm";
    crm.num_records = crm.num_rows = 3;
    for (const char* id : {"a", "b", "c"}) {
      crm.ids.push_back(TextRef(id));
      crm.keys.push_back(record_key(crm.name, id));
    }
    records_.num_records = 3;
    records_.source_of = {0, 0, 0};
    facts.records = &records_;
    for (uint16_t rank = 0; rank < 3; ++rank)
      facts.origins.push_back({Origin::Kind::column, rank, "crm", nullptr, {}, -1});
    rules.as_of = day(100);
    key.carriers = {0};
  }

  FactId add(Act act, Moment at, RecordId record = 0) {
    Fact fact;
    fact.act = act;
    fact.at = at;
    fact.record = record;
    fact.channels = channel_bit(Channel::email);
    return add(fact);
  }
  FactId add(const Fact& fact) {
    facts.facts.push_back(fact);
    const FactId id = facts.size() - 1;
    (is_restriction(fact.act)  ? key.restrictions
     : is_permission(fact.act) ? key.permissions
                               : key.neutral)
        .push_back(id);
    return id;
  }
  KeyOutcome decide(Demand demand) const { return decide_key(facts, key, demand, rules); }

  FactSet facts;
  KeyFacts key;
  DecisionRules rules;

 private:
  RecordSet records_;
};

TEST(DecideKey, WithoutFactsTheLawDecides) {
  const KeyWorld world;
  EXPECT_FALSE(world.decide(kOptIn).allowed);
  EXPECT_FALSE(world.decide(kSoft).allowed);
  EXPECT_TRUE(world.decide(kOptOut).allowed);
  EXPECT_EQ(world.decide(kOptOut).state, State::unknown);
}

TEST(DecideKey, ARestrictionWinsWhateverItsDate) {
  for (const Moment at : {day(1), day(99), day(500), Moment{}}) {
    KeyWorld world;
    world.add(Act::grant, day(50));
    world.add(Act::deny, at);
    for (const Demand demand : {kOptIn, kSoft, kOptOut}) EXPECT_FALSE(world.decide(demand).allowed);
    EXPECT_EQ(world.decide(kOptIn).state, State::denied);
  }
}

TEST(DecideKey, TheStrictestThenTheLatestThenSourceOrderIsReported) {
  KeyWorld world;
  world.add(Act::deny, day(90));
  const FactId older = world.add(Act::withdraw, day(10));
  EXPECT_EQ(world.decide(kOptIn).fact, older);
  const FactId newer = world.add(Act::withdraw, day(11));
  EXPECT_EQ(world.decide(kOptIn).fact, newer);
  Fact same = world.facts[newer];
  same.origin = 2;
  world.add(same);
  EXPECT_EQ(world.decide(kOptIn).fact, newer);
}

TEST(DecideKey, AGrantDayStartsAtItsBeginningAndEndsBeforeItsEnd) {
  KeyWorld world;
  Fact grant;
  grant.act = Act::grant;
  grant.record = 0;
  grant.at = day(100);
  grant.ends = day(101).first;
  world.add(grant);
  EXPECT_TRUE(world.decide(kOptIn).allowed);
  world.rules.as_of = Moment::at(day(100).first);
  EXPECT_TRUE(world.decide(kOptIn).allowed);
  world.rules.as_of = Moment::at(day(100).first - 1);
  EXPECT_EQ(world.decide(kOptIn).state, State::unknown);
  world.rules.as_of = Moment::at(day(101).first);
  EXPECT_EQ(world.decide(kOptIn).state, State::expired);
  EXPECT_TRUE(world.decide(kOptOut).allowed);
}

TEST(DecideKey, SoftCountsOnlyWhereTheLawSaysSoftAndThePersonWasInformed) {
  KeyWorld world;
  const FactId soft = world.add(Act::soft, day(10));
  EXPECT_FALSE(world.decide(kSoft).allowed);
  world.facts.facts[soft].flags = Fact::kInformed;
  EXPECT_EQ(world.decide(kSoft).state, State::soft);
  EXPECT_TRUE(world.decide(kSoft).allowed);
  EXPECT_FALSE(world.decide(kOptIn).allowed);
  EXPECT_EQ(world.decide(kOptIn).state, State::unknown);
  EXPECT_EQ(world.decide(kOptOut).state, State::unknown);
}

TEST(DecideKey, AProofIsNeededWhereTheLawDemandsOne) {
  KeyWorld world;
  const FactId grant = world.add(Act::grant, day(10));
  EXPECT_FALSE(world.decide({Rule::opt_in, true}).allowed);
  world.facts.facts[grant].flags = Fact::kProven;
  EXPECT_TRUE(world.decide({Rule::opt_in, true}).allowed);
}

TEST(DecideKey, APermissionGivenBeforeALockThatEndedStaysVoid) {
  KeyWorld world;
  world.add(Act::grant, day(10));
  Fact lock;
  lock.act = Act::lock;
  lock.at = day(20);
  lock.ends = day(40).last + 1;
  world.add(lock);
  EXPECT_EQ(world.decide(kOptIn).state, State::unknown);
  EXPECT_TRUE(world.decide(kOptOut).allowed);
  world.add(Act::grant, day(20));  // the same day is not after it
  EXPECT_FALSE(world.decide(kOptIn).allowed);
  world.add(Act::grant, day(21));
  EXPECT_TRUE(world.decide(kOptIn).allowed);
  world.rules.as_of = day(40);
  EXPECT_EQ(world.decide(kOptIn).state, State::locked);
}

TEST(DecideKey, AHoldIsWeakerThanARestrictionAndStrongerThanAPermission) {
  KeyWorld world;
  world.add(Act::grant, day(10));
  world.key.hold = world.add(Act::erase, day(20));
  world.key.restrictions.clear();
  EXPECT_EQ(world.decide(kOptOut).state, State::held);
  EXPECT_FALSE(world.decide(kOptOut).allowed);
  world.add(Act::deny, day(5));
  EXPECT_EQ(world.decide(kOptOut).state, State::denied);
}

TEST(DecideKey, UnanimousAsksEveryCarrier) {
  KeyWorld world;
  world.rules.policy = ConsentPolicy::unanimous;
  world.key.carriers = {0, 1};
  world.add(Act::grant, day(10), 0);
  EXPECT_FALSE(world.decide(kOptIn).allowed);
  EXPECT_EQ(world.decide(kOptIn).reason, Reason::not_unanimous);
  EXPECT_TRUE(world.decide(kOptOut).allowed);
  world.add(Act::grant, day(500), 1);  // void
  EXPECT_FALSE(world.decide(kOptIn).allowed);
  world.add(Act::grant, day(11), 1);
  EXPECT_TRUE(world.decide(kOptIn).allowed);
}

TEST(DecideKey, AKeyedGrantCountsForAllCarriers) {
  KeyWorld world;
  world.rules.policy = ConsentPolicy::unanimous;
  world.key.carriers = {0, 1, 2};
  world.add(Act::grant, day(10), kNoRecord);
  EXPECT_TRUE(world.decide(kOptIn).allowed);
}

Fact any_fact() {
  Fact fact;
  fact.act = *rc::gen::element(Act::grant, Act::soft, Act::pending, Act::invalid, Act::deny, Act::withdraw, Act::object,
                               Act::suppress, Act::lock, Act::erase);
  if (*rc::gen::inRange(0, 6) > 0) fact.at = day(*rc::gen::inRange(80, 110));
  if (*rc::gen::inRange(0, 4) == 0) fact.ends = day(*rc::gen::inRange(80, 120)).first;
  fact.record = *rc::gen::inRange<RecordId>(0, 3);
  fact.origin = *rc::gen::inRange<uint16_t>(0, 3);
  fact.flags = *rc::gen::inRange<uint8_t>(0, 8);
  return fact;
}

KeyWorld any_world() {
  KeyWorld world;
  const int count = *rc::gen::inRange(0, 7);
  for (int i = 0; i < count; ++i) world.add(any_fact());
  if (*rc::gen::inRange(0, 3) == 0) world.rules.policy = ConsentPolicy::unanimous;
  world.key.carriers = *rc::gen::element(std::vector<RecordId>{0}, std::vector<RecordId>{0, 2});
  return world;
}

Demand any_demand() { return *rc::gen::element(kOptIn, kSoft, kOptOut, Demand{Rule::soft, true}); }

RC_GTEST_PROP(DecideKeyProperty, TheOrderOfFactsDoesNotMatter, ()) {
  KeyWorld world = any_world();
  const Demand demand = any_demand();
  const KeyOutcome before = world.decide(demand);
  std::reverse(world.key.restrictions.begin(), world.key.restrictions.end());
  std::reverse(world.key.permissions.begin(), world.key.permissions.end());
  std::reverse(world.key.neutral.begin(), world.key.neutral.end());
  const KeyOutcome after = world.decide(demand);
  RC_ASSERT(before.fact == after.fact);
  RC_ASSERT(before.state == after.state);
  RC_ASSERT(before.reason == after.reason);
}

RC_GTEST_PROP(DecideKeyProperty, AddingAnythingButAPermissionNeverLoosens, ()) {
  KeyWorld world = any_world();
  const Demand demand = any_demand();
  const bool before = world.decide(demand).allowed;
  const Fact fact = any_fact();
  RC_PRE(!is_permission(fact.act));
  world.add(fact);
  RC_ASSERT(before || !world.decide(demand).allowed);
}

RC_GTEST_PROP(DecideKeyProperty, AnUnreadableDateOnlyShrinks, ()) {
  KeyWorld world = any_world();
  const Demand demand = any_demand();
  RC_PRE(world.facts.size() > 0);
  const bool before = world.decide(demand).allowed;
  world.facts.facts[*rc::gen::inRange<size_t>(0, world.facts.size())].at = {};
  RC_ASSERT(before || !world.decide(demand).allowed);
}

RC_GTEST_PROP(DecideKeyProperty, ALaterAsOfIsNeverLooserFromTheNewestPermissionOn, ()) {
  KeyWorld world = any_world();
  const Demand demand = any_demand();
  std::erase_if(world.key.restrictions, [&](FactId id) { return world.facts[id].act == Act::lock; });
  world.rules.as_of = day(*rc::gen::inRange(110, 115));
  const bool before = world.decide(demand).allowed;
  world.rules.as_of = day(*rc::gen::inRange(115, 130));
  RC_ASSERT(before || !world.decide(demand).allowed);
}

RC_GTEST_PROP(DecideKeyProperty, TheDecidingFactAloneGivesTheSameDecision, ()) {
  KeyWorld world = any_world();
  const Demand demand = any_demand();
  world.rules.policy = ConsentPolicy::strictest;
  const KeyOutcome all = world.decide(demand);
  const auto keep = [&](std::vector<FactId>& ids) { std::erase_if(ids, [&](FactId id) { return id != all.fact; }); };
  keep(world.key.restrictions);
  keep(world.key.permissions);
  keep(world.key.neutral);
  const KeyOutcome alone = world.decide(demand);
  RC_ASSERT(alone.allowed == all.allowed);
  RC_ASSERT(alone.state == all.state);
  RC_ASSERT(alone.fact == all.fact);
}

}  // namespace
}  // namespace sosie::consent
