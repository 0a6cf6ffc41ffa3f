#include "engine/consent/facts.h"

#include <tuple>

namespace sosie::consent {
namespace {

uint32_t companion_row(const Origin& origin, const Fact& fact) {
  return origin.kind == Origin::Kind::list ? fact.element : fact.row;
}

int64_t lateness(const Moment& at) { return at.missing() ? INT64_MIN : at.last; }

/// Equal for two facts only when nothing that is shown tells them apart.
auto content(const FactSet& facts, const Fact& fact) {
  const RecordKey key = fact.record == kNoRecord ? 0 : facts.records->key(fact.record);
  return std::tuple(key, facts.said_by(fact), fact.origin, fact.purpose, fact.channels, facts.basis(fact),
                    facts.method(fact));
}

}  // namespace

std::string_view FactSet::said_by(const Fact& fact) const {
  const Origin& from = origin(fact);
  if (from.kind == Origin::Kind::column || from.kind == Origin::Kind::list) return records->id(fact.record);
  return from.id_column < 0 ? std::string_view() : from.cells->text(from.id_column, fact.row);
}

std::string_view FactSet::basis(const Fact& fact) const {
  return origin(fact).companions.basis(companion_row(origin(fact), fact));
}
std::string_view FactSet::method(const Fact& fact) const {
  return origin(fact).companions.method(companion_row(origin(fact), fact));
}
std::string_view FactSet::proof(const Fact& fact) const {
  return origin(fact).companions.proof(companion_row(origin(fact), fact));
}

bool reported_before(const FactSet& facts, FactId a, FactId b) {
  const Fact &left = facts[a], &right = facts[b];
  const State left_state = state_of(left.act), right_state = state_of(right.act);
  if (left_state != right_state) return left_state > right_state;
  if (lateness(left.at) != lateness(right.at)) return lateness(left.at) > lateness(right.at);
  if (left.at.first != right.at.first) return left.at.first > right.at.first;
  if (facts.origin(left).rank != facts.origin(right).rank) return facts.origin(left).rank < facts.origin(right).rank;
  const auto left_content = content(facts, left), right_content = content(facts, right);
  return left_content != right_content ? left_content < right_content : a < b;
}

}  // namespace sosie::consent
