#include "datasets/generator/households.h"

#include <algorithm>

#include "core/date.h"
#include "core/hash.h"
#include "datasets/generator/contact_points.h"
#include "datasets/generator/emails.h"

namespace sosie::generator {

namespace {

enum class Kind : uint8_t { single, couple, family, single_parent, organisation };

/// Given names that differ by a letter or two and belong to a girl and a boy, or to two girls or boys.
struct CloseNames {
  std::string_view first;
  Sex first_sex;
  std::string_view second;
  Sex second_sex;
};
constexpr std::array kCloseNames = std::to_array<CloseNames>({{"Léa", Sex::female, "Léo", Sex::male},
                                                              {"Julie", Sex::female, "Julien", Sex::male},
                                                              {"Louise", Sex::female, "Louis", Sex::male},
                                                              {"Gabrielle", Sex::female, "Gabriel", Sex::male},
                                                              {"Camille", Sex::female, "Camélia", Sex::female},
                                                              {"Mathis", Sex::male, "Mathieu", Sex::male},
                                                              {"Manon", Sex::female, "Marion", Sex::female},
                                                              {"Noa", Sex::female, "Noah", Sex::male},
                                                              {"Lucie", Sex::female, "Lucas", Sex::male}});

/// One draw of a household; the household is built in place.
class HouseholdDraw {
 public:
  HouseholdDraw(const World& world, uint64_t first_person, uint64_t max_people, Household& household)
      : world_(world),
        rates_(world.rates),
        random_(hash_combine(world.seed, household.number)),
        first_person_(first_person),
        max_people_(max_people),
        household_(household) {}

  void draw() {
    const Kind kind = draw_kind();
    draw_place();
    if (kind == Kind::organisation) return draw_organisation();
    draw_head(kind);
    if (kind == Kind::couple || kind == Kind::family) draw_spouse();
    if (kind == Kind::family || kind == Kind::single_parent) draw_children();
    draw_contact_points(world_, lives_abroad_, random_, household_);
    for (Person& person : household_.people) draw_death(person);
  }

 private:
  Kind draw_kind() {
    const Kind kind = static_cast<Kind>(world_.household_kinds.draw(random_));
    return max_people_ == 1 && kind != Kind::organisation ? Kind::single : kind;
  }

  Address draw_home() {
    if (lives_abroad_) return draw_address_abroad(household_.country, random_);
    if (!random_.chance(rates_.shared_building)) return draw_address(random_);
    const uint64_t num_buildings = 1 + world_.people / 400;
    return draw_flat(hash_combine(world_.seed, 0xB01D000000000000ULL + random_.below(num_buildings)), random_);
  }

  void draw_place() {
    if (random_.chance(rates_.international))
      household_.country = static_cast<Country>(random_.below(kNumForeignCountries));
    lives_abroad_ =
        static_cast<size_t>(household_.country) < kNumCountriesAbroad && random_.chance(rates_.lives_abroad);
    household_.address.now = draw_home();
    if (random_.chance(rates_.moved)) {
      household_.address.before = draw_home();
      household_.address.since = draw_day_of_last(kTwelveYears, random_);
    }
    if (!random_.chance(rates_.has_landline) || lives_abroad_) return;
    household_.landline.now = world_.phones.landline(2 * household_.number, household_.address.now.postcode);
    household_.landline.before = household_.landline.now;
    if (household_.address.since == kNever) return;
    household_.landline.before = world_.phones.landline(2 * household_.number + 1, household_.address.before.postcode);
    household_.landline.since = household_.address.since;
  }

  void draw_organisation() {
    household_.organisation = true;
    const Company company = draw_company(hash_combine(world_.seed, 0xC0000000000000ULL + household_.number));
    Person& desk = add_person();
    household_.company = company.name;
    desk.work_email = draw_desk_email(company, random_);
    desk.desk_email = true;
    if (household_.landline.now.empty())
      household_.landline.now = world_.phones.landline(2 * household_.number, household_.address.now.postcode);
    household_.landline.before = household_.landline.now;
  }

  Person& add_person() {
    Person& person = household_.people.emplace_back();
    person.number = first_person_ + household_.people.size() - 1;
    return person;
  }

  int years(double low, double high) { return static_cast<int>(low + (high - low) * random_.unit()); }

  void be_born(Person& person, int age) {
    person.birth = kToday - age * kYear - age / 4 - static_cast<Day>(random_.below(kYear));
    person.adult = age >= 16;
  }

  Drawn draw_given(const Person& person) {
    return Tables::get().given_name(household_.country, person.sex, birth_year(person), random_);
  }

  /// Jean-Pierre, Marie-Claude: two names, the first out of a few.
  Text joined_given(const Person& person, std::string_view second) {
    constexpr std::array<std::array<std::string_view, 4>, 2> kFirst = {
        {{"Marie", "Anne", "Rose", "Marie"}, {"Jean", "Pierre", "Jean", "Paul"}}};
    const std::string_view first = kFirst[static_cast<size_t>(person.sex)][random_.below(4)];
    return first == second ? Text(second) : Text(first).append('-').append(second);
  }

  void name_person(Person& person, const Drawn& surname) {
    const Drawn given = draw_given(person);
    const bool joined = household_.country == Country::FR && random_.chance(rates_.compound_given) &&
                        given.text.find('-') == std::string_view::npos;
    person.given = joined ? joined_given(person, given.text) : Text(given.text);
    person.birth_name = surname.text;
    person.namesakes = static_cast<double>(world_.people) * surname.share * given.share * 0.5;
  }

  void draw_head(Kind kind) {
    Person& head = add_person();
    head.sex = static_cast<Sex>(random_.chance(kind == Kind::single_parent ? 0.2 : 0.5));
    const bool parent = kind == Kind::family || kind == Kind::single_parent;
    be_born(head, parent ? years(24, 58) : random_.chance(0.5) ? years(18, 60) : years(45, 96));
    surname_ = Tables::get().surname(household_.country, random_);
    name_person(head, surname_);
  }

  void draw_spouse() {
    household_.couple = true;
    Person& spouse = add_person();
    Person& head = household_.people[0];
    spouse.sex = head.sex == Sex::male ? Sex::female : Sex::male;
    be_born(spouse, std::clamp(years(-6, 7) + static_cast<int>((kToday - head.birth) / kYear), 18, 99));
    const Drawn own = Tables::get().surname(household_.country, random_);
    name_person(spouse, own);
    join(head, spouse, own);
  }

  void join(Person& head, Person& spouse, const Drawn& own) {
    const Day adult_since = std::max(head.birth, spouse.birth) + 20 * kYear;
    const Day together =
        adult_since + static_cast<Day>(random_.below(static_cast<uint64_t>(std::max(kToday - adult_since, kYear))));
    Person& wife = head.sex == Sex::female ? head : spouse;
    const Drawn& husbands = head.sex == Sex::female ? own : surname_;
    for (Person& one : household_.people) {
      one.union_day = together;
      if (together > kToday - kTwelveYears && random_.chance(0.6)) one.address_before_union = draw_home();
    }
    if (random_.chance(rates_.usage_name)) {
      wife.usage_name = husbands.text;
      if (random_.chance(rates_.double_name)) wife.usage_name.append('-').append(wife.birth_name);
    }
    surname_ = husbands;  // of the children
  }

  void draw_children() {
    const Day youngest_parent =
        std::max_element(household_.people.begin(), household_.people.end(), [](auto& a, auto& b) {
          return a.birth < b.birth;
        })->birth;
    const int most = std::min((kToday - youngest_parent) / kYear - 20, 24);
    const uint64_t count =
        std::min(1 + random_.below(2) + random_.below(3) / 2, max_people_ - household_.people.size());
    int age = most <= 0 ? 0 : years(0, most + 1);
    for (uint64_t i = 0; i < count && age >= 0; ++i) {
      const bool twin = i > 0 && random_.chance(rates_.twins);
      draw_child(age, twin);
      if (!twin) age -= 1 + static_cast<int>(random_.below(4));
    }
  }

  void draw_child(int age, bool twin) {
    const Person* previous = twin ? &household_.people.back() : nullptr;
    const Day twins_birth = twin ? previous->birth : 0;
    Person& child = add_person();
    child.sex = static_cast<Sex>(random_.chance(0.51));
    be_born(child, age);
    if (twin) child.birth = twins_birth;
    name_person(child, surname_);
    child.own_points = child.adult || (age >= 12 && !random_.chance(rates_.parents_points));
    if (twin && household_.country == Country::FR && random_.chance(0.15)) name_alike();
    if (!twin && child.sex == Sex::male && random_.chance(rates_.generational)) inherit_name(child);
  }

  /// The last two children are twins with names that differ by a letter.
  void name_alike() {
    const CloseNames& names = kCloseNames[random_.below(kCloseNames.size())];
    Person& first = household_.people[household_.people.size() - 2];
    Person& second = household_.people.back();
    first.given = names.first;
    first.sex = names.first_sex;
    second.given = names.second;
    second.sex = names.second_sex;
  }

  void inherit_name(Person& child) {
    for (Person& parent : household_.people) {
      if (&parent == &child || parent.sex != child.sex || parent.suffix == "fils" || !parent.adult) continue;
      if (parent.family_name(kToday) != child.birth_name) continue;
      child.given = parent.given;
      child.suffix = "fils";
      parent.suffix = "père";
      return;
    }
  }

  void draw_death(Person& person) {
    if (random_.chance(rates_.deceased) && kToday - person.birth > 50 * kYear)
      person.death = kToday - static_cast<Day>(random_.below(6 * kYear));
  }

  const World& world_;
  const Rates& rates_;
  Random random_;
  uint64_t first_person_, max_people_;
  Household& household_;
  Drawn surname_;
  bool lives_abroad_ = false;
};

}  // namespace

void draw_household(const World& world, uint64_t number, uint64_t first_person, uint64_t max_people,
                    Household& household) {
  household.people.clear();
  household.number = number;
  household.country = Country::FR;
  household.organisation = household.couple = false;
  household.company.clear();
  household.address = {};
  household.landline = {};
  HouseholdDraw(world, first_person, max_people, household).draw();
}

}  // namespace sosie::generator
