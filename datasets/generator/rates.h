// How often what happens to synthetic customers. datasets/README.md prints every rate; a test keeps the two equal.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/status.h"

namespace sosie::generator {

/// The files customers leave records in, in the order of the job.
enum class Channel : uint8_t { crm, web, loyalty, billing, callcenter, prospects };
inline constexpr size_t kNumChannels = 6;
/// Name of the source in the job and in truth.csv.
std::string_view channel_name(Channel channel);
/// File name inside the output folder.
std::string_view channel_file(Channel channel);

/// What one channel knows of people, and how badly. Probabilities.
struct ChannelRates {
  // --- which people ---
  double adults;    ///< an adult is in the channel
  double children;  ///< a person under 16 is
  double twice;     ///< a record has a second one of the same person under another id
  double again;     ///< a record is delivered a second time, newer, under its own id
  // --- which fields are filled ---
  double birth;
  double email;
  double mobile;
  double landline;
  double address;
  // --- what goes wrong, per record ---
  double stale;        ///< the record was last touched long ago: old address, name, e-mail and numbers
  double slip;         ///< a name, street or e-mail is mistyped, per value
  double phonetic;     ///< a name is written as it sounds, per name
  double folded;       ///< accents are lost
  double short_given;  ///< initial or nickname instead of the given name
  double swapped;      ///< given and family name have changed places
  double birth_wrong;  ///< birth date with a wrong digit, day and month swapped, or the 1st of January
  double digit_slip;   ///< a phone number with a wrong digit, per number
  double junk;         ///< a placeholder instead of a missing value, per missing name, date, e-mail or number
};

/// Every number behind the generated customers. Copyable plain data; defaults are what the command uses.
struct Rates {
  // --- households: weights of the kinds ---
  double single = 0.36;
  double couple = 0.27;
  double family = 0.28;
  double single_parent = 0.08;
  double organisation = 0.01;
  // --- people ---
  double international = 0.08;    ///< household has names of another country
  double lives_abroad = 0.30;     ///< of those, address and numbers lie abroad too
  double foreign_number = 0.10;   ///< of the others, a person has a mobile number of that country
  double twins = 0.03;            ///< a child is born with the previous one
  double generational = 0.05;     ///< a son carries the name of his father
  double compound_given = 0.04;   ///< given name of two joined by a hyphen
  double usage_name = 0.60;       ///< a wife in a couple uses the husband's name from their union on
  double double_name = 0.12;      ///< of those, both names joined
  double moved = 0.25;            ///< household moved within the last twelve years
  double shared_building = 0.06;  ///< lives in a house of many households
  double deceased = 0.012;
  double new_mobile = 0.20;        ///< adult changed the mobile number within the last twelve years
  double recycled_mobile = 0.004;  ///< adult once had a number that somebody else has now, or the other way round
  double new_email = 0.20;         ///< adult changed the personal e-mail address
  double work_email = 0.15;        ///< adult also uses an address of a company
  double role_email = 0.006;       ///< adult gives the address of a desk: info@, contact@
  double shared_email = 0.14;      ///< couple uses one address for both
  double parents_points = 0.60;  ///< a child of 12 to 15 is known by a parent's e-mail and number; a younger one always
  double has_landline = 0.55;
  // --- records ---
  std::array<ChannelRates, kNumChannels> channels = default_channels();
  double joint_record = 0.010;    ///< a couple also has a record for both: M. et Mme Martin
  double spelled_address = 0.30;  ///< an address is abbreviated, or in another order
  // --- consent, events, damage ---
  double consent_blank = 0.35;  ///< a consent cell is empty
  double consent_grant = 0.55;  ///< of the others, a yes
  double consent_odd = 0.004;   ///< a code that the job does not declare
  double event = 0.06;          ///< an adult with a record acted later: unsubscribe, stop, objection, erasure
  double listed = 0.06;         ///< a landline or mobile stands on the opposition list
  double malformed = 0.0005;    ///< a row is damaged; only from 5,000 people on, to stay below the reject limit

  static std::array<ChannelRates, kNumChannels> default_channels();
  /// invalid_argument names the first rate outside [0, 1].
  Status validate() const;
};

/// One rate by name, for documents.
struct RateEntry {
  std::string_view name;
  double Rates::* value;
};
std::span<const RateEntry> rate_entries();
struct ChannelRateEntry {
  std::string_view name;
  double ChannelRates::* value;
};
std::span<const ChannelRateEntry> channel_rate_entries();

}  // namespace sosie::generator
