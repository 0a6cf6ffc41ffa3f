// What a statement of consent does, and the scope it does it in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/consent/consent.h"

namespace sosie::consent {

/// Strictest last within each kind: of two acts declared for one code the later one counts.
enum class Act : uint8_t {
  grant,
  soft,  // permissions
  unknown,
  ask,
  pending,  // neutral
  invalid,
  deny,
  withdraw,
  object,
  suppress,
  lock,
  erase,  // restrictions; `invalid` is made by the engine from unreadable codes
};

constexpr bool is_permission(Act act) { return act <= Act::soft; }
constexpr bool is_restriction(Act act) { return act >= Act::invalid; }
constexpr bool is_neutral(Act act) { return !is_permission(act) && !is_restriction(act); }

std::string_view act_name(Act act);
/// An act a job file may name; nothing for any other word, `invalid` and `annul` among them.
std::optional<Act> parse_act(std::string_view name);
/// The state an act leads to when it decides.
State state_of(Act act);

/// Set of channels, one bit each in the order of Channel. `any` is a node of its own: a restriction on it covers every
/// channel, a permission on it covers none of them.
using ChannelSet = uint8_t;
inline constexpr std::array kContactChannels = {Channel::email, Channel::sms, Channel::voice, Channel::post,
                                                Channel::push};
constexpr ChannelSet channel_bit(Channel channel) {
  return static_cast<ChannelSet>(1u << static_cast<unsigned>(channel));
}
inline constexpr ChannelSet kEveryChannel = 0b111111;

std::optional<Channel> parse_channel(std::string_view name);
/// Channels that a contact point of a kind can carry; every channel for `none`.
ChannelSet channels_of(PointKind kind);
/// The kind of contact point a channel uses; none for post, push and any.
PointKind kind_of(Channel channel);

}  // namespace sosie::consent
