// How far facts reach: to the entities of records, and to contact points everywhere.
#pragma once

#include "engine/consent/carriers.h"
#include "engine/consent/erase.h"
#include "engine/consent/fact_groups.h"
#include "engine/consent/facts.h"

namespace sosie::consent {

/// Where every fact of a run counts. Immutable, thread-safe.
struct Reach {
  /// By record: what it said, and what was said under a key it carries and counts as if it had said it.
  FactGroups by_record;
  /// By point: restrictions that hold at it in every entity that carries it.
  FactGroups by_point;
};

struct ReachInput {
  const FactSet& facts;
  const RecordSet& records;
  const ContactPoints& points;
  const RecordRows& rows;
  const Carriers& carriers;
  const Clusters& clusters;
  const Erasure& erasure;
};

/// Points that statements are keyed by: their carriers must be known.
std::vector<PointId> keyed_points(const FactSet& facts);

Reach compute_reach(const ReachInput& input);

}  // namespace sosie::consent
