#include "engine/consent/decide.h"

#include <algorithm>
#include <array>

namespace sosie::consent {
namespace {

// The usual ones are short: they stand in millions of rows.
constexpr std::array<std::string_view, 22> kReasons = {
    "permission given for this point",
    "own customer who was informed, where the law asks for no more",
    "no refusal is known",
    "no permission is known",
    "own customer, but the law asks for a permission here",
    "not every record that carries this point holds a permission",
    "a permission without a readable date does not count",
    "a permission dated after the delivery, or with an end that cannot be read, does not count",
    "the law asks for a proof, and the permission names none",
    "the permission was given before a restriction of processing, which has ended since",
    "a customer's soft permission counts only when the person was informed",
    "a permission was asked for and is not confirmed",
    "the permission has expired",
    "said by a record of this person",
    "said about this contact point by a record that carries it",
    "said under a contact point, in an event",
    "the contact point stands in an opposition list",
    "an opposition list is stale, damaged or missing: its channels are closed",
    "said in a row that was refused",
    "an unreadable code may be a no",
    "erased on request",
    "an erasure was asked for and does not say which records: held until a person decides",
};

bool is_known(Moment moment) { return !moment.missing(); }

/// Reduces facts to the one that is reported.
FactId reported(const FactSet& facts, std::span<const FactId> candidates) {
  FactId best = kNoFact;
  for (const FactId id : candidates) {
    if (best == kNoFact || reported_before(facts, id, best)) best = id;
  }
  return best;
}

/// Decides one key from facts that were sorted by what they can do.
class KeyDecider {
 public:
  KeyDecider(const FactSet& facts, const KeyFacts& key, Demand demand, const DecisionRules& rules)
      : facts_(facts), key_(key), demand_(demand), rules_(rules) {}

  KeyOutcome decide() {
    if (const FactId fact = strictest_restriction(); fact != kNoFact)
      return {false, state_of(facts_[fact].act), fact, Reason::own_record};
    if (key_.hold != kNoFact) return {false, State::held, key_.hold, Reason::held};
    if (const KeyOutcome permitted = decide_permission(); permitted.allowed) return permitted;
    return decide_by_law();
  }

 private:
  FactId strictest_restriction() const {
    FactId best = kNoFact;
    for (const FactId id : key_.restrictions) {
      if (is_ended_lock(facts_[id], rules_.as_of)) continue;
      if (best == kNoFact || reported_before(facts_, id, best)) best = id;
    }
    return best;
  }

  /// Why a permission does not count, or Reason::granted when it does.
  Reason judge(const Fact& fact) const {
    if (fact.act == Act::soft && demand_.rule != Rule::soft) return Reason::soft_not_enough;
    if (fact.act == Act::soft && !fact.has(Fact::kInformed)) return Reason::not_informed;
    if (!is_known(fact.at)) return Reason::permission_undated;
    if (fact.at.first > rules_.as_of.last || fact.has(Fact::kEndUnreadable)) return Reason::permission_void;
    if (fact.ends <= rules_.as_of.last) return Reason::expired;
    if (demand_.needs_proof && !fact.has(Fact::kProven)) return Reason::permission_without_proof;
    return given_after_every_lock(fact) ? Reason::granted : Reason::permission_before_lock;
  }

  bool given_after_every_lock(const Fact& permission) const {
    return std::all_of(key_.restrictions.begin(), key_.restrictions.end(), [&](FactId id) {
      const Fact& lock = facts_[id];
      return is_known(lock.at) && permission.at.first > lock.at.last;
    });
  }

  /// The permission that is reported: a grant before a soft one, then the latest, then source order.
  FactId best_permission() const {
    FactId best = kNoFact;
    for (const FactId id : key_.permissions) {
      if (judge(facts_[id]) != Reason::granted) continue;
      if (best == kNoFact || is_better_permission(id, best)) best = id;
    }
    return best;
  }

  bool is_better_permission(FactId a, FactId b) const {
    const Act left = facts_[a].act, right = facts_[b].act;
    return left != right ? left == Act::grant : reported_before(facts_, a, b);
  }

  bool is_unanimous() const {
    return std::all_of(key_.carriers.begin(), key_.carriers.end(), [&](RecordId carrier) {
      return std::any_of(key_.permissions.begin(), key_.permissions.end(), [&](FactId id) {
        const RecordId said_by = facts_[id].record;
        return (said_by == carrier || said_by == kNoRecord) && judge(facts_[id]) == Reason::granted;
      });
    });
  }

  KeyOutcome decide_permission() {
    const FactId fact = best_permission();
    if (fact == kNoFact) return {};
    if (rules_.policy == ConsentPolicy::unanimous && demand_.rule != Rule::opt_out && !is_unanimous()) {
      shortfall_ = Reason::not_unanimous;
      return {};
    }
    const bool is_grant = facts_[fact].act == Act::grant;
    return {true, is_grant ? State::granted : State::soft, fact,
            is_grant ? Reason::granted : Reason::informed_customer};
  }

  KeyOutcome decide_by_law() {
    KeyOutcome outcome = neutral_state();
    outcome.allowed = demand_.rule == Rule::opt_out;
    if (outcome.state != State::unknown) return outcome;
    outcome.reason = outcome.allowed ? Reason::opt_out_rule : shortfall();
    return outcome;
  }

  /// The strictest of the states that neither permit nor restrict.
  KeyOutcome neutral_state() const {
    std::vector<FactId> expired;
    for (const FactId id : key_.permissions) {
      if (judge(facts_[id]) == Reason::expired) expired.push_back(id);
    }
    if (const FactId fact = reported(facts_, expired); fact != kNoFact)
      return {false, State::expired, fact, Reason::expired};
    if (const FactId fact = reported(facts_, key_.neutral); fact != kNoFact)
      return {false, State::pending, fact, Reason::pending};
    return {};
  }

  /// What the permissions there are lack, if there are any; the same whatever their order.
  Reason shortfall() const {
    if (shortfall_ != Reason::no_permission) return shortfall_;
    Reason reason = Reason::no_permission;
    for (const FactId id : key_.permissions) reason = std::max(reason, judge(facts_[id]));
    return reason;
  }

  const FactSet& facts_;
  const KeyFacts& key_;
  const Demand demand_;
  const DecisionRules& rules_;
  Reason shortfall_ = Reason::no_permission;
};

}  // namespace

std::string_view reason_text(Reason reason) { return kReasons[static_cast<size_t>(reason)]; }

void KeyFacts::clear() {
  restrictions.clear();
  permissions.clear();
  neutral.clear();
  carriers.clear();
  hold = kNoFact;
}

bool is_ended_lock(const Fact& fact, Moment as_of) { return fact.act == Act::lock && fact.ends <= as_of.last; }

KeyOutcome decide_key(const FactSet& facts, const KeyFacts& key, Demand demand, const DecisionRules& rules) {
  return KeyDecider(facts, key, demand, rules).decide();
}

}  // namespace sosie::consent
