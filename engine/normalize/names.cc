#include "engine/normalize/names.h"

#include "matchers/normalize/names.h"
#include "matchers/normalize/placeholders.h"

namespace sosie {
namespace {

constexpr const char* kPlaceholderName = "placeholder name";

using Normalize = void (*)(std::string_view, std::string&);

/// One name part; what stands for nobody is missing.
ValueReader part_reader(Normalize normalize) {
  return [normalize](std::string_view raw, std::span<std::string> parts) -> const char* {
    if (const char* reason = matchers::null_reason(matchers::ValueKind::name, raw)) return reason;
    normalize(raw, parts[0]);
    return matchers::is_placeholder_name(parts[0]) ? kPlaceholderName : nullptr;
  };
}

Status map_part(const MapContext& context, const FieldMap& map, Field field, Normalize normalize, Dictionary& names,
                std::vector<Code>& codes) {
  const MappedField* mapped = map.find(field);
  if (mapped == nullptr) return {};
  const MapOutput output{&names, codes.data() + context.table.first_record};
  return map_values(context, *mapped, {&output, 1}, part_reader(normalize));
}

/// A family name, and the birth name that may stand in the same cell: "DURAND née PETIT".
const char* read_family_name(std::string_view raw, std::span<std::string> parts) {
  if (const char* reason = matchers::null_reason(matchers::ValueKind::name, raw)) return reason;
  const matchers::FamilyName name = matchers::split_family_name(raw);
  matchers::normalize_family_name(name.family, parts[0]);
  matchers::normalize_family_name(name.birth_family, parts[1]);
  if (matchers::is_placeholder_name(parts[1])) parts[1].clear();
  return matchers::is_placeholder_name(parts[0]) ? kPlaceholderName : nullptr;
}

Status map_family_name(const MapContext& context, const FieldMap& map, Comparables& out) {
  const MappedField* mapped = map.find(Field::family_name);
  if (mapped == nullptr) return {};
  const RecordId first = context.table.first_record;
  const MapOutput outputs[] = {{&out.names, out.family_name.data() + first},
                               {&out.names, out.birth_family_name.data() + first}};
  return map_values(context, *mapped, outputs, read_family_name);
}

void set_genders(const Dictionary& values, const std::vector<Code>& codes, RecordId first, Comparables& out) {
  for (size_t record = 0; record < codes.size(); ++record) {
    if (codes[record] != 0)
      out.gender[first + record] = values.text(codes[record]) == "f" ? Gender::female : Gender::male;
  }
}

/// Genders travel as one-letter values through the same machinery.
Status map_gender(const MapContext& context, const MappedField& field, matchers::NameGender (*parse)(std::string_view),
                  Comparables& out) {
  Dictionary values;
  std::vector<Code> codes(context.table.num_records);
  const MapOutput output{&values, codes.data()};
  SOSIE_RETURN_IF_ERROR(map_values(context, field, {&output, 1},
                                   [parse](std::string_view raw, std::span<std::string> parts) -> const char* {
                                     const matchers::NameGender gender = parse(raw);
                                     if (gender != matchers::NameGender::unknown)
                                       parts[0] = gender == matchers::NameGender::female ? "f" : "m";
                                     return nullptr;
                                   }));
  set_genders(values, codes, context.table.first_record, out);
  return {};
}

/// given, family, birth family, suffix, gender of a name in one cell.
const char* read_full_name(std::string_view raw, std::span<std::string> parts) {
  if (const char* reason = matchers::null_reason(matchers::ValueKind::name, raw)) return reason;
  const matchers::FullName name = matchers::split_full_name(raw);
  matchers::normalize_family_name(name.family, parts[1]);
  if (name.two_people) return nullptr;
  matchers::normalize_given_name(name.given, parts[0]);
  matchers::normalize_family_name(name.birth_family, parts[2]);
  matchers::normalize_suffix(name.suffix, parts[3]);
  for (size_t i = 0; i < 3; ++i) {
    if (matchers::is_placeholder_name(parts[i])) parts[i].clear();
  }
  const matchers::NameGender gender = matchers::gender_of_title(name.title);
  if (gender != matchers::NameGender::unknown) parts[4] = gender == matchers::NameGender::female ? "f" : "m";
  return nullptr;
}

Status map_full_name(const MapContext& context, const MappedField& field, Comparables& out) {
  Dictionary genders;
  const RecordId first = context.table.first_record;
  std::vector<Code> gender(context.table.num_records);
  const MapOutput outputs[] = {{&out.names, out.given_name.data() + first},
                               {&out.names, out.family_name.data() + first},
                               {&out.names, out.birth_family_name.data() + first},
                               {&out.names, out.name_suffix.data() + first},
                               {&genders, gender.data()}};
  SOSIE_RETURN_IF_ERROR(map_values(context, field, outputs, read_full_name));
  set_genders(genders, gender, first, out);
  return {};
}

}  // namespace

Status normalize_names(const MapContext& context, const FieldMap& map, Comparables& out) {
  if (const MappedField* full = map.find(Field::full_name)) SOSIE_RETURN_IF_ERROR(map_full_name(context, *full, out));
  using namespace matchers;
  SOSIE_RETURN_IF_ERROR(map_part(context, map, Field::given_name, normalize_given_name, out.names, out.given_name));
  SOSIE_RETURN_IF_ERROR(map_part(context, map, Field::middle_name, normalize_given_name, out.names, out.middle_name));
  SOSIE_RETURN_IF_ERROR(map_family_name(context, map, out));
  SOSIE_RETURN_IF_ERROR(
      map_part(context, map, Field::birth_family_name, normalize_family_name, out.names, out.birth_family_name));
  SOSIE_RETURN_IF_ERROR(map_part(context, map, Field::name_suffix, normalize_suffix, out.names, out.name_suffix));
  if (const MappedField* title = map.find(Field::title))
    SOSIE_RETURN_IF_ERROR(map_gender(context, *title, gender_of_title, out));
  if (const MappedField* gender = map.find(Field::gender))
    SOSIE_RETURN_IF_ERROR(map_gender(context, *gender, parse_gender, out));
  return {};
}

}  // namespace sosie
