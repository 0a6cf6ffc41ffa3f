#include "engine/field_map.h"

#include <algorithm>

namespace sosie {
namespace {

void add_fields(const std::vector<FieldSpec>& specs, uint32_t address_block, const SourceTable& table, FieldMap& map) {
  for (const FieldSpec& spec : specs) {
    MappedField mapped{field_of(spec.field), spec.field, address_block, {}, spec.formats, spec.timezone};
    for (const std::string& column : spec.columns) {
      if (const int index = table.column_index(column); index >= 0) mapped.columns.push_back(index);
    }
    if (!mapped.columns.empty()) map.fields.push_back(std::move(mapped));
  }
}

}  // namespace

const MappedField* FieldMap::find(Field field, uint32_t address_block) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const MappedField& mapped) {
    return mapped.field == field && mapped.address_block == address_block;
  });
  return found == fields.end() ? nullptr : &*found;
}

const MappedField* FieldMap::find_text(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const MappedField& mapped) {
    return mapped.field == Field::text && mapped.name == name;
  });
  return found == fields.end() ? nullptr : &*found;
}

uint32_t FieldMap::num_address_blocks() const {
  uint32_t blocks = 0;
  for (const MappedField& mapped : fields) {
    if (is_address_field(mapped.field)) blocks = std::max(blocks, mapped.address_block + 1);
  }
  return blocks;
}

FieldMap map_fields(const SourceSpec& spec, const SourceTable& table) {
  FieldMap map;
  add_fields(spec.fields, 0, table, map);
  for (uint32_t block = 0; block < spec.addresses.size(); ++block)
    add_fields(spec.addresses[block], block + 1, table, map);
  return map;
}

std::string_view joined_cell(const SourceTable& table, const MappedField& field, uint32_t row, std::string& scratch) {
  if (field.columns.size() == 1) return table.columns[field.columns[0]].cells.text(row);
  scratch.clear();
  for (const int column : field.columns) {
    const std::string_view part = table.columns[column].cells.text(row);
    if (part.empty()) continue;
    if (!scratch.empty()) scratch += ' ';
    scratch += part;
  }
  return scratch;
}

}  // namespace sosie
