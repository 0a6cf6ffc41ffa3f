#include "core/column.h"

#include <algorithm>

namespace sosie {

TextColumn TextColumn::interned(std::vector<Code> codes, Dictionary dictionary) {
  TextColumn column;
  column.is_interned_ = true;
  column.codes_ = std::move(codes);
  column.dictionary_ = std::move(dictionary);
  return column;
}

TextColumn TextColumn::by_row(std::vector<TextRef> cells) {
  TextColumn column;
  column.cells_ = std::move(cells);
  return column;
}

std::vector<MoreCell>::const_iterator TextColumn::first_more(uint32_t row) const {
  return std::lower_bound(more_.begin(), more_.end(), row,
                          [](const MoreCell& cell, uint32_t wanted) { return cell.row < wanted; });
}

void TextColumn::permute(std::span<const uint32_t> order) {
  const auto permuted = [&](const auto& old) {
    std::remove_cvref_t<decltype(old)> fresh(order.size());
    for (size_t i = 0; i < order.size(); ++i) fresh[i] = old[order[i]];
    return fresh;
  };
  if (is_interned_) codes_ = permuted(codes_);
  else cells_ = permuted(cells_);
  if (more_.empty()) return;
  std::vector<uint32_t> new_row(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) new_row[order[i]] = i;
  for (MoreCell& cell : more_) cell.row = new_row[cell.row];
  std::stable_sort(more_.begin(), more_.end(), [](const MoreCell& a, const MoreCell& b) { return a.row < b.row; });
}

}  // namespace sosie
