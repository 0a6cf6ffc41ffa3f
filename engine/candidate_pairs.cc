#include "engine/candidate_pairs.h"

#include <algorithm>
#include <bit>

#include "matchers/similarity/row_mask.h"

namespace sosie {
namespace {

constexpr size_t kPrefetchDistance = 16;  // entries
constexpr size_t kLanesPerLine = 16;
constexpr size_t kStrideStep = 16;

/// Writes a row down its column.
void spread(const uint32_t* row, size_t lanes, size_t stride, uint32_t* column) {
  for (size_t lane = 0; lane < lanes; ++lane) column[lane * stride] = row[lane];
}

void prefetch(const uint32_t* row, size_t lanes) {
  for (size_t lane = 0; lane < lanes; lane += kLanesPerLine) __builtin_prefetch(row + lane);
  __builtin_prefetch(row + lanes - 1);
}

}  // namespace

void PairWalker::prefetch_ahead(std::span<const uint64_t> entries, size_t at) const {
  if (at + kPrefetchDistance >= entries.size()) return;
  const uint32_t ahead = record_of(entries[at + kPrefetchDistance]);
  placed_.keys->prefetch(ahead);
  prefetch(placed_.row(ahead), placed_.lanes);
}

void PairWalker::make_room(uint32_t rule, size_t size) {
  stride_ = (size + kStrideStep - 1) / kStrideStep * kStrideStep + matchers::LaneColumns::kPadding;
  const auto grow = [](auto& values, size_t wanted) {
    if (values.size() < wanted) values.resize(wanted);
  };
  grow(key_columns_, std::max(rule, 1u) * stride_);  // the first rule has none before it, and still a place to point at
  grow(row_columns_, placed_.lanes * stride_);
  grow(earlier_, words_of(size));
  grow(wanted_, words_of(size));
  block_.resize(size);
  several_.resize(size);
}

void PairWalker::gather(uint32_t rule, std::span<const uint64_t> entries, size_t begin, size_t end) {
  const size_t size = end - begin;
  make_room(rule, size);
  any_several_ = false;
  for (size_t i = 0; i < size; ++i) {
    prefetch_ahead(entries, begin + i);
    const uint32_t place = block_[i] = record_of(entries[begin + i]);
    several_[i] = placed_.keys->several(place);
    any_several_ |= several_[i] != 0;
    spread(placed_.keys->row(place), rule, stride_, &key_columns_[i]);
    const uint32_t* row = placed_.row(place);
    for (const uint32_t lane : bound_lanes_) row_columns_[lane * stride_ + i] = row[lane];
  }
}

uint64_t PairWalker::find_pairs(uint32_t rule, uint32_t key, size_t i) {
  const size_t n = block_.size() - i - 1;
  matchers::pairs_sharing_a_lane({key_columns_.data(), stride_}, rule, i, n, earlier_.data());
  uint64_t num_pairs = 0;
  for (size_t w = 0; w < words_of(n); ++w) {
    const uint64_t there = n - 64 * w < 64 ? (uint64_t{1} << (n - 64 * w)) - 1 : ~uint64_t{0};
    uint64_t owned = there & ~earlier_[w];
    if (across_sources_only_ || any_several_) owned = settle_owned(rule, key, i, i + 1 + 64 * w, owned);
    num_pairs += static_cast<uint64_t>(std::popcount(owned));
    wanted_[w] = owned;
  }
  if (bound_ != nullptr && num_pairs > 0)
    matchers::pairs_within_reach(*bound_, {row_columns_.data(), stride_}, i, n, wanted_.data());
  return num_pairs;
}

uint64_t PairWalker::settle_owned(uint32_t rule, uint32_t key, size_t i, size_t first, uint64_t owned) const {
  uint64_t settled = owned;
  for (uint64_t bits = owned; bits != 0; bits &= bits - 1) {
    const auto k = static_cast<size_t>(std::countr_zero(bits));
    const uint32_t a = block_[i], b = block_[first + k];
    const uint32_t several = several_[i] | several_[first + k];
    const bool one_source = across_sources_only_ && is_one_source(a, b);
    if (one_source || (several != 0 && !owns_with_several(rule, key, several, a, b))) settled &= ~(uint64_t{1} << k);
  }
  return settled;
}

bool PairWalker::owns(uint32_t rule, uint32_t key, uint32_t a, uint32_t b) const {
  if (across_sources_only_ && is_one_source(a, b)) return false;
  const KeyRows& keys = *placed_.keys;
  if ((matchers::equal_lanes(keys.row(a), keys.row(b), keys.lanes()) & ((1u << rule) - 1)) != 0) return false;
  const uint32_t several = keys.several(a) | keys.several(b);
  return several == 0 || owns_with_several(rule, key, several, a, b);
}

bool PairWalker::owns_with_several(uint32_t rule, uint32_t key, uint32_t several, uint32_t a, uint32_t b) const {
  for (uint32_t bits = several & ((1u << rule) - 1); bits != 0; bits &= bits - 1) {
    if (placed_.keys->shares(a, b, static_cast<size_t>(std::countr_zero(bits)))) return false;
  }
  return (several >> rule & 1) == 0 || placed_.keys->smallest_shared(a, b, rule) == key;
}

}  // namespace sosie
