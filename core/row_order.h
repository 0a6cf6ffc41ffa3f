// Rows in another order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/record_table.h"
#include "core/spill.h"

namespace sosie {

/// Value i becomes what value order[i] was. A column without values stays without.
template <typename Value>
void reorder(std::span<const uint32_t> order, std::vector<Value>& values) {
  if (values.empty()) return;
  read_ahead(values.data(), values.size() * sizeof(Value));
  std::vector<Value> fresh(order.size());
  for (size_t i = 0; i < order.size(); ++i) fresh[i] = values[order[i]];
  values = std::move(fresh);
}

/// Where each row went: inverse[order[i]] is i.
std::vector<uint32_t> inverse_of(std::span<const uint32_t> order);

/// Items that name their row, ordered by it, follow the row to new_row[row]; those of one row keep their order.
template <typename Item>
void follow_rows(std::span<const uint32_t> new_row, uint32_t Item::* row, std::vector<Item>& items) {
  for (Item& item : items) item.*row = new_row[item.*row];
  std::stable_sort(items.begin(), items.end(), [&](const Item& a, const Item& b) { return a.*row < b.*row; });
}

/// Everything a table has by row; not `keys` and `delivered`, which are by record.
void reorder_rows(std::span<const uint32_t> order, SourceTable& table);

}  // namespace sosie
