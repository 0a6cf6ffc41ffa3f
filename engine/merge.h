// Stage 7: the surviving values of an entity, and whence they came.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "core/clusters.h"
#include "engine/golden_fields.h"
#include "engine/ingest.h"
#include "engine/merge/address_values.h"
#include "engine/merge/field_values.h"
#include "engine/merge/record_prefetch.h"
#include "engine/normalize.h"
#include "engine/survivorship.h"

namespace sosie {

/// One surviving value.
struct GoldenValue {
  std::string_view text;        ///< empty: no record gives one
  RecordId record = 0;          ///< that gave it
  std::string_view decided_by;  ///< see Choice
  uint32_t num_rivals = 0;
  uint64_t comparable = 0;  ///< of a contact point its PointId
  bool missing() const { return text.empty(); }
};

/// The surviving address, whole, of one record.
struct GoldenAddress {
  AddressParts parts;
  RecordId record = 0;
  uint32_t block = 0;
  std::string_view decided_by;
  uint32_t num_rivals = 0;
  bool missing() const { return parts.empty(); }
};

/// Where an address stands. Without a record: unknown.
struct AddressPlace {
  RecordId record = UINT32_MAX;
  uint32_t block = 0;
  bool known() const { return record != UINT32_MAX; }
};

/// What merging one entity after the other needs again and again. One per thread; texts of merged values live until
/// recycle().
struct MergeScratch {
  ReadScratch read;
  std::vector<Candidate> members;                ///< one per record, without a value
  std::vector<std::vector<Candidate>> by_field;  ///< what the members give, by golden field
  std::vector<Candidate> addresses, probes;
  std::vector<AddressParts> parts;  ///< of `addresses`
  std::vector<uint32_t> left;
  std::string line;
  /// Ends the life of all texts handed out so far; frees memory once there is much of it.
  void recycle() {
    if (read.arena.bytes_reserved() > 128 * 1024) read.arena = Arena(16 * 1024);
  }
};

/// Decides what survives, entity by entity, on the fly: nothing is kept of one. Holds references to what it was made
/// from. Thread-safe. The result depends on the set of members, not on their order or positions.
class Merger {
 public:
  static Result<std::unique_ptr<Merger>> create(const Job& job, const Ingested& ingested, const Normalized& normalized);

  const std::vector<GoldenField>& fields() const { return fields_; }

  /// All fields: one value per golden field, address fields from one address, which is returned. At least one member.
  /// `address`, where it is known, is the one that merge_address() chose without a rival.
  GoldenAddress merge(std::span<const RecordId> members, AddressPlace address, MergeScratch& scratch,
                      std::vector<GoldenValue>& values) const;
  GoldenAddress merge_address(std::span<const RecordId> members, MergeScratch& scratch) const;

  const AddressValues& addresses() const { return addresses_; }
  const RecordPrefetch& prefetch() const { return prefetch_; }
  /// The latest business time of the members; kNeverUpdated when none says one.
  int64_t updated(std::span<const RecordId> members) const;

 private:
  Merger(const Job& job, const Ingested& ingested, const Normalized& normalized, std::vector<GoldenField> fields);
  void read_members(std::span<const RecordId> members, MergeScratch& scratch) const;
  GoldenAddress choose_address(MergeScratch& scratch) const;
  GoldenValue choose_value(size_t field, MergeScratch& scratch) const;
  uint32_t completeness(RecordId record, MergeScratch& scratch) const;

  const Ingested& ingested_;
  const Normalized& normalized_;
  std::vector<GoldenField> fields_;
  std::vector<uint8_t> is_address_;             // by field
  std::vector<uint8_t> asks_for_completeness_;  // by field
  std::vector<uint32_t> origins_;               // by source
  size_t first_address_field_;                  // fields_.size() when there is none
  FieldValues values_;
  AddressValues addresses_;
  RecordPrefetch prefetch_;
};

}  // namespace sosie
