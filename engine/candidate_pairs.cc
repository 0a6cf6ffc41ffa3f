#include "engine/candidate_pairs.h"

#include <cstring>

namespace sosie {
namespace {

constexpr size_t kPrefetchDistance = 16;  // entries
constexpr size_t kLanesPerLine = 16;
constexpr size_t kLanesPerCopy = 8;  // rows are multiples of it

void copy_lanes(const uint32_t* from, size_t lanes, uint32_t* to) {
  for (size_t lane = 0; lane < lanes; lane += kLanesPerCopy)
    std::memcpy(to + lane, from + lane, kLanesPerCopy * sizeof(uint32_t));
}

void prefetch(const uint32_t* row, size_t lanes) {
  for (size_t lane = 0; lane < lanes; lane += kLanesPerLine) __builtin_prefetch(row + lane);
  __builtin_prefetch(row + lanes - 1);
}

}  // namespace

void PairWalker::gather(std::span<const uint64_t> entries, size_t begin, size_t end) {
  const size_t key_lanes = index_.lanes(), lanes = rows_.lanes(), size = end - begin;
  block_.resize(size);
  if (masks_.size() < size) {
    keys_.resize(size * key_lanes);
    block_rows_.resize(size * lanes);
    masks_.resize(size);
    row_masks_.resize(size);
  }
  for (size_t i = 0; i < size; ++i) {
    // Beyond the block as well: most blocks are shorter than the way to memory is long.
    if (begin + i + kPrefetchDistance < entries.size()) {
      const RecordId ahead = record_of(entries[begin + i + kPrefetchDistance]);
      prefetch(index_.keys(ahead), key_lanes);
      prefetch(rows_.row(ahead), lanes);
    }
    block_[i] = record_of(entries[begin + i]);
    copy_lanes(index_.keys(block_[i]), key_lanes, &keys_[i * key_lanes]);
    copy_lanes(rows_.row(block_[i]), lanes, &block_rows_[i * lanes]);
  }
}

bool PairWalker::owns_with_several(uint32_t rule, uint32_t key, uint32_t several, RecordId a, RecordId b) const {
  for (uint32_t earlier = 0; earlier < rule; ++earlier) {
    if ((several >> earlier & 1) != 0 && index_.shares(a, b, earlier)) return false;
  }
  return (several >> rule & 1) == 0 || index_.smallest_shared_key(a, b, rule) == key;
}

}  // namespace sosie
