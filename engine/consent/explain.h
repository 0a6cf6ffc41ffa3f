// Why an entity may, or may not, be contacted: text for people.
#pragma once

#include <string>

#include "engine/consent/entity.h"

namespace sosie::consent {

/// The reason of a restriction, by who said it and how it came here.
Reason restriction_reason(const World& world, const Entity& entity, const Fact& fact);

/// Paragraphs: the decision, every fact that reaches the key and its path, and what would change the decision. Says
/// sources and ids, no values. `entity` is loaded.
std::string explain_key(const World& world, const Entity& entity, const Key& key, const KeyFacts& facts,
                        const KeyOutcome& outcome, const DecisionRules& rules, const TimeZone& zone);

}  // namespace sosie::consent
