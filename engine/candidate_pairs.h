// Candidate pairs, streamed block by block.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/record_table.h"
#include "engine/block/groups.h"
#include "engine/block/key_rows.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie {

/// One candidate pair with its rows at hand. left < right.
struct CandidatePair {
  RecordId left, right;
  const uint32_t* left_row;
  const uint32_t* right_row;
};

/// Keys and rows of records by their places: those of a run, where a place is the record itself, or copies of what some
/// blocks hold. Entries name places.
struct PlacedRecords {
  const KeyRows* keys;
  const uint32_t* rows;
  size_t lanes;                   ///< of a row
  const RecordId* ids = nullptr;  ///< by place, ascending; null: a place is the record

  const uint32_t* row(uint32_t place) const { return rows + size_t{place} * lanes; }
  RecordId id(uint32_t place) const { return ids == nullptr ? place : ids[place]; }
};

/// Walks blocks of one rule and finds each pair that the rule owns: one that shares a key of this rule and of no
/// earlier one. Keys and rows of a block are gathered lane by lane, so that a record meets many others at once. One per
/// worker.
class PairWalker {
 public:
  /// Pairs certainly out of reach of `bound` are counted and not visited; without one every owned pair is visited.
  PairWalker(const PlacedRecords& placed, const RecordSet& records, bool across_sources_only,
             const matchers::WeightBound* bound = nullptr)
      : placed_(placed), records_(records), across_sources_only_(across_sources_only), bound_(bound) {
    if (bound != nullptr) bound_lanes_ = matchers::lanes_of(*bound);
  }

  /// Calls `visit(const CandidatePair&)`; returns the number of owned pairs. Blocks whose key `wants` refuses are left
  /// out. `entries` are whole blocks of `rule`, each in record order.
  template <typename Visitor, typename Wants>
  uint64_t walk(uint32_t rule, std::span<const uint64_t> entries, Visitor&& visit, Wants&& wants) {
    uint64_t num_pairs = 0;
    for_each_group(entries, [&](size_t begin, size_t end) {
      const uint32_t key = key_of(entries[begin]);
      if (!wants(key)) return;
      if (end - begin < kFewestForColumns) {
        num_pairs += walk_small(rule, entries, begin, end, visit);
        return;
      }
      gather(rule, entries, begin, end);
      for (size_t i = 0; i + 1 < block_.size(); ++i) {
        num_pairs += find_pairs(rule, key, i);
        visit_pairs(i, visit);
      }
    });
    return num_pairs;
  }
  template <typename Visitor>
  uint64_t walk(uint32_t rule, std::span<const uint64_t> entries, Visitor&& visit) {
    return walk(rule, entries, visit, [](uint32_t) { return true; });
  }

 private:
  template <typename Visitor>
  void visit_pairs(size_t i, Visitor&& visit) const {
    const size_t num_words = words_of(block_.size() - i - 1);
    for (size_t w = 0; w < num_words; ++w) {
      for (uint64_t bits = wanted_[w]; bits != 0; bits &= bits - 1) {
        const size_t j = i + 1 + 64 * w + static_cast<size_t>(std::countr_zero(bits));
        visit(pair_of(block_[i], block_[j]));
      }
    }
  }
  /// Of a few records each pair by itself: nothing is gathered, and nothing asked that scoring would ask again.
  template <typename Visitor>
  uint64_t walk_small(uint32_t rule, std::span<const uint64_t> entries, size_t begin, size_t end, Visitor&& visit) {
    uint64_t num_pairs = 0;
    for (size_t i = begin; i < end; ++i) {
      prefetch_ahead(entries, i);
      const uint32_t b = record_of(entries[i]);
      for (size_t earlier = begin; earlier < i; ++earlier) {
        const uint32_t a = record_of(entries[earlier]);
        if (!owns(rule, key_of(entries[begin]), a, b)) continue;
        visit(pair_of(a, b));
        ++num_pairs;
      }
    }
    return num_pairs;
  }
  CandidatePair pair_of(uint32_t a, uint32_t b) const {
    return {placed_.id(a), placed_.id(b), placed_.row(a), placed_.row(b)};
  }
  bool is_one_source(uint32_t a, uint32_t b) const {
    return records_.source_of[placed_.id(a)] == records_.source_of[placed_.id(b)];
  }
  static size_t words_of(size_t bits) { return (bits + 63) / 64; }

  /// Keys and rows of an entry soon to be looked at, beyond the block as well: most blocks are shorter than the way to
  /// memory is long.
  void prefetch_ahead(std::span<const uint64_t> entries, size_t at) const;
  bool owns(uint32_t rule, uint32_t key, uint32_t a, uint32_t b) const;
  /// Copies keys and rows of the block [begin, end) into columns, while those of the next entries are on their way.
  void gather(uint32_t rule, std::span<const uint64_t> entries, size_t begin, size_t end);
  void make_room(uint32_t rule, size_t size);
  /// Sets `wanted_` to the later records of the block that make a pair with record `i` to be visited; returns how many
  /// pairs the rule owns.
  uint64_t find_pairs(uint32_t rule, uint32_t key, size_t i);
  /// Of owned pairs, as far as one vector compare could tell, those that are.
  uint64_t settle_owned(uint32_t rule, uint32_t key, size_t i, size_t first, uint64_t owned) const;
  /// Ownership where a record has several keys under a rule: an earlier rule may share a further key, and this rule may
  /// find the pair in several blocks, of which the smallest key counts.
  bool owns_with_several(uint32_t rule, uint32_t key, uint32_t several, uint32_t a, uint32_t b) const;

  static constexpr size_t kFewestForColumns = 4;  ///< records

  PlacedRecords placed_;
  const RecordSet& records_;
  bool across_sources_only_;
  const matchers::WeightBound* bound_;
  std::vector<uint32_t> bound_lanes_;  ///< lanes of rows that the bound reads
  std::vector<uint32_t> block_;        ///< places
  bool any_several_ = false;
  std::vector<uint32_t> several_;                    ///< by record of the block: rules with further keys
  size_t stride_ = 0;                                ///< of the columns
  std::vector<uint32_t> key_columns_, row_columns_;  ///< of earlier rules; of bound_lanes_, at their places
  std::vector<uint64_t> earlier_, wanted_;           ///< bits by later record of the block
};

}  // namespace sosie
