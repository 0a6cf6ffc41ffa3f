// All candidate pairs of a run, in an order that suits the memory there is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/executor.h"
#include "core/pool.h"
#include "engine/block/block.h"
#include "engine/block/block_window.h"
#include "engine/candidate_pairs.h"
#include "engine/rows.h"

namespace sosie {

/// Where pairs come from, and how much of it may be in memory at once.
struct PairStream {
  const BlockIndex& blocks;
  const RecordRows& rows;
  const RecordSet& records;
  bool across_sources_only = false;
  /// Pairs certainly out of its reach are counted and not visited.
  const matchers::WeightBound* bound = nullptr;
  /// Bytes that all workers together keep of keys, rows and values; 0: everything is in memory anyway.
  uint64_t partition_bytes = 0;
};

/// What visits leave behind. In which part a pair's visit left it depends on the memory: put them in an order, or sum.
template <typename Part>
struct StreamedPairs {
  std::vector<Part> parts;
  std::vector<uint64_t> pairs_by_rule;  ///< owned by the rule, in the blocks that were wanted
};

/// A pair put aside to be visited when the values of both records are at hand.
struct PairAside {
  RecordId left, right;
  uint32_t rule;
};

/// Pairs by the tiles their records stand in: a tile is so many records in a row.
class PairTiles {
 public:
  PairTiles(uint32_t num_records, uint32_t tile_records);
  /// Takes all pairs; their lists are given free one by one. bad_alloc as ever.
  void fill(std::vector<std::vector<PairAside>> lists);
  size_t size() const { return ends_.size(); }
  /// The pairs of one bucket, by their records.
  std::vector<PairAside> sorted(size_t bucket) const;

 private:
  size_t bucket_of(const PairAside& pair) const {
    return size_t{pair.left / tile_records_} * num_tiles_ + pair.right / tile_records_;
  }
  uint32_t tile_records_;
  size_t num_tiles_;
  AlignedArray<PairAside> pairs_;
  std::vector<uint64_t> ends_;  // by bucket
};

/// Runs of slices whose blocks fill a window each. `wanted`: entries of each slice that a window would take.
std::vector<std::span<const BlockIndex::Slice>> windows_of(const PairStream& stream, std::span<const uint64_t> wanted,
                                                           unsigned num_workers);
/// Records whose values one worker keeps at hand, of each side of its pairs.
uint32_t tile_records(const PairStream& stream, unsigned num_workers);

/// Calls `visit(pair, rule, part)` once for each pair that a rule owns, in a block whose key `wants(rule, key)`.
/// `reaches(pair)` may refuse pairs by what stands in their rows. `advance(n)` hears of pairs counted.
///
/// With everything in memory slices are walked as they are. Otherwise in two passes over partitions: windows of blocks
/// find the pairs, which are put aside; then pairs are visited tile by tile, so that both what finds and what judges
/// them reads records in their order, however large the run. The same visits, in another order.
template <typename Part, typename Wants, typename Reaches, typename Visit>
Result<StreamedPairs<Part>> stream_pairs(const PairStream& stream, const Executor& executor, const Wants& wants,
                                         const Reaches& reaches, const Visit& visit,
                                         const std::function<void(uint64_t)>& advance) {
  const std::vector<BlockIndex::Slice>& slices = stream.blocks.slices();
  StreamedPairs<Part> streamed;
  streamed.pairs_by_rule.resize(stream.blocks.rules().size());
  std::vector<uint64_t> counts(slices.size());
  const auto walk_slice = [&](PairWalker& walker, size_t slice, std::span<const uint64_t> entries, const auto& see) {
    const uint32_t rule = slices[slice].rule;
    counts[slice] = walker.walk(rule, entries, see, [&](uint32_t key) { return wants(rule, key); });
    advance(counts[slice]);
  };
  if (stream.partition_bytes == 0) {
    streamed.parts.resize(slices.size());
    const PlacedRecords placed{&stream.blocks.keys(), stream.rows.row(0), stream.rows.lanes()};
    SOSIE_RETURN_IF_ERROR(executor.for_each(slices.size(), [&](size_t i) {
      PairWalker walker(placed, stream.records, stream.across_sources_only, stream.bound);
      walk_slice(walker, i, stream.blocks.entries(slices[i]),
                 [&](const CandidatePair& pair) { visit(pair, slices[i].rule, streamed.parts[i]); });
      return Status();
    }));
  } else {
    std::vector<uint64_t> wanted(slices.size());
    SOSIE_RETURN_IF_ERROR(executor.for_each(slices.size(), [&](size_t i) {
      const std::span<const uint64_t> entries = stream.blocks.entries(slices[i]);
      for_each_group(entries, [&](size_t begin, size_t end) {
        if (wants(slices[i].rule, key_of(entries[begin]))) wanted[i] += end - begin;
      });
      return Status();
    }));
    const auto windows = windows_of(stream, wanted, executor.num_threads());
    std::vector<std::vector<PairAside>> aside(windows.size());
    Pool<BlockWindow> idle;
    SOSIE_RETURN_IF_ERROR(executor.for_each(windows.size(), [&](size_t w) {
      auto window = idle.borrow([&] { return std::make_unique<BlockWindow>(stream.blocks, stream.rows); });
      window->load(windows[w], wants);
      PairWalker walker(window->records(), stream.records, stream.across_sources_only, stream.bound);
      for (size_t i = 0; i < windows[w].size(); ++i) {
        const BlockIndex::Slice& part = window->parts()[i];
        walk_slice(walker, static_cast<size_t>(windows[w].data() - slices.data()) + i, window->entries(part),
                   [&](const CandidatePair& pair) {
                     if (reaches(pair)) aside[w].push_back({pair.left, pair.right, part.rule});
                   });
      }
      idle.give_back(std::move(window));
      return Status();
    }));
    PairTiles tiles(stream.records.num_records, tile_records(stream, executor.num_threads()));
    tiles.fill(std::move(aside));
    streamed.parts.resize(tiles.size());
    SOSIE_RETURN_IF_ERROR(executor.for_each(tiles.size(), [&](size_t bucket) {
      for (const PairAside& pair : tiles.sorted(bucket))
        visit(CandidatePair{pair.left, pair.right, stream.rows.row(pair.left), stream.rows.row(pair.right)}, pair.rule,
              streamed.parts[bucket]);
      return Status();
    }));
  }
  for (size_t i = 0; i < slices.size(); ++i) streamed.pairs_by_rule[slices[i].rule] += counts[i];
  return streamed;
}

}  // namespace sosie
