// Normalises the cells of a field, each distinct value once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/arena.h"
#include "core/dictionary.h"
#include "core/executor.h"
#include "core/record_table.h"
#include "engine/field_map.h"

namespace sosie {

/// Where one part of a value goes: into a dictionary, and as codes by record of the source.
struct MapOutput {
  Dictionary* values = nullptr;
  Code* codes = nullptr;
};

/// Reads a raw cell into its parts, one string per output, empty for missing. Returns why the cell is missing although
/// it is not empty (static text), or null. Called by many threads at once.
using ValueReader = std::function<const char*(std::string_view raw, std::span<std::string> parts)>;

/// Values nulled, by (source, field name, reason).
using NullCounts = std::map<std::pair<uint32_t, std::pair<std::string, std::string>>, uint64_t>;

/// What normalising one source shares between its fields.
struct MapContext {
  const SourceTable& table;
  const Executor& executor;
  std::vector<Arena>& arenas;  ///< keeps the bytes that dictionaries point into
  NullCounts& nulls;
};

/// The cells of a mapped field, each distinct one once where the column knows them.
class FieldCells {
 public:
  /// Refers to both.
  FieldCells(const SourceTable& table, const MappedField& field);
  size_t size() const { return size_; }
  /// Empty for missing. `scratch` holds what is joined from several columns.
  std::string_view text(size_t i, std::string& scratch) const;
  /// Which cell is that of a record.
  size_t index_of(uint32_t record) const { return by_value_ ? codes_[record] : record; }

 private:
  const SourceTable& table_;
  const MappedField& field_;
  const TextColumn& first_;
  const bool by_value_;
  const size_t size_;
  std::span<const Code> codes_;  // by record; empty when cells are
};

/// Adds up why cells of a field are missing; reasons by cell, null for none.
void count_nulls(const MapContext& context, const MappedField& field, const FieldCells& cells,
                 std::span<const char* const> reasons);

/// Normalises the records' cells of one mapped field (several columns joined by blanks). Codes of records without a
/// value stay as they are.
Status map_values(const MapContext& context, const MappedField& field, std::span<const MapOutput> outputs,
                  const ValueReader& read);

}  // namespace sosie
