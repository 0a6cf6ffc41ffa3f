#include "engine/consent/acts.h"

namespace sosie::consent {
namespace {

struct ActRow {
  std::string_view name;
  State state;
};

constexpr std::array kActs = {
    ActRow{"grant", State::granted},       ActRow{"soft", State::soft},          ActRow{"unknown", State::unknown},
    ActRow{"ask", State::unknown},         ActRow{"pending", State::pending},    ActRow{"invalid", State::invalid},
    ActRow{"deny", State::denied},         ActRow{"withdraw", State::withdrawn}, ActRow{"object", State::objected},
    ActRow{"suppress", State::suppressed}, ActRow{"lock", State::locked},        ActRow{"erase", State::erased},
};

constexpr std::array<std::string_view, 6> kChannels = {"email", "sms", "voice", "post", "push", "any"};

constexpr std::array<std::string_view, 13> kStates = {"granted",    "soft",    "unknown", "pending",   "expired",
                                                      "held",       "invalid", "denied",  "withdrawn", "objected",
                                                      "suppressed", "locked",  "erased"};

}  // namespace

std::string_view act_name(Act act) { return kActs[static_cast<size_t>(act)].name; }

std::optional<Act> parse_act(std::string_view name) {
  for (size_t i = 0; i < kActs.size(); ++i) {
    if (kActs[i].name == name && static_cast<Act>(i) != Act::invalid) return static_cast<Act>(i);
  }
  return std::nullopt;
}

State state_of(Act act) { return kActs[static_cast<size_t>(act)].state; }

std::optional<Channel> parse_channel(std::string_view name) {
  for (size_t i = 0; i < kChannels.size(); ++i) {
    if (kChannels[i] == name) return static_cast<Channel>(i);
  }
  return std::nullopt;
}

ChannelSet channels_of(PointKind kind) {
  switch (kind) {
    case PointKind::email: return channel_bit(Channel::email);
    case PointKind::phone: return channel_bit(Channel::sms) | channel_bit(Channel::voice);
    case PointKind::none: break;
  }
  return kEveryChannel;
}

PointKind kind_of(Channel channel) {
  switch (channel) {
    case Channel::email: return PointKind::email;
    case Channel::sms:
    case Channel::voice: return PointKind::phone;
    default: return PointKind::none;
  }
}

std::string_view channel_name(Channel channel) { return kChannels[static_cast<size_t>(channel)]; }
std::string_view state_name(State state) { return kStates[static_cast<size_t>(state)]; }

}  // namespace sosie::consent
