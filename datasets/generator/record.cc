#include <algorithm>

#include "core/hash.h"
#include "datasets/generator/letters.h"
#include "datasets/generator/record.h"
#include "datasets/generator/slips.h"

namespace sosie::generator {
namespace {

constexpr std::array<std::string_view, 6> kJunkNames = {"INCONNU", "NC", "n/a", "X", "XXX", "TEST"};
constexpr std::array<std::string_view, 5> kJunkEmails = {"test@test.fr", "aucun@aucun.fr", "noemail@noemail.fr", "n/a",
                                                         "pas de mail"};
constexpr std::array<std::string_view, 5> kJunkPhones = {"0102030405", "0000000000", "0606060606", "06 00 00 00 00",
                                                         "NC"};
constexpr std::array<uint16_t, 4> kJunkYears = {1900, 1901, 1970, 1980};

template <typename Values>
auto pick(const Values& values, Random& random) {
  return values[random.below(values.size())];
}

class RecordDraw {
 public:
  RecordDraw(const World& world, const Household& household, Channel channel, Random& random, Record& record)
      : world_(world),
        rates_(world.rates.channels[static_cast<size_t>(channel)]),
        household_(household),
        channel_(channel),
        random_(random),
        record_(record) {}

  void draw(const Person& person, Day known) {
    record_ = Record();
    record_.channel = channel_;
    known_ = std::min(known, person.death);
    record_.sex = person.sex;
    draw_times();
    if (household_.organisation) {
      draw_company();
    } else {
      draw_names(person);
      draw_birth(person);
    }
    draw_points(person);
    draw_address(household_.address_of(person, known_));
    draw_consent();
    record_.deceased = person.death <= record_.updated && random_.chance(0.5);
  }

  void make_joint() {
    record_.title = "M. et Mme";
    record_.names_sex = false;
    if (random_.chance(0.6)) record_.given.clear();
    record_.birth = {};
    record_.birth_name.clear();
    record_.suffix = {};
  }

 private:
  bool slips() { return random_.chance(rates_.slip); }

  void draw_times() {
    record_.updated =
        known_ + static_cast<Day>(random_.below(static_cast<uint64_t>(std::min(kToday - known_, 400)) + 1));
    record_.updated = std::min(record_.updated, kToday - 1);
    record_.consent_day = record_.updated - static_cast<Day>(random_.below(300));
  }

  void draw_company() {
    record_.company = household_.company;
    record_.names_sex = false;
    if (random_.chance(0.3)) record_.company = upper(folded(record_.company));
    if (random_.chance(0.2)) drop_legal_form();
    if (slips()) slip(record_.company, random_);
  }

  void drop_legal_form() {
    for (const std::string_view form : {" SARL", " SAS", " SA", " EURL"})
      if (record_.company.view().ends_with(form))
        return record_.company.replace(record_.company.size() - form.size(), form.size(), {});
  }

  void draw_names(const Person& person) {
    record_.given = person.given;
    record_.family = person.family_name(known_);
    if (record_.family.view() != person.birth_name.view() && random_.chance(0.5))
      record_.birth_name = person.birth_name;
    if (random_.chance(0.6)) record_.suffix = person.suffix;
    draw_title(person);
    if (random_.chance(rates_.short_given)) record_.given = short_form(person.given, random_);
    misspell(record_.given);
    misspell(record_.family);
    if (random_.chance(rates_.junk * 0.1)) record_.given = pick(kJunkNames, random_);
    if (random_.chance(rates_.swapped)) std::swap(record_.given, record_.family);
  }

  void draw_title(const Person& person) {
    constexpr std::array<std::string_view, 3> kMen = {"M.", "Monsieur", "MR"};
    constexpr std::array<std::string_view, 3> kWomen = {"Mme", "Madame", "Mlle"};
    record_.names_sex = random_.chance(0.85);
    if (record_.names_sex) record_.title = pick(person.sex == Sex::male ? kMen : kWomen, random_);
  }

  void misspell(Text& name) {
    if (household_.country != Country::FR && random_.chance(0.2)) transliterate(name);
    if (random_.chance(rates_.phonetic)) write_by_ear(name, random_);
    if (slips()) slip(name, random_);
    if (random_.chance(rates_.folded)) name = folded(name);
  }

  void draw_birth(const Person& person) {
    if (!random_.chance(rates_.birth)) {
      if (random_.chance(rates_.junk)) write_junk_birth();
      return;
    }
    record_.birth = Date::from_days(person.birth);
    if (random_.chance(rates_.birth_wrong)) spoil_birth();
  }

  void write_junk_birth() {
    record_.birth = Date::of(pick(kJunkYears, random_), 1, 1);
    record_.junk_birth = true;
  }

  void spoil_birth() {
    const Date right = record_.birth;
    Date wrong = right;
    const uint64_t kind = random_.below(10);
    if (kind < 3) wrong = Date::of(right.year(), right.day(), right.month());
    if (kind >= 3 && kind < 5) wrong = Date::of(right.year(), 1, 1);
    if (kind >= 5 && kind < 8) wrong = Date::of(right.year(), right.month(), 1 + (right.day() + 9) % 28);
    if (kind == 8)
      wrong = Date::of(right.year() + 1 - 2 * static_cast<unsigned>(random_.below(2)), right.month(), right.day());
    if (kind == 9) wrong = Date::of(right.year() - 10, right.month(), right.day());
    if (wrong.valid() && wrong.days() < kToday) record_.birth = wrong;
  }

  void draw_points(const Person& person) {
    draw_email(person);
    record_.mobile = draw_number(person.mobile.at(known_), rates_.mobile, 1);
    record_.landline = draw_number(household_.landline.at(known_), rates_.landline, 2);
    if (channel_ != Channel::crm && channel_ != Channel::web) keep_one_number();
  }

  /// Most forms have one cell for a number: billing prefers the landline, the others the mobile. Calls come from
  /// either.
  void keep_one_number() {
    if (record_.mobile.empty() || record_.landline.empty()) return;
    const bool keep_mobile = channel_ == Channel::callcenter ? random_.chance(0.7) : channel_ != Channel::billing;
    (keep_mobile ? record_.landline : record_.mobile).clear();
    record_.points[keep_mobile ? 2 : 1] = 0;
  }

  void draw_email(const Person& person) {
    if (!random_.chance(rates_.email)) {
      if (random_.chance(rates_.junk)) record_.email = pick(kJunkEmails, random_);
      return;
    }
    const double at_work = channel_ == Channel::crm || household_.organisation ? 0.5 : 0.2;
    record_.email = person.email.at(known_);
    if (!person.work_email.empty() && (record_.email.empty() || random_.chance(at_work)))
      record_.email = person.work_email;
    if (slips() && random_.chance(0.5)) misspell_email();
    record_.points[0] = hash_bytes(record_.email);
    if (random_.chance(0.08)) record_.email = upper(record_.email);
  }

  /// The top-level domain stays: it is the one that reaches nobody.
  void misspell_email() {
    constexpr std::string_view kTopLevel = ".example";
    Text front(record_.email.view().substr(0, record_.email.size() - kTopLevel.size()));
    slip(front, random_);
    record_.email = front.append(kTopLevel);
  }

  Text draw_number(Phone phone, double filled, size_t point) {
    if (phone.empty() || !random_.chance(filled))
      return random_.chance(rates_.junk * 0.5) ? Text(pick(kJunkPhones, random_)) : Text();
    if (random_.chance(rates_.digit_slip)) slip(phone, random_);
    record_.points[point] = phone.key();
    return channel_ == Channel::billing ? plain(phone) : written(phone, random_);
  }

  void draw_address(const Address& address) {
    record_.country = address.country;
    if (!random_.chance(rates_.address)) return;
    record_.line1 = street_line(address, random_.chance(world_.rates.spelled_address), random_);
    if (slips()) slip(record_.line1, random_);
    if (!address.complement.empty() && random_.chance(0.7)) record_.line2 = address.complement;
    if (random_.chance(0.97)) record_.postcode = address.postcode;
    // A number to a spreadsheet: 01400 became 1400.
    if (record_.postcode.view().starts_with('0') && random_.chance(0.08)) record_.postcode.replace(0, 1, {});
    record_.city = random_.chance(0.3) ? careless_city(address, random_) : Text(address.city);
    if (random_.chance(rates_.folded)) record_.line1 = folded(record_.line1);
  }

  Answer draw_answer() {
    const Rates& rates = world_.rates;
    if (random_.chance(rates.consent_blank)) return Answer::blank;
    if (random_.chance(rates.consent_odd)) return Answer::odd;
    return random_.chance(rates.consent_grant) ? Answer::yes : Answer::no;
  }

  void draw_consent() {
    record_.by_email = draw_answer();
    record_.by_sms = draw_answer();
    record_.by_voice = draw_answer();
    record_.by_post = draw_answer();
  }

  const World& world_;
  const ChannelRates& rates_;
  const Household& household_;
  Channel channel_;
  Random& random_;
  Record& record_;
  Day known_ = 0;
};

/// The day of the channel's last knowledge.
Day draw_known_day(const Person& person, const ChannelRates& rates, Random& random) {
  const bool stale = random.chance(rates.stale);
  const Day age =
      stale ? 3 * kYear + static_cast<Day>(random.below(8 * kYear)) : static_cast<Day>(random.below(3 * kYear));
  return std::max(kToday - 1 - age, std::min(person.birth + 30, kToday - 1));
}

}  // namespace

void draw_record(const World& world, const Household& household, const Person& person, Channel channel, Random& random,
                 Record& record) {
  const Day known = draw_known_day(person, world.rates.channels[static_cast<size_t>(channel)], random);
  RecordDraw(world, household, channel, random, record).draw(person, known);
}

void redraw_newer(const World& world, const Household& household, const Person& person, Random& random,
                  Record& record) {
  const Day known = std::min(kToday - 1, record.updated + 1 + static_cast<Day>(random.below(kYear)));
  RecordDraw(world, household, record.channel, random, record).draw(person, known);
}

void draw_joint_record(const World& world, const Household& household, Channel channel, Random& random,
                       Record& record) {
  const Person& husband = household.people[household.people[0].sex == Sex::male ? 0 : 1];
  const Day known = draw_known_day(husband, world.rates.channels[static_cast<size_t>(channel)], random);
  RecordDraw draw(world, household, channel, random, record);
  draw.draw(husband, known);
  draw.make_joint();
}

}  // namespace sosie::generator
