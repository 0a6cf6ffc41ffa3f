// Candidate pairs, streamed block by block.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/block/block.h"
#include "engine/block/groups.h"
#include "engine/rows.h"
#include "matchers/similarity/row_mask.h"

namespace sosie {

/// One candidate pair with its rows at hand. left < right.
struct CandidatePair {
  RecordId left, right;
  const uint32_t* left_row;
  const uint32_t* right_row;
  uint32_t equal;  ///< mask of equal lanes
};

/// Walks the blocks of one slice and visits each pair that the slice's rule owns: one that shares a key of this rule
/// and of no earlier one. Keys and rows of a block are gathered once, so that pairs run over memory that is near. One
/// per worker.
class PairWalker {
 public:
  PairWalker(const BlockIndex& index, const RecordRows& rows, const RecordSet& records, bool across_sources_only)
      : index_(index), rows_(rows), records_(records), across_sources_only_(across_sources_only) {}

  /// Calls `visit(const CandidatePair&)`; returns the number of pairs visited. Blocks whose key `wants` refuses are
  /// left out.
  template <typename Visitor, typename Wants>
  uint64_t walk(const BlockIndex::Slice& slice, Visitor&& visit, Wants&& wants) {
    uint64_t num_pairs = 0;
    const std::span<const uint64_t> entries = index_.entries(slice);
    for_each_group(entries, [&](size_t begin, size_t end) {
      const uint32_t key = key_of(entries[begin]);
      if (!wants(key)) return;
      gather(entries, begin, end);
      for (size_t i = 0; i + 1 < block_.size(); ++i) num_pairs += walk_row(slice.rule, key, i, visit);
    });
    return num_pairs;
  }
  template <typename Visitor>
  uint64_t walk(const BlockIndex::Slice& slice, Visitor&& visit) {
    return walk(slice, visit, [](uint32_t) { return true; });
  }

 private:
  template <typename Visitor>
  uint64_t walk_row(uint32_t rule, uint32_t key, size_t i, Visitor&& visit) {
    const size_t key_lanes = index_.lanes(), lanes = rows_.lanes();
    const size_t others = block_.size() - i - 1;
    const uint32_t* keys = &keys_[i * key_lanes];
    matchers::equal_lanes_block(keys, keys + key_lanes, others, key_lanes, masks_.data());
    const uint32_t* left = &block_rows_[i * lanes];
    matchers::equal_lanes_block(left, left + lanes, others, lanes, row_masks_.data());
    const uint32_t earlier = (1u << rule) - 1;
    uint64_t num_pairs = 0;
    for (size_t k = 0; k < others; ++k) {
      const size_t j = i + 1 + k;
      if ((masks_[k] & earlier) != 0) continue;
      if (across_sources_only_ && records_.source_of[block_[i]] == records_.source_of[block_[j]]) continue;
      const uint32_t several = keys[key_lanes - 1] | keys_[(j + 1) * key_lanes - 1];
      if (several != 0 && !owns_with_several(rule, key, several, block_[i], block_[j])) continue;
      visit(CandidatePair{block_[i], block_[j], left, left + (k + 1) * lanes, row_masks_[k]});
      ++num_pairs;
    }
    return num_pairs;
  }

  /// Copies keys and rows of the block [begin, end) together, while those of the next entries are on their way.
  void gather(std::span<const uint64_t> entries, size_t begin, size_t end);
  /// Ownership where a record has several keys under a rule: an earlier rule may share a further key, and this rule may
  /// find the pair in several blocks, of which the smallest key counts.
  bool owns_with_several(uint32_t rule, uint32_t key, uint32_t several, RecordId a, RecordId b) const;

  const BlockIndex& index_;
  const RecordRows& rows_;
  const RecordSet& records_;
  bool across_sources_only_;
  std::vector<RecordId> block_;
  std::vector<uint32_t> keys_, block_rows_, masks_, row_masks_;
};

}  // namespace sosie
