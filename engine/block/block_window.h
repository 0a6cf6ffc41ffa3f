// The blocks of a few slices with copies of all they are compared by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/aligned_array.h"
#include "core/spill.h"
#include "engine/block/block.h"
#include "engine/candidate_pairs.h"
#include "engine/rows.h"

namespace sosie {

/// Rows and keys of a run that do not fit into memory stand in a file, and blocks would read them at random. A window
/// copies what its blocks need in one pass over the records, in their order; the blocks then read nothing else. What it
/// holds stays in memory.
class BlockWindow {
 public:
  /// Bytes a window takes for each entry of its blocks, at most.
  static size_t bytes_per_entry(const BlockIndex& index, const RecordRows& rows);

  BlockWindow(const BlockIndex& index, const RecordRows& rows) : index_(index), rows_(rows) {}

  /// Takes the blocks of the slices whose key `wants(rule, key)`, in place of those before.
  template <typename Wants>
  void load(std::span<const BlockIndex::Slice> slices, Wants&& wants) {
    const StayInMemory stay;
    parts_.clear();
    entries_.clear();
    for (const BlockIndex::Slice& slice : slices) {
      const std::span<const uint64_t> entries = index_.entries(slice);
      const size_t first = entries_.size();
      for_each_group(entries, [&](size_t begin, size_t end) {
        if (!wants(slice.rule, key_of(entries[begin]))) return;
        entries_.insert(entries_.end(), entries.begin() + static_cast<ptrdiff_t>(begin),
                        entries.begin() + static_cast<ptrdiff_t>(end));
      });
      parts_.push_back({slice.rule, first, entries_.size()});
    }
    copy_records();
  }

  /// The blocks of each slice, its entries naming places of `records()`.
  std::span<const BlockIndex::Slice> parts() const { return parts_; }
  std::span<const uint64_t> entries(const BlockIndex::Slice& part) const {
    return std::span(entries_).subspan(part.begin, part.end - part.begin);
  }
  PlacedRecords records() const { return {&keys_, row_data_.data(), rows_.lanes(), ids_.data()}; }

 private:
  void copy_records();
  void copy_more_keys();

  const BlockIndex& index_;
  const RecordRows& rows_;
  std::vector<BlockIndex::Slice> parts_;
  std::vector<uint64_t> entries_;
  std::vector<RecordId> ids_;  // by place
  KeyRows keys_;
  AlignedArray<uint32_t> row_data_;
};

}  // namespace sosie
