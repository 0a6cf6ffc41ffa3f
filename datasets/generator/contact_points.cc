#include "datasets/generator/contact_points.h"

#include <algorithm>

#include "core/hash.h"
#include "datasets/generator/emails.h"

namespace sosie::generator {
namespace {

class ContactPointDraw {
 public:
  ContactPointDraw(const World& world, bool lives_abroad, Random& random, Household& household)
      : world_(world), rates_(world.rates), lives_abroad_(lives_abroad), random_(random), household_(household) {}

  void draw_all_points() {
    for (Person& person : household_.people) draw_points(person);
    if (household_.couple && random_.chance(rates_.shared_email))
      household_.people[1].email = household_.people[0].email;
    for (Person& person : household_.people)
      if (!person.own_points) borrow_from_parent(person);
  }

 private:
  void borrow_from_parent(Person& child) {
    const Person& parent = household_.people[household_.couple ? random_.below(2) : 0];
    child.mobile = parent.mobile;
    child.email = parent.email;
  }

  Phone mobile(uint64_t counter) const {
    return foreign_number_ ? world_.phones.mobile_abroad(counter, household_.country) : world_.phones.mobile(counter);
  }

  void draw_points(Person& person) {
    foreign_number_ = lives_abroad_ || (household_.country != Country::FR && random_.chance(rates_.foreign_number));
    draw_mobile(person);
    person.email.now = person.email.before = draw_address_of(person, kToday);
    if (random_.chance(rates_.new_email)) {
      person.email.since = draw_day_of_last(kTwelveYears, random_);
      person.email.before = draw_address_of(person, person.email.since - 1);
    }
    draw_work(person);
  }

  void draw_mobile(Person& person) {
    person.mobile.now = person.mobile.before = mobile(2 * person.number);
    if (random_.chance(rates_.new_mobile)) {
      person.mobile.before = mobile(2 * person.number + 1);
      person.mobile.since = draw_day_of_last(kTwelveYears, random_);
    }
    if (!foreign_number_ && random_.chance(rates_.recycled_mobile)) draw_recycled_mobile(person);
  }

  /// A number out of a small pool: one takes it over from the other on a day that belongs to the number.
  void draw_recycled_mobile(Person& person) {
    const uint64_t pool = 1 + static_cast<uint64_t>(static_cast<double>(world_.people) * rates_.recycled_mobile / 2);
    const uint64_t item = random_.below(pool);
    const Phone shared = world_.phones.mobile(2 * world_.people + item);
    const Day handed_over = kToday - kYear - static_cast<Day>(mix64(item) % static_cast<uint64_t>(8 * kYear));
    if (random_.chance(0.5)) {
      person.mobile.before = shared;
      person.mobile.now = mobile(2 * person.number);
    } else {
      person.mobile.before = mobile(2 * person.number + 1);
      person.mobile.now = shared;
    }
    person.mobile.since = handed_over;
  }

  Text draw_address_of(const Person& person, Day day) {
    return draw_email(person.given, person.family_name(day), birth_year(person), person.namesakes, random_);
  }

  void draw_work(Person& person) {
    if (!person.adult || !random_.chance(rates_.work_email)) return;
    const uint64_t num_companies = 1 + world_.people / 60;
    const Company company = draw_company(hash_combine(world_.seed, 0xFACADE00000000ULL + random_.below(num_companies)));
    person.desk_email = random_.chance(rates_.role_email / std::max(rates_.work_email, 0.001));
    person.work_email = person.desk_email ? draw_desk_email(company, random_)
                                          : draw_work_email(person.given, person.family_name(kToday), person.namesakes,
                                                            company, random_);
  }

  const World& world_;
  const Rates& rates_;
  bool lives_abroad_;
  Random& random_;
  Household& household_;
  bool foreign_number_ = false;
};

}  // namespace

void draw_contact_points(const World& world, bool lives_abroad, Random& random, Household& household) {
  ContactPointDraw(world, lives_abroad, random, household).draw_all_points();
}

}  // namespace sosie::generator
