// Customers as they are, before any channel gets to know them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/random.h"
#include "datasets/generator/addresses.h"
#include "datasets/generator/phones.h"
#include "datasets/generator/rates.h"
#include "datasets/generator/tables.h"
#include "datasets/generator/text.h"
#include "datasets/generator/weighted.h"

namespace sosie::generator {

/// Days since 1970-01-01.
using Day = int32_t;
/// The day the job is judged at, 2026-09-01; nothing is dated later.
inline constexpr Day kToday = 20'697;
inline constexpr Day kYear = 365;
inline constexpr Day kTwelveYears = 12 * kYear;
/// Nothing happened.
inline constexpr Day kNever = -200'000;

/// A value that was replaced by another one on a day.
template <typename T>
struct Changed {
  T now{};
  T before{};
  Day since = kNever;  ///< first day of `now`
  const T& at(Day day) const { return day >= since ? now : before; }
};

struct Person {
  uint64_t number = 0;  ///< the entity, from 0
  Sex sex = Sex::female;
  Text given;
  Text birth_name;
  Text usage_name;          ///< from the union on; empty: keeps the birth name
  Day union_day = kNever;   ///< of a couple
  std::string_view suffix;  ///< `père`, `fils`; mostly empty
  Day birth = 0;
  Day death = kToday + 1;
  Changed<Phone> mobile;
  Changed<Text> email;
  Text work_email;
  bool desk_email = false;  ///< `work_email` is that of a desk: info@
  bool own_points = true;   ///< false: a child known by a parent's e-mail and number
  bool adult = true;
  Address address_before_union;  ///< empty: came with the household
  double namesakes = 0;          ///< other people expected to have this name

  std::string_view family_name(Day day) const {
    return day >= union_day && !usage_name.empty() ? usage_name : birth_name;
  }
};

struct Household {
  uint64_t number = 0;
  Country country = Country::FR;  ///< of the names
  bool organisation = false;
  bool couple = false;  ///< people[0] and people[1]
  std::vector<Person> people;
  Changed<Address> address;
  Changed<Phone> landline;
  Text company;  ///< of an organisation

  const Address& address_of(const Person& person, Day day) const {
    const bool still_alone = !person.address_before_union.empty() && day < person.union_day;
    return still_alone ? person.address_before_union : address.at(day);
  }
};

/// What all draws share. Outlives the draws; thread-safe.
struct World {
  World(uint64_t people_count, uint64_t random_seed, const Rates& given_rates)
      : people(people_count),
        seed(random_seed),
        rates(given_rates),
        phones(random_seed),
        household_kinds{rates.single, rates.couple, rates.family, rates.single_parent, rates.organisation} {}
  uint64_t people;
  uint64_t seed;
  Rates rates;
  PhoneBook phones;
  WeightedChoice household_kinds;
};

/// A day of the last `days`, today included.
inline Day draw_day_of_last(Day days, Random& random) {
  return kToday - static_cast<Day>(random.below(static_cast<uint64_t>(days)));
}
inline int birth_year(const Person& person) { return static_cast<int>(Date::from_days(person.birth).year()); }

}  // namespace sosie::generator
