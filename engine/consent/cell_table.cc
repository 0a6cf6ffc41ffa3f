#include "engine/consent/cell_table.h"

#include <algorithm>
#include <utility>

namespace sosie::consent {

namespace {

int index_of(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

}  // namespace

int ListCells::column_index(std::string_view name) const { return index_of(list_.members, name); }

RefCells::RefCells(std::vector<std::string> names, std::vector<std::vector<TextRef>> cells)
    : names_(std::move(names)), cells_(std::move(cells)) {}

int RefCells::column_index(std::string_view name) const { return index_of(names_, name); }

}  // namespace sosie::consent
