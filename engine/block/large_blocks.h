// What becomes of blocks that are too large.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/block/rule_keys.h"

namespace sosie {

/// How many blocks of each size a rule has, by size: enough to predict its pairs under any cap.
using BlockSizes = std::vector<std::pair<uint64_t, uint64_t>>;
BlockSizes block_sizes(std::span<const uint64_t> entries);

/// The largest block each rule may keep, in records: caps of the costliest rules are lowered until all rules together
/// make at most `wanted_pairs`.
std::vector<uint32_t> choose_caps(const std::vector<BlockSizes>& sizes_by_rule, uint64_t wanted_pairs);

/// What cutting met.
struct CutStats {
  uint64_t cut_blocks = 0, cut_records = 0;
};

/// Cuts blocks by further keys: year of birth, area, initial; in the end into runs in an order that only data decide.
/// Thread-safe.
class BlockCutter {
 public:
  /// `sub_keys` are tried in order.
  BlockCutter(const RecordSet& records, const Comparables& comparables, std::vector<const KeyPart*> sub_keys)
      : records_(records), comparables_(comparables), sub_keys_(std::move(sub_keys)) {}

  /// Replaces entries and keys of blocks over `cap` records. `entries` are sorted and stay so.
  CutStats cut(uint32_t cap, std::vector<uint64_t>& entries, RuleKeys& keys) const;

 private:
  void cut_block(std::span<uint64_t> block, size_t depth, uint32_t cap, std::vector<uint64_t>& out) const;
  void sort_by_values(std::span<uint64_t> block) const;

  const RecordSet& records_;
  const Comparables& comparables_;
  std::vector<const KeyPart*> sub_keys_;
};

}  // namespace sosie
