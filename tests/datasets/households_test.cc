#include "datasets/generator/households.h"

#include <gtest/gtest.h>

#include <set>

namespace sosie::generator {
namespace {

/// Households of one world; `visit` sees each.
template <typename Visit>
void for_households(uint64_t count, const Visit& visit) {
  const World world(100'000, 42, Rates());
  Household household;
  for (uint64_t i = 0; i < count; ++i) {
    draw_household(world, i, 10 * i, 10, household);
    visit(household);
  }
}

TEST(Households, AreDrawnTheSameWhateverWasDrawnBefore) {
  const World world(100'000, 42, Rates());
  Household fresh, used;
  draw_household(world, 3, 0, 10, used);
  draw_household(world, 8, 50, 10, used);
  draw_household(world, 8, 50, 10, fresh);
  ASSERT_EQ(fresh.people.size(), used.people.size());
  for (size_t i = 0; i < fresh.people.size(); ++i) {
    EXPECT_EQ(fresh.people[i].given.view(), used.people[i].given.view());
    EXPECT_EQ(fresh.people[i].email.now.view(), used.people[i].email.now.view());
    EXPECT_EQ(fresh.people[i].birth, used.people[i].birth);
  }
}

TEST(Households, NeverExceedTheirPlaces) {
  const World world(100'000, 42, Rates());
  Household household;
  for (uint64_t most = 1; most < 4; ++most) {
    for (uint64_t i = 0; i < 500; ++i) {
      draw_household(world, i, 0, most, household);
      EXPECT_GE(household.people.size(), 1u);
      EXPECT_LE(household.people.size(), most);
    }
  }
}

TEST(Households, HoldEveryTrap) {
  size_t shared_emails = 0, fathers_and_sons = 0, twins = 0, usage_names = 0, moves = 0, organisations = 0, young = 0;
  for_households(20'000, [&](const Household& household) {
    organisations += household.organisation;
    moves += household.address.since != kNever;
    const auto& people = household.people;
    if (household.couple) shared_emails += people[0].email.now.view() == people[1].email.now.view();
    for (size_t i = 0; i < people.size(); ++i) {
      usage_names += !people[i].usage_name.empty();
      fathers_and_sons += people[i].suffix == "fils";
      young += !people[i].adult;
      if (i > 0) twins += people[i].birth == people[i - 1].birth;
    }
  });
  for (const size_t count : {shared_emails, fathers_and_sons, twins, usage_names, moves, organisations, young})
    EXPECT_GT(count, 30u);
}

TEST(Households, ASonOfOneNameHasHisFathersNames) {
  for_households(20'000, [&](const Household& household) {
    for (const Person& child : household.people) {
      if (child.suffix != "fils") continue;
      bool found = false;
      for (const Person& parent : household.people)
        found |= parent.suffix != "fils" && parent.given.view() == child.given.view() && parent.birth < child.birth &&
                 parent.family_name(kToday) == child.birth_name.view();
      EXPECT_TRUE(found) << household.number;
    }
  });
}

TEST(Households, NobodyIsBornAfterTodayOrBeforeTheParents) {
  for_households(20'000, [&](const Household& household) {
    for (const Person& person : household.people) EXPECT_LE(person.birth, kToday);
    for (size_t i = 2; household.couple && i < household.people.size(); ++i)
      EXPECT_GT(household.people[i].birth, household.people[0].birth + 15 * 365);
  });
}

}  // namespace
}  // namespace sosie::generator
