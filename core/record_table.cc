#include "core/record_table.h"

#include "core/hash.h"

namespace sosie {

RecordKey record_key(std::string_view source, std::string_view id) {
  return hash_combine(hash_bytes(source), hash_bytes(id));
}

int SourceTable::column_index(std::string_view column) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace sosie
