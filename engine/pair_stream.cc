#include "engine/pair_stream.h"

#include "core/radix_sort.h"
#include "core/spill.h"

namespace sosie {
namespace {

// What a record is judged by besides its row: codes, names, points, addresses.
constexpr size_t kValueBytesPerRecord = 256;
constexpr uint32_t kSmallestTile = 256;  // records
constexpr uint32_t kMostTiles = 1'024;

}  // namespace

PairTiles::PairTiles(uint32_t num_records, uint32_t tile_records)
    : tile_records_(tile_records), num_tiles_(num_records / tile_records + 1), ends_(num_tiles_ * num_tiles_) {}

void PairTiles::fill(std::vector<std::vector<PairAside>> lists) {
  uint64_t sum = 0;
  for (const std::vector<PairAside>& list : lists) {
    for (const PairAside& pair : list) ++ends_[bucket_of(pair)];
  }
  for (uint64_t& end : ends_) sum += std::exchange(end, sum);
  pairs_ = AlignedArray<PairAside>(sum);
  for (std::vector<PairAside>& list : lists) {
    for (const PairAside& pair : list) pairs_[ends_[bucket_of(pair)]++] = pair;
    list = {};
  }
}

std::vector<PairAside> PairTiles::sorted(size_t bucket) const {
  const StayInMemory stay;
  const uint64_t begin = bucket == 0 ? 0 : ends_[bucket - 1];
  std::vector<PairAside> pairs(pairs_.data() + begin, pairs_.data() + ends_[bucket]);
  radix_sort(pairs, [](const PairAside& pair) { return uint64_t{pair.left} << 32 | pair.right; });
  return pairs;
}

std::vector<std::span<const BlockIndex::Slice>> windows_of(const PairStream& stream, std::span<const uint64_t> wanted,
                                                           unsigned num_workers) {
  const uint64_t most = stream.partition_bytes / num_workers / BlockWindow::bytes_per_entry(stream.blocks, stream.rows);
  const std::span<const BlockIndex::Slice> slices = stream.blocks.slices();
  std::vector<std::span<const BlockIndex::Slice>> windows;
  for (size_t begin = 0, end = 0; begin < slices.size(); begin = end) {
    uint64_t entries = 0;
    while (end < slices.size() && (end == begin || entries + wanted[end] <= most)) entries += wanted[end++];
    windows.push_back(slices.subspan(begin, end - begin));
  }
  return windows;
}

uint32_t tile_records(const PairStream& stream, unsigned num_workers) {
  const uint64_t bytes = 2 * (kValueBytesPerRecord + stream.rows.lanes() * sizeof(uint32_t));
  const uint64_t records = stream.partition_bytes / num_workers / bytes;
  const uint32_t least = std::max(kSmallestTile, stream.records.num_records / kMostTiles + 1);
  return static_cast<uint32_t>(std::clamp<uint64_t>(records, least, UINT32_MAX / 2));
}

}  // namespace sosie
