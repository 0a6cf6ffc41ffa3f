#include "engine/consent/reach.h"

namespace sosie::consent {
namespace {

using Pairs = std::vector<std::pair<uint32_t, FactId>>;

bool is_keyed(const Fact& fact) { return fact.record == kNoRecord && fact.point != 0 && !fact.has(Fact::kPointOnly); }

class ReachBuilder {
 public:
  explicit ReachBuilder(const ReachInput& input) : input_(input) {}

  void add(FactId id) {
    const Fact& fact = input_.facts[id];
    if (fact.act == Act::erase) return;  // carried out beforehand
    if (is_restriction(fact.act) && fact.point != 0) by_point_.emplace_back(fact.point, id);
    if (fact.record != kNoRecord) return add_record_statement(id, fact);
    if (is_keyed(fact)) add_keyed_statement(id, fact);
  }

  Reach finish() {
    for (const auto& [point, fact] : input_.erasure.closed) by_point_.emplace_back(point, fact);
    return {FactGroups(input_.records.num_records, by_record_), FactGroups(input_.points.table.size() + 1, by_point_)};
  }

 private:
  void add_record_statement(FactId id, const Fact& fact) {
    by_record_.emplace_back(fact.record, id);
    if (!reaches_points(fact)) return;
    if (said_in_a_row(fact)) add_points_of_row(id, fact, input_.records.source_of[fact.record], fact.row);
    else add_points_of_record(id, fact, fact.record);
  }

  /// Nobody knows which carrier spoke: each counts as if one of its records had. At a role address or switchboard a
  /// restriction stays at the point; a permission counts only where one entity carries the point.
  void add_keyed_statement(FactId id, const Fact& fact) {
    const std::span<const RecordId> carriers = input_.carriers.of(fact.point);
    const bool spreads = is_restriction(fact.act) ? !input_.points.table.info(fact.point).role_address
                                                  : in_one_cluster(carriers, input_.clusters);
    if (!spreads) return;
    for (const RecordId record : carriers) {
      by_record_.emplace_back(record, id);
      if (reaches_points(fact)) add_points_of_record(id, fact, record);
    }
  }

  /// A lock holds for the entity; every other restriction also for the points of the record that made the statement.
  static bool reaches_points(const Fact& fact) { return is_restriction(fact.act) && fact.act != Act::lock; }

  bool said_in_a_row(const Fact& fact) const {
    const Origin::Kind kind = input_.facts.origin(fact).kind;
    return kind == Origin::Kind::column || kind == Origin::Kind::list;
  }

  void add_points_of_record(FactId id, const Fact& fact, RecordId record) {
    input_.rows.for_each(record, [&](uint32_t source, uint32_t row) { add_points_of_row(id, fact, source, row); });
  }

  void add_points_of_row(FactId id, const Fact& fact, uint32_t source, uint32_t row) {
    input_.points.for_each(source, row, [&](PointId point) {
      const bool already_there = point == fact.point;
      if (!already_there && (channels_of(input_.points.table.info(point).kind) & fact.channels) != 0)
        by_point_.emplace_back(point, id);
    });
  }

  const ReachInput& input_;
  Pairs by_record_, by_point_;
};

}  // namespace

std::vector<PointId> keyed_points(const FactSet& facts) {
  std::vector<PointId> points;
  for (const Fact& fact : facts.facts) {
    if (is_keyed(fact)) points.push_back(fact.point);
  }
  return points;
}

Reach compute_reach(const ReachInput& input) {
  ReachBuilder builder(input);
  for (FactId id = 0; id < input.facts.size(); ++id) builder.add(id);
  return builder.finish();
}

}  // namespace sosie::consent
