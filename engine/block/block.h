// Stage 3: which pairs of records are worth comparing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "engine/block/key_rows.h"
#include "engine/job/job.h"
#include "engine/normalize.h"
#include "engine/repeats.h"

namespace sosie {

/// How candidate pairs are generated. Plain data.
struct BlockOptions {
  // --- what is found ---
  /// Tried in order; a pair belongs to the first rule that finds it. Empty: chosen from the fields. At most 31.
  std::vector<BlockingSpec> rules;
  /// Only pairs across sources.
  bool across_sources_only = false;
  // --- what it costs ---
  /// Pairs all rules should make, per record; the largest blocks of the costliest rules are cut by further keys to get
  /// there.
  double wanted_pairs_per_record = 44;
  /// Pairs all rules together may make, per record; more is budget_exceeded.
  uint32_t pairs_per_record = 60;
};

/// A blocking rule with the keys it gives, and what it cost.
struct BlockingRule {
  std::string name;                          ///< as printed: "phonetic(family_name), birth_date"
  std::vector<std::string> fields;           ///< comparisons the key decides; training leaves them out
  uint64_t predicted_pairs = 0;              ///< counted before any pair is made, before refining
  uint64_t planned_pairs = 0;                ///< after refining; pairs of earlier rules not yet subtracted
  uint64_t cut_blocks = 0, cut_records = 0;  ///< blocks that were too large, and the records in them
  uint64_t largest_block = 0;                ///< records, before refining
};

/// Keys of all records under all rules, grouped into blocks.
class BlockIndex {
 public:
  /// Repeats get no keys: the record that stands for them has theirs. invalid_job for a rule that cannot be read;
  /// budget_exceeded names the rule, its size and what to do.
  static Result<BlockIndex> build(const BlockOptions& options, const RecordSet& records, const Normalized& normalized,
                                  const Repeats& repeats, const Executor& executor);

  std::span<const BlockingRule> rules() const { return rules_; }
  /// The keys of all records.
  const KeyRows& keys() const { return keys_; }
  /// The first rule that finds the pair, or -1: why nobody compared two records.
  int first_rule(RecordId a, RecordId b) const;

  /// A run of blocks of one rule: the unit of parallel work. Blocks hold at least two records.
  struct Slice {
    uint32_t rule;
    uint64_t begin, end;  ///< into entries of the rule
  };
  const std::vector<Slice>& slices() const { return slices_; }
  /// The entries of a slice (engine/block/groups.h): blocks by key, the records of a block in run order.
  std::span<const uint64_t> entries(const Slice& slice) const {
    return std::span(entries_[slice.rule]).subspan(slice.begin, slice.end - slice.begin);
  }

 private:
  friend class BlockBuilder;
  std::vector<BlockingRule> rules_;
  KeyRows keys_;
  std::vector<std::vector<uint64_t>> entries_;  // by rule: key << 32 | record, sorted, singletons dropped
  std::vector<Slice> slices_;
};

}  // namespace sosie
