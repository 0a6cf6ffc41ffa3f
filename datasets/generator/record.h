// A customer as one channel has him on file: what is drawn once and written in that channel's dialect.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/date.h"
#include "core/random.h"
#include "datasets/generator/people.h"
#include "datasets/generator/rates.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// What a consent cell says. `odd` is a code that the job does not declare.
enum class Answer : uint8_t { blank, yes, no, odd };

struct Record {
  Channel channel = Channel::crm;
  std::string_view title;  ///< `M.`, `Mme`, `M. et Mme`, `Dr`, ...
  Sex sex = Sex::female;
  bool names_sex = true;  ///< whether the channel knows the sex
  Text given;
  Text family;
  Text birth_name;  ///< only where it differs from `family`
  std::string_view suffix;
  Text company;
  Date birth;               ///< as written, wrong or right; missing when unknown
  bool junk_birth = false;  ///< 1 January of some year stands for unknown
  Text email;
  Text mobile, landline;
  Text line1, line2;  ///< street line and complement
  Text postcode, city;
  Country country = Country::FR;
  Answer by_email = Answer::blank, by_sms = Answer::blank, by_voice = Answer::blank, by_post = Answer::blank;
  Day consent_day = 0;
  Day updated = 0;
  bool deceased = false;
  /// The record's usable contact points, for truth statistics: hashes of e-mails and numbers, 0 for none.
  std::array<uint64_t, 3> points{};
};

/// What the channel has on file about a person. `day`: the channel's knowledge is that old; `updated` is drawn from it.
void draw_record(const World& world, const Household& household, const Person& person, Channel channel, Random& random,
                 Record& record);
/// The same record delivered again with newer values: what is known of the person changed or was corrected since.
void redraw_newer(const World& world, const Household& household, const Person& person, Random& random, Record& record);
/// The record of a couple as one customer: `M. et Mme Martin`.
void draw_joint_record(const World& world, const Household& household, Channel channel, Random& random, Record& record);

}  // namespace sosie::generator
