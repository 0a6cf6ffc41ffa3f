#include "core/column.h"

#include <algorithm>

#include "core/row_order.h"

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

void TextColumn::reorder_rows(std::span<const uint32_t> order) {
  reorder(order, codes_);
  reorder(order, cells_);
  if (!more_.empty()) follow_rows(inverse_of(order), &MoreCell::row, more_);
}

void TextColumn::move_values(Arena& arena) {
  dictionary_.move_texts(arena);
  for (MoreCell& cell : more_) cell.value = TextRef(arena.copy(cell.value.view()));
}

}  // namespace sosie
