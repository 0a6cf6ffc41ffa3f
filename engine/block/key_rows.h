// The blocking keys of records, by record.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/aligned_array.h"
#include "engine/block/key_parts.h"

namespace sosie {

/// A row of 32-bit keys per record, one lane per rule, 0 where the rule does not apply and in the lanes behind. Records
/// go by their place here: in the index of a run that is the record itself, in a window (engine/block/block_window.h) a
/// number of its own.
class KeyRows {
 public:
  KeyRows() = default;
  /// Rows are not initialised, no record has further keys.
  KeyRows(size_t num_records, size_t num_rules) { make_room(num_records, num_rules); }
  /// What stood there is lost. Takes no memory when there is room enough already.
  void make_room(size_t num_records, size_t num_rules);

  size_t lanes() const { return lanes_; }
  uint32_t* row(size_t record) { return &keys_[record * lanes_]; }
  const uint32_t* row(size_t record) const { return &keys_[record * lanes_]; }
  /// Rules under which the record has further keys, a bit each.
  uint32_t several(size_t record) const { return several_.empty() ? 0 : several_[record]; }
  /// Further keys by rule, ordered by record.
  void set_more(std::vector<std::vector<MoreKey>> more);
  std::span<const MoreKey> more(size_t record, size_t rule) const;
  /// Asks memory for a record's keys.
  void prefetch(size_t record) const;

  /// The smallest key that both records have under a rule; 0 for none.
  uint32_t smallest_shared(size_t a, size_t b, size_t rule) const;
  bool shares(size_t a, size_t b, size_t rule) const { return smallest_shared(a, b, rule) != 0; }

 private:
  size_t num_records_ = 0, lanes_ = 0;
  AlignedArray<uint32_t> keys_;
  std::vector<std::vector<MoreKey>> more_;
  std::vector<uint32_t> several_;  // by record; empty when no record has further keys
};

}  // namespace sosie
