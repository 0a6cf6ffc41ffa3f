// One decision: a pure function of the facts that reach a key, the policy, the law and the day.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/consent/facts.h"
#include "engine/consent/law.h"

namespace sosie::consent {

/// Why a decision came out as it did, besides the deciding fact.
enum class Reason : uint8_t {
  granted,
  informed_customer,
  opt_out_rule,
  no_permission,
  soft_not_enough,
  not_unanimous,
  permission_undated,
  permission_void,
  permission_without_proof,
  permission_before_lock,
  not_informed,
  pending,
  expired,
  own_record,
  same_point,
  keyed,
  list,
  stale_list,
  refused_row,
  unreadable,
  erased,
  held,
};
std::string_view reason_text(Reason reason);

/// The facts that reach one key, and who carries its point.
struct KeyFacts {
  std::vector<FactId> restrictions;  ///< covering the key, whatever their date, ended locks among them
  std::vector<FactId> permissions;   ///< on this very point, channel and purpose
  std::vector<FactId> neutral;       ///< pending, likewise
  std::vector<RecordId> carriers;    ///< records of the entity that carry the point
  FactId hold = kNoFact;             ///< the unresolved request that holds the entity

  void clear();
};

struct KeyOutcome {
  bool allowed = false;
  State state = State::unknown;
  FactId fact = kNoFact;
  Reason reason = Reason::no_permission;
};

struct DecisionRules {
  ConsentPolicy policy = ConsentPolicy::strictest;
  Moment as_of;  ///< a day means its end
};

/// Whether a restriction is a lock whose end has passed: it restricts no more, but permissions given before it stay
/// void.
bool is_ended_lock(const Fact& fact, Moment as_of);

/// Decides one key. Does not depend on the order of the facts.
KeyOutcome decide_key(const FactSet& facts, const KeyFacts& key, Demand demand, const DecisionRules& rules);

}  // namespace sosie::consent
