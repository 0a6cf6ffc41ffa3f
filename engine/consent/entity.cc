#include "engine/consent/entity.h"

#include <algorithm>

namespace sosie::consent {
namespace {

constexpr uint8_t kConsumerCode = 1, kProfessionalCode = 2;

template <typename Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Step by step along the way from a record or point to a fact: each step reads what the one before has asked for.
void prefetch_facts(const FactGroups& groups, const FactSet& facts, uint32_t subject, int step) {
  if (step == 0) groups.prefetch(subject);
  if (step == 1) groups.prefetch_facts(subject);
  if (step < 2) return;
  for (const FactId id : groups.of(subject)) {  // every other fact lies on two cache lines
    __builtin_prefetch(&facts[id]);
    __builtin_prefetch(&facts[id].act);
  }
}

}  // namespace

void prefetch_entity(const World& world, uint32_t cluster, int step) {
  for (const RecordId record : world.clusters.of(cluster)) {
    prefetch_facts(world.reach.by_record, world.facts, record, step);
    const uint32_t source = world.records.source_of[record], row = world.records.local(record);
    for (const PointColumn& column : world.points.columns[source]) {
      if (column.first[row] != 0) prefetch_facts(world.reach.by_point, world.facts, column.first[row], step);
    }
  }
}

void Entity::load(const World& world, uint32_t cluster) {
  world_ = &world;
  members_.clear();
  for (const RecordId record : world_->clusters.of(cluster)) {
    if (!world_->erasure.is_erased(record)) members_.push_back(record);
  }
  const auto held = world_->erasure.held.find(cluster);
  hold_ = held == world_->erasure.held.end() ? kNoFact : held->second;
  load_points();
  load_facts();
  load_law();
}

void Entity::load_points() {
  carried_.clear();
  points_.clear();
  const PointTable& table = world_->points.table;
  for (const RecordId record : members_) {
    const uint32_t source = world_->records.source_of[record], row = world_->records.local(record);
    const std::vector<PointColumn>& columns = world_->points.columns[source];
    for (size_t i = 0; i < columns.size(); ++i) {
      const PointKind wanted = world_->column_kinds[source][i];
      columns[i].for_each(row, [&](PointId point) {
        const PointInfo& info = table.info(point);
        if (info.valid && (wanted == PointKind::none || wanted == info.kind)) carried_.push_back({point, record});
      });
    }
  }
  sort_unique(carried_);
  for (const CarriedPoint& carried : carried_) {
    if (points_.empty() || points_.back() != carried.point) points_.push_back(carried.point);
  }
  std::sort(points_.begin(), points_.end(), [&](PointId a, PointId b) {
    const PointKind left = table.info(a).kind, right = table.info(b).kind;
    return left != right ? left < right : table.value(a) < table.value(b);
  });
}

void Entity::load_facts() {
  restrictions_.clear();
  permissions_.clear();
  for (const RecordId record : members_) {
    for (const FactId id : world_->reach.by_record.of(record)) {
      (is_restriction(world_->facts[id].act) ? restrictions_ : permissions_).push_back(id);
    }
  }
}

void Entity::load_law() {
  countries_.clear();
  persons_.clear();
  has_post_ = false;
  for (const RecordId record : members_) {
    if (world_->record_law.has_address(record)) countries_.push_back(world_->record_law.of_address(record));
    has_post_ |= record < world_->post.has_address.size() && world_->post.has_address[record];
    const auto& types = world_->identity.person_type;
    const uint8_t type = types.empty() ? 0 : types[record];
    if (type == kConsumerCode) persons_.push_back(Person::consumer);
    if (type == kProfessionalCode) persons_.push_back(Person::professional);
  }
  if (countries_.empty()) countries_.push_back(world_->record_law.of_job());
  if (persons_.empty()) persons_.push_back(Person::consumer);
  sort_unique(countries_);
  sort_unique(persons_);
}

void Entity::append_keys(std::vector<Key>& keys) const {
  const auto append = [&](PointKind kind, PointId point, Channel channel) {
    for (uint16_t purpose = 0; purpose < world_->asked_purposes.size(); ++purpose)
      keys.push_back({kind, point, channel, purpose});
  };
  for (const PointId point : points_) {
    const PointKind kind = world_->points.table.info(point).kind;
    for (const Channel channel : kContactChannels) {
      if (kind_of(channel) == kind) append(kind, point, channel);
    }
  }
  if (has_post_) append(PointKind::none, 0, Channel::post);
}

void Entity::gather(const Key& key, KeyFacts& facts) const {
  facts.clear();
  facts.hold = hold_;
  const uint8_t purpose = world_->asked_purposes[key.purpose];
  gather_carriers(key, facts);
  gather_restrictions(key, facts);
  for (const FactId id : permissions_) {
    const Fact& fact = world_->facts[id];
    if ((fact.channels & channel_bit(key.channel)) == 0 || fact.purpose != purpose || !permits_at(fact, key)) continue;
    (is_permission(fact.act) ? facts.permissions : facts.neutral).push_back(id);
  }
  sort_unique(facts.permissions);
}

void Entity::gather_carriers(const Key& key, KeyFacts& facts) const {
  if (key.kind == PointKind::none) {
    for (const RecordId record : members_) {
      if (carries(record, key)) facts.carriers.push_back(record);
    }
    return;
  }
  auto carried = std::lower_bound(carried_.begin(), carried_.end(), CarriedPoint{key.point, 0});
  for (; carried != carried_.end() && carried->point == key.point; ++carried) facts.carriers.push_back(carried->record);
}

void Entity::gather_restrictions(const Key& key, KeyFacts& facts) const {
  const uint8_t purpose = world_->asked_purposes[key.purpose];
  for (const FactId id : restrictions_) {
    // A list holds at the point only; a postal address is no point of its own.
    const Fact& fact = world_->facts[id];
    if (fact.act == Act::suppress && key.channel != Channel::post) continue;
    if (covers(fact, key.channel, purpose)) facts.restrictions.push_back(id);
  }
  if (key.kind == PointKind::none) return sort_unique(facts.restrictions);
  for (const FactId id : world_->reach.by_point.of(key.point)) {
    if (covers(world_->facts[id], key.channel, purpose)) facts.restrictions.push_back(id);
  }
  for (const Blanket& blanket : world_->blankets) {
    if (blanket.kind == key.kind && covers(world_->facts[blanket.fact], key.channel, purpose))
      facts.restrictions.push_back(blanket.fact);
  }
  sort_unique(facts.restrictions);
}

bool Entity::covers(const Fact& fact, Channel channel, uint8_t purpose) const {
  return (fact.channels & channel_bit(channel)) != 0 && world_->purposes.covers(fact.purpose, purpose);
}

/// A permission never changes its contact point: it counts at the one it names, else at those its record carries.
bool Entity::permits_at(const Fact& fact, const Key& key) const {
  if (key.kind != PointKind::none && fact.point != 0) return fact.point == key.point;
  return fact.record != kNoRecord && carries(fact.record, key);
}

bool Entity::carries(RecordId record, const Key& key) const {
  if (key.kind == PointKind::none) return record < world_->post.has_address.size() && world_->post.has_address[record];
  return std::binary_search(carried_.begin(), carried_.end(), CarriedPoint{key.point, record});
}

Demand Entity::demand(const Key& key) const {
  const uint8_t purpose = world_->asked_purposes[key.purpose];
  const auto strictest = [&](LawCountry country) {
    Demand demand = world_->law.demand(country, persons_.front(), key.channel, purpose);
    if (persons_.size() > 1)
      demand = stricter(demand, world_->law.demand(country, persons_.back(), key.channel, purpose));
    return demand;
  };
  if (key.kind == PointKind::phone)
    return strictest(world_->record_law.of_calling_code(world_->points.table.info(key.point).calling_code));
  Demand demand = strictest(countries_.front());
  for (const LawCountry country : countries_) demand = stricter(demand, strictest(country));
  return demand;
}

bool Entity::has_member(RecordId record) const { return std::binary_search(members_.begin(), members_.end(), record); }

}  // namespace sosie::consent
