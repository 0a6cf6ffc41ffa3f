#include "core/row_order.h"

namespace sosie {
namespace {

void reorder_list(std::span<const uint32_t> order, ListTable& list) {
  std::vector<uint32_t> elements;
  std::vector<uint32_t> offsets(1, 0);
  for (const uint32_t row : order) {
    for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) elements.push_back(e);
    offsets.push_back(static_cast<uint32_t>(elements.size()));
  }
  for (std::vector<TextRef>& cells : list.cells) reorder(elements, cells);
  list.offsets = std::move(offsets);
}

}  // namespace

std::vector<uint32_t> inverse_of(std::span<const uint32_t> order) {
  std::vector<uint32_t> inverse(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) inverse[order[i]] = i;
  return inverse;
}

void reorder_rows(std::span<const uint32_t> order, SourceTable& table) {
  reorder(order, table.ids);
  reorder(order, table.row_ordinals);
  reorder(order, table.row_lines);
  reorder(order, table.row_files);
  for (NamedColumn& column : table.columns) column.cells.reorder_rows(order);
  for (ListTable& list : table.lists) reorder_list(order, list);
}

}  // namespace sosie
