// Erasure: which records leave, which points close, which entities are held until a person decides.
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/consent/carriers.h"
#include "engine/consent/facts.h"

namespace sosie::consent {

struct Erasure {
  std::vector<bool> erased;                        ///< by record; empty when nothing was erased
  std::vector<std::pair<PointId, FactId>> closed;  ///< points closed everywhere, and the request
  std::unordered_map<uint32_t, FactId> held;       ///< cluster -> the request it waits for; looked up, never iterated

  /// False for kNoRecord: a contact point or a list speaks.
  bool is_erased(RecordId record) const { return record < erased.size() && erased[record]; }
};

/// References outlive the call.
struct ErasureInput {
  const FactSet& facts;
  const RecordSet& records;
  const ContactPoints& points;
  const RecordRows& rows;
  const Carriers& carriers;
  const Clusters& clusters;
  const IdentityColumns& identity;
};

/// Carries out every `erase` fact. Each is judged on the clustering as it was, so their order cannot matter.
Erasure carry_out_erasures(const ErasureInput& input);

}  // namespace sosie::consent
