// One entity's keys, and the facts that reach each.
#pragma once

#include <functional>
#include <vector>

#include "engine/consent/decide.h"
#include "engine/consent/reach.h"
#include "engine/consent/record_law.h"
#include "engine/consent/suppression.h"

namespace sosie::consent {

/// Everything read and derived once per run. Immutable while entities are decided.
struct World {
  const FactSet& facts;
  const Reach& reach;
  const Erasure& erasure;
  const std::vector<Blanket>& blankets;
  const RecordSet& records;
  const ContactPoints& points;
  const std::vector<std::vector<PointKind>>& column_kinds;  ///< by source, then PointColumn; none: any kind
  const Clusters& clusters;
  const PostalPoints& post;
  const IdentityColumns& identity;
  const PurposeTree& purposes;
  const std::vector<uint8_t>& asked_purposes;  ///< nodes, in the order of the job's purposes
  const Law& law;
  const RecordLaw& record_law;
};

/// One (contact point, channel, purpose).
struct Key {
  PointKind kind = PointKind::none;  ///< none: the postal address
  PointId point = 0;
  Channel channel = Channel::email;
  uint16_t purpose = 0;  ///< index into World::asked_purposes
};

/// Asks memory for what loading an entity and gathering its facts will read, see Consent::prefetch.
void prefetch_entity(const World& world, uint32_t cluster, int step);

/// Loads one entity at a time; keeps its buffers between entities. One per thread.
class Entity {
 public:
  /// Must come first. Records that were erased are no part of the entity. `world` is used until the next load.
  void load(const World& world, uint32_t cluster);
  /// Keys in order of kind, value, channel, purpose: e-mail addresses, phone numbers, the postal address.
  void append_keys(std::vector<Key>& keys) const;
  /// The facts that reach a key of this entity.
  void gather(const Key& key, KeyFacts& facts) const;
  /// The strictest demand of the countries and kinds of person that the entity may stand under.
  Demand demand(const Key& key) const;
  bool has_member(RecordId record) const;

 private:
  struct CarriedPoint {
    PointId point;
    RecordId record;
    friend auto operator<=>(const CarriedPoint&, const CarriedPoint&) = default;
  };
  void load_points();
  void load_facts();
  void load_law();
  bool carries(RecordId record, const Key& key) const;
  bool permits_at(const Fact& fact, const Key& key) const;
  bool covers(const Fact& fact, Channel channel, uint8_t purpose) const;
  void gather_carriers(const Key& key, KeyFacts& facts) const;
  void gather_restrictions(const Key& key, KeyFacts& facts) const;

  const World* world_ = nullptr;
  std::vector<RecordId> members_;
  std::vector<CarriedPoint> carried_;               // usable points of the rows that count
  std::vector<PointId> points_;                     // the same, each once, in order of kind and value
  std::vector<FactId> restrictions_, permissions_;  // by any member
  std::vector<LawCountry> countries_;               // of its addresses
  std::vector<Person> persons_;
  bool has_post_ = false;
  FactId hold_ = kNoFact;
};

}  // namespace sosie::consent
