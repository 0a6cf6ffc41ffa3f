// Which columns of a source hold which fields.
#pragma once

#include <string>
#include <vector>

#include "core/record_table.h"
#include "engine/field.h"
#include "engine/job/job.h"

namespace sosie {

/// One mapped field of one source.
struct MappedField {
  Field field = Field::text;
  std::string name;                  ///< field name; for Field::text the user's own
  uint32_t address_block = 0;        ///< for address fields: 0 is the main address
  std::vector<int> columns;          ///< indices into SourceTable::columns, never negative
  std::vector<std::string> formats;  ///< for dates
  std::string timezone;
};

/// The mapped fields of one source, in job order.
struct FieldMap {
  std::vector<MappedField> fields;

  /// The first mapping of a field (in an address block), or null.
  const MappedField* find(Field field, uint32_t address_block = 0) const;
  /// The mapping of a plain text field, or null.
  const MappedField* find_text(std::string_view name) const;
  uint32_t num_address_blocks() const;
};

FieldMap map_fields(const SourceSpec& spec, const SourceTable& table);

/// Cells of a name or street field that maps several columns are its parts, joined by a blank. `scratch` holds a joined
/// value.
std::string_view joined_cell(const SourceTable& table, const MappedField& field, uint32_t row, std::string& scratch);

}  // namespace sosie
