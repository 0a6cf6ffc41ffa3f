// The lasting name of an entity. The one place where it is decided.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/clusters.h"
#include "core/executor.h"
#include "core/hash.h"
#include "core/record_table.h"

namespace sosie {

/// The member with the smallest RecordKey among those that `removed` does not mark (by record; empty: none is). Equal
/// keys: the smaller source name, then id. kNoRecord when all are removed.
inline constexpr RecordId kNoRecord = UINT32_MAX;
RecordId smallest_member(const RecordSet& records, std::span<const RecordId> members, std::span<const uint8_t> removed);

/// By cluster: the hash of (source name, id) of its smallest member. Removed records name no entity: nothing published
/// may come from them; a cluster of removed records alone gets {0, 0}. Where a run knows the one before, inheritance
/// takes place here.
Result<std::vector<Hash128>> entity_ids(const RecordSet& records, const Clusters& clusters,
                                        std::span<const uint8_t> removed, const Executor& executor);

}  // namespace sosie
