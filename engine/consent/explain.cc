#include "engine/consent/explain.h"

#include <fmt/format.h>

#include <algorithm>

namespace sosie::consent {
namespace {

std::string when(const Fact& fact, const TimeZone& zone) {
  if (fact.at.missing()) return fact.has(Fact::kDateUnreadable) ? "on a date that cannot be read" : "undated";
  if (!fact.at.is_exact()) return "on " + zone.date_of(fact.at.first).iso();
  return "at " + zone.iso(fact.at.first);
}

std::string who(const World& world, const Fact& fact) {
  const Origin& origin = world.facts.origin(fact);
  if (world.erasure.is_erased(fact.record)) return "a record that was erased";
  const std::string_view id = world.facts.said_by(fact);
  switch (origin.kind) {
    case Origin::Kind::column:
    case Origin::Kind::list: return fmt::format("record {}:{}", origin.name, id);
    case Origin::Kind::rejected_row:
      return id.empty() ? fmt::format("a refused row of {}", origin.name)
                        : fmt::format("refused row {}:{}", origin.name, id);
    case Origin::Kind::event:
      return id.empty() ? fmt::format("an event of {}", origin.name) : fmt::format("event {} of {}", id, origin.name);
    case Origin::Kind::suppression: break;
  }
  return fmt::format("list {}", origin.name);
}

std::string scope(const World& world, const Fact& fact) {
  if ((fact.channels & channel_bit(Channel::any)) != 0)
    return fmt::format("every channel, {}", world.purposes.name(fact.purpose));
  std::string channels;
  for (const Channel channel : kContactChannels) {
    if ((fact.channels & channel_bit(channel)) == 0) continue;
    if (!channels.empty()) channels += " and ";
    channels += channel_name(channel);
  }
  return fmt::format("{}, {}", channels, world.purposes.name(fact.purpose));
}

std::string companions(const FactSet& facts, const Fact& fact) {
  std::string text;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("; {} \"{}\"", name, value);
  };
  add("basis", facts.basis(fact));
  add("method", facts.method(fact));
  add("proof", facts.proof(fact));
  return text;
}

std::string line(const World& world, FactId id, const TimeZone& zone, std::string_view path) {
  const Fact& fact = world.facts[id];
  return fmt::format("  {} ({}) by {}, {}{} - {}\n", act_name(fact.act), scope(world, fact), who(world, fact),
                     when(fact, zone), companions(world.facts, fact), path);
}

std::string_view what_would_change(const KeyOutcome& outcome, Demand demand) {
  if (outcome.state == State::held) return "A person resolves the request for erasure: says which records it is about.";
  if (outcome.state == State::locked) return "The end of the lock, if it has one.";
  if (outcome.state >= State::held)
    return "Nothing under this policy: a restriction is not lifted by a later permission.";
  if (outcome.allowed) return "Any refusal, objection, lock, list entry or erasure that reaches this point or person.";
  if (demand.rule == Rule::soft)
    return "A dated permission for this very point, channel and purpose; or the same from a customer who was informed.";
  return "A dated permission for this very point, channel and purpose.";
}

}  // namespace

Reason restriction_reason(const World& world, const Entity& entity, const Fact& fact) {
  const Origin::Kind kind = world.facts.origin(fact).kind;
  if (fact.act == Act::erase) return Reason::erased;
  if (kind == Origin::Kind::suppression) return fact.point == 0 ? Reason::stale_list : Reason::list;
  if (kind == Origin::Kind::rejected_row) return Reason::refused_row;
  if (fact.act == Act::invalid) return Reason::unreadable;
  if (fact.record == kNoRecord) return Reason::keyed;
  return entity.has_member(fact.record) ? Reason::own_record : Reason::same_point;
}

std::string explain_key(const World& world, const Entity& entity, const Key& key, const KeyFacts& facts,
                        const KeyOutcome& outcome, const DecisionRules& rules, const TimeZone& zone) {
  const Demand demand = entity.demand(key);
  std::string text =
      fmt::format("{} for {}: {}, state {}. {}.\n", channel_name(key.channel),
                  world.purposes.name(world.asked_purposes[key.purpose]), outcome.allowed ? "allowed" : "not allowed",
                  state_name(outcome.state), reason_text(outcome.reason));
  text += fmt::format("Policy {}; the law asks for {}{}.\n", policy_name(rules.policy), rule_name(demand.rule),
                      demand.needs_proof ? " with proof" : "");
  if (outcome.fact != kNoFact) text += "Decided by:\n" + line(world, outcome.fact, zone, reason_text(outcome.reason));
  std::string others;
  const auto add = [&](const std::vector<FactId>& ids) {
    std::vector<FactId> ordered(ids);
    std::sort(ordered.begin(), ordered.end(), [&](FactId a, FactId b) { return reported_before(world.facts, a, b); });
    for (const FactId id : ordered) {
      const Fact& fact = world.facts[id];
      const bool restricts = is_restriction(fact.act);
      const std::string_view path = !restricts ? "said for this point"
                                    : is_ended_lock(fact, rules.as_of)
                                        ? "ended"
                                        : reason_text(restriction_reason(world, entity, fact));
      if (id != outcome.fact) others += line(world, id, zone, path);
    }
  };
  add(facts.restrictions);
  add(facts.permissions);
  add(facts.neutral);
  if (!others.empty()) text += "Also known:\n" + others;
  return text + fmt::format("What would change it: {}\n", what_would_change(outcome, demand));
}

}  // namespace sosie::consent
