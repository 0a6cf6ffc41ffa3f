#include "engine/block/block_window.h"

#include <algorithm>

#include "core/radix_sort.h"
#include "core/spill.h"

namespace sosie {
namespace {

constexpr size_t kPlacesBetweenLooks = 16'384;

}  // namespace

size_t BlockWindow::bytes_per_entry(const BlockIndex& index, const RecordRows& rows) {
  constexpr size_t kEntry =
      3 * sizeof(uint64_t) + sizeof(RecordId);  // the entry, and twice its order while it is sorted
  return kEntry + (index.keys().lanes() + rows.lanes()) * sizeof(uint32_t);
}

/// Records become places in their order, so that a block stays in the order it has.
void BlockWindow::copy_records() {
  std::vector<uint64_t> order(entries_.size());
  for (size_t i = 0; i < entries_.size(); ++i) order[i] = uint64_t{record_of(entries_[i])} << 32 | i;
  radix_sort(order, [](uint64_t item) { return item >> 32; });
  ids_.clear();
  for (const uint64_t item : order) {
    const auto record = static_cast<RecordId>(item >> 32);
    if (ids_.empty() || ids_.back() != record) ids_.push_back(record);
    uint64_t& entry = entries_[static_cast<uint32_t>(item)];
    entry = entry_of(key_of(entry), static_cast<RecordId>(ids_.size() - 1));
  }
  const size_t key_lanes = index_.keys().lanes(), lanes = rows_.lanes();
  keys_.make_room(ids_.size(), index_.rules().size());
  if (row_data_.size() < ids_.size() * lanes) {
    row_data_ = {};  // before there is another
    row_data_ = AlignedArray<uint32_t>(ids_.size() * lanes);
  }
  for (size_t place = 0; place < ids_.size(); ++place) {
    if (place % kPlacesBetweenLooks == 0) keep_to_budget();
    std::copy_n(index_.keys().row(ids_[place]), key_lanes, keys_.row(place));
    std::copy_n(rows_.row(ids_[place]), lanes, row_data_.data() + place * lanes);
  }
  copy_more_keys();
}

void BlockWindow::copy_more_keys() {
  std::vector<std::vector<MoreKey>> more(index_.rules().size());
  for (size_t place = 0; place < ids_.size(); ++place) {
    for (uint32_t bits = index_.keys().several(ids_[place]); bits != 0; bits &= bits - 1) {
      const auto rule = static_cast<size_t>(std::countr_zero(bits));
      for (const MoreKey& key : index_.keys().more(ids_[place], rule))
        more[rule].push_back({static_cast<RecordId>(place), key.key});
    }
  }
  keys_.set_more(std::move(more));
}

}  // namespace sosie
