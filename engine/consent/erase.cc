#include "engine/consent/erase.h"

#include <algorithm>

namespace sosie::consent {
namespace {

class Eraser {
 public:
  explicit Eraser(const ErasureInput& input) : input_(input) {}

  void carry_out(FactId id) {
    const Fact& fact = input_.facts[id];
    if (fact.point != 0) out_.closed.emplace_back(fact.point, id);
    if (fact.record != kNoRecord) return erase(id, {&fact.record, 1});
    if (fact.has(Fact::kPointOnly)) return;
    const std::span<const RecordId> carriers = input_.carriers.of(fact.point);
    if (in_one_cluster(carriers, input_.clusters)) return erase(id, carriers);
    for (const RecordId record : carriers) hold(input_.clusters.cluster_of[record], id);
  }

  Erasure take() && { return std::move(out_); }

 private:
  /// Erases the named records, which stand in one cluster, and those of their cluster that are the same person's beyond
  /// doubt.
  void erase(FactId id, std::span<const RecordId> named) {
    const uint32_t cluster = input_.clusters.cluster_of[named.front()];
    bool some_stay = false;
    for (const RecordId member : input_.clusters.of(cluster)) {
      const bool leaves =
          std::any_of(named.begin(), named.end(), [&](RecordId other) { return same_person(other, member); });
      if (leaves) erase_record(id, member);
      some_stay |= !leaves;
    }
    if (some_stay) hold(cluster, id);
  }

  void erase_record(FactId id, RecordId record) {
    if (out_.erased.empty()) out_.erased.resize(input_.records.num_records);
    out_.erased[record] = true;
    for_each_point(record, [&](PointId point) { out_.closed.emplace_back(point, id); });
  }

  void hold(uint32_t cluster, FactId id) {
    const auto [entry, is_new] = out_.held.emplace(cluster, id);
    if (!is_new && reported_before(input_.facts, id, entry->second)) entry->second = id;
  }

  bool same_person(RecordId named, RecordId other) const {
    if (named == other) return true;
    const IdentityColumns& identity = input_.identity;
    if (equal(identity.validated_id, named, other)) return true;
    if (!equal(identity.given_name, named, other) || !equal(identity.family_name, named, other)) return false;
    return equal(identity.birth_date, named, other) || share_a_point(named, other);
  }

  template <typename Value>
  static bool equal(const std::vector<Value>& values, RecordId a, RecordId b) {
    return !values.empty() && values[a] != 0 && values[a] == values[b];
  }

  /// Points that are no valid ones count for restrictions and link nobody.
  bool share_a_point(RecordId a, RecordId b) const {
    std::vector<PointId> points;
    for_each_point(a, [&](PointId point) {
      if (input_.points.table.info(point).valid) points.push_back(point);
    });
    bool shared = false;
    for_each_point(b, [&](PointId point) { shared |= std::find(points.begin(), points.end(), point) != points.end(); });
    return shared;
  }

  template <typename Visitor>
  void for_each_point(RecordId record, Visitor&& visit) const {
    input_.rows.for_each(record, [&](uint32_t source, uint32_t row) { input_.points.for_each(source, row, visit); });
  }

  const ErasureInput& input_;
  Erasure out_;
};

}  // namespace

Erasure carry_out_erasures(const ErasureInput& input) {
  Eraser eraser(input);
  for (FactId id = 0; id < input.facts.size(); ++id) {
    if (input.facts[id].act == Act::erase) eraser.carry_out(id);
  }
  return std::move(eraser).take();
}

}  // namespace sosie::consent
