#include "engine/candidate_pairs.h"

#include <cstring>

namespace sosie {
namespace {

constexpr size_t kPrefetchDistance = 8;
constexpr size_t kLanesPerCopy = 8;  // rows are multiples of it

void copy_lanes(const uint32_t* from, size_t lanes, uint32_t* to) {
  for (size_t lane = 0; lane < lanes; lane += kLanesPerCopy)
    std::memcpy(to + lane, from + lane, kLanesPerCopy * sizeof(uint32_t));
}

}  // namespace

void PairWalker::gather(std::span<const RecordId> block) {
  const size_t key_lanes = index_.lanes(), lanes = rows_.lanes();
  if (keys_.size() < block.size() * key_lanes) {
    keys_.resize(block.size() * key_lanes);
    block_rows_.resize(block.size() * lanes);
    masks_.resize(block.size());
    row_masks_.resize(block.size());
  }
  for (size_t i = 0; i < block.size(); ++i) {
    if (i + kPrefetchDistance < block.size()) {
      __builtin_prefetch(index_.keys(block[i + kPrefetchDistance]));
      __builtin_prefetch(rows_.row(block[i + kPrefetchDistance]));
    }
    copy_lanes(index_.keys(block[i]), key_lanes, &keys_[i * key_lanes]);
    copy_lanes(rows_.row(block[i]), lanes, &block_rows_[i * lanes]);
  }
}

bool PairWalker::owns_with_several(uint32_t rule, uint32_t key, uint32_t several, RecordId a, RecordId b) const {
  for (uint32_t earlier = 0; earlier < rule; ++earlier) {
    if ((several >> earlier & 1) != 0 && index_.shares(a, b, earlier)) return false;
  }
  return (several >> rule & 1) == 0 || index_.smallest_shared_key(a, b, rule) == key;
}

}  // namespace sosie
