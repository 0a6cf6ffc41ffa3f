#include "engine/golden_fields.h"

#include <algorithm>

namespace sosie {
namespace {

bool has_name(const std::vector<GoldenField>& fields, const std::string& name) {
  return std::any_of(fields.begin(), fields.end(), [&](const GoldenField& field) { return field.name == name; });
}

void add_mapped(const std::vector<FieldMap>& maps, Field wanted, std::vector<GoldenField>& fields) {
  for (const FieldMap& map : maps) {
    for (const MappedField& mapped : map.fields) {
      if (mapped.field == wanted && !has_name(fields, mapped.name)) fields.push_back({mapped.field, mapped.name, {}});
    }
  }
}

Result<RuleChain> address_chain(const Job& job) {
  for (const Field field : known_fields()) {
    const std::string_view name = field_name(field);
    if (is_address_field(field) && job.golden.contains(std::string(name))) return chain_of(job, field, name);
  }
  return default_chain(Field::street);
}

}  // namespace

Result<std::vector<GoldenField>> golden_fields(const Job& job, const std::vector<FieldMap>& maps) {
  std::vector<GoldenField> fields;
  for (const Field field : known_fields()) add_mapped(maps, field, fields);
  add_mapped(maps, Field::text, fields);
  SOSIE_ASSIGN_OR_RETURN(const RuleChain address, address_chain(job));
  for (GoldenField& field : fields) {
    if (is_address_field(field.field)) {
      field.chain = address;
      continue;
    }
    SOSIE_ASSIGN_OR_RETURN(field.chain, chain_of(job, field.field, field.name));
  }
  return fields;
}

}  // namespace sosie
