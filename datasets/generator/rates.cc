#include "datasets/generator/rates.h"

#include <string>

namespace sosie::generator {
namespace {

constexpr auto kRateEntries = std::to_array<RateEntry>({
    {"single", &Rates::single},
    {"couple", &Rates::couple},
    {"family", &Rates::family},
    {"single_parent", &Rates::single_parent},
    {"organisation", &Rates::organisation},
    {"international", &Rates::international},
    {"lives_abroad", &Rates::lives_abroad},
    {"foreign_number", &Rates::foreign_number},
    {"twins", &Rates::twins},
    {"generational", &Rates::generational},
    {"compound_given", &Rates::compound_given},
    {"usage_name", &Rates::usage_name},
    {"double_name", &Rates::double_name},
    {"moved", &Rates::moved},
    {"shared_building", &Rates::shared_building},
    {"deceased", &Rates::deceased},
    {"new_mobile", &Rates::new_mobile},
    {"recycled_mobile", &Rates::recycled_mobile},
    {"new_email", &Rates::new_email},
    {"work_email", &Rates::work_email},
    {"role_email", &Rates::role_email},
    {"shared_email", &Rates::shared_email},
    {"parents_points", &Rates::parents_points},
    {"has_landline", &Rates::has_landline},
    {"joint_record", &Rates::joint_record},
    {"spelled_address", &Rates::spelled_address},
    {"consent_blank", &Rates::consent_blank},
    {"consent_grant", &Rates::consent_grant},
    {"consent_odd", &Rates::consent_odd},
    {"event", &Rates::event},
    {"listed", &Rates::listed},
    {"malformed", &Rates::malformed},
});

constexpr auto kChannelRateEntries = std::to_array<ChannelRateEntry>({
    {"adults", &ChannelRates::adults},
    {"children", &ChannelRates::children},
    {"twice", &ChannelRates::twice},
    {"again", &ChannelRates::again},
    {"birth", &ChannelRates::birth},
    {"email", &ChannelRates::email},
    {"mobile", &ChannelRates::mobile},
    {"landline", &ChannelRates::landline},
    {"address", &ChannelRates::address},
    {"stale", &ChannelRates::stale},
    {"slip", &ChannelRates::slip},
    {"phonetic", &ChannelRates::phonetic},
    {"folded", &ChannelRates::folded},
    {"short_given", &ChannelRates::short_given},
    {"swapped", &ChannelRates::swapped},
    {"birth_wrong", &ChannelRates::birth_wrong},
    {"digit_slip", &ChannelRates::digit_slip},
    {"junk", &ChannelRates::junk},
});

Status check(const std::string& name, double value) {
  if (value >= 0 && value <= 1) return {};
  return Status::invalid_argument("rate " + name + " is not between 0 and 1");
}

}  // namespace

std::string_view channel_name(Channel channel) {
  constexpr std::array<std::string_view, kNumChannels> kNames = {"crm",     "web",        "loyalty",
                                                                 "billing", "callcenter", "prospects"};
  return kNames[static_cast<size_t>(channel)];
}

std::string_view channel_file(Channel channel) {
  constexpr std::array<std::string_view, kNumChannels> kFiles = {"crm.csv",     "web.ndjson",     "loyalty.csv",
                                                                 "billing.tsv", "callcenter.csv", "prospects.csv.gz"};
  return kFiles[static_cast<size_t>(channel)];
}

std::span<const RateEntry> rate_entries() { return kRateEntries; }
std::span<const ChannelRateEntry> channel_rate_entries() { return kChannelRateEntries; }

std::array<ChannelRates, kNumChannels> Rates::default_channels() {
  std::array<ChannelRates, kNumChannels> channels{};
  // Columns in the order of the members: which people | which fields | what goes wrong.
  // clang-format off
  channels[0] = {.50, .10, .030, .015,  .62, .66, .68, .50, .95,  .22, .030, .010, .15, .03, .008, .020, .010, .03};  // crm
  channels[1] = {.32, .02, .050, .010,  .45, .97, .68, .08, .85,  .15, .020, .003, .08, .08, .010, .015, .008, .02};  // web
  channels[2] = {.36, .06, .040, .010,  .62, .60, .70, .30, .88,  .25, .040, .010, .10, .06, .010, .020, .010, .04};  // loyalty
  channels[3] = {.24, .00, .020, .010,  .00, .40, .55, .75, .98,  .18, .020, .004, .60, .10, .000, .000, .010, .01};  // billing
  channels[4] = {.18, .01, .080, .005,  .35, .08, .70, .60, .75,  .10, .080, .120, .25, .10, .020, .050, .030, .06};  // callcenter
  channels[5] = {.24, .00, .060, .000,  .40, .42, .55, .60, .92,  .45, .050, .020, .30, .10, .020, .050, .020, .03};  // prospects
  // clang-format on
  return channels;
}

Status Rates::validate() const {
  for (const RateEntry& entry : kRateEntries)
    if (Status bad = check(std::string(entry.name), this->*entry.value); !bad.ok()) return bad;
  for (size_t i = 0; i < kNumChannels; ++i) {
    for (const ChannelRateEntry& entry : kChannelRateEntries) {
      const std::string name = std::string(channel_name(static_cast<Channel>(i))) + "." + std::string(entry.name);
      if (Status bad = check(name, channels[i].*entry.value); !bad.ok()) return bad;
    }
  }
  if (single + couple + family + single_parent + organisation > 0) return {};
  return Status::invalid_argument("the rates of all kinds of households are 0");
}

}  // namespace sosie::generator
