// Who lives together: a level above entities, never a reason to merge them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/clusters.h"
#include "core/executor.h"
#include "core/hash.h"
#include "engine/merge.h"

namespace sosie {

struct Households {
  std::vector<uint32_t> household_of;   ///< by cluster: the smallest cluster number of its household
  std::vector<Hash128> ids;             ///< by cluster; a hash of the smallest entity id of the household
  std::vector<AddressPlace> addresses;  ///< by cluster: the surviving address, where no other rivals it
  uint64_t num_households = 0;          ///< those of one person included, clusters without members left out
  uint64_t num_shared = 0;              ///< those of two entities or more

  AddressPlace address(uint32_t cluster) const { return addresses.empty() ? AddressPlace() : addresses[cluster]; }
};

/// What households are made from.
struct HouseholdInput {
  const RecordSet* records = nullptr;
  const Normalized* normalized = nullptr;
  const Merger* merger = nullptr;
  const Clusters* clusters = nullptr;
  std::span<const uint8_t> removed;     ///< by record: 1 leaves it out; empty: none
  std::span<const Hash128> entity_ids;  ///< by cluster
};

/// Entities share a household when they share
/// - the surviving address (street, number, place; and the unit where more than kMostSurnames surnames live at the
/// line) and a surname
///   or a landline; or
/// - a landline and a surname, unless their surviving addresses differ.
/// Surnames are family and birth names, and each long word of a double name. Only what the surviving address says
/// counts, so that somebody who moved out does not join two homes. Clusters are walked in parallel; the result depends
/// on none of it.
Result<Households> find_households(const HouseholdInput& input, const Executor& executor);

/// Surnames at one address line above which the unit must agree (design: houses of flats).
inline constexpr uint32_t kMostSurnames = 8;

}  // namespace sosie
