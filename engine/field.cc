#include "engine/field.h"

#include <algorithm>
#include <array>

namespace sosie {
namespace {

struct Row {
  Field field;
  std::string_view name;
};

constexpr std::array kRows = {
    Row{Field::full_name, "full_name"},
    Row{Field::title, "title"},
    Row{Field::given_name, "given_name"},
    Row{Field::middle_name, "middle_name"},
    Row{Field::family_name, "family_name"},
    Row{Field::birth_family_name, "birth_family_name"},
    Row{Field::name_suffix, "name_suffix"},
    Row{Field::gender, "gender"},
    Row{Field::birth_date, "birth_date"},
    Row{Field::birth_year, "birth_year"},
    Row{Field::birth_place, "birth_place"},
    Row{Field::person_type, "person_type"},
    Row{Field::email, "email"},
    Row{Field::phone, "phone"},
    Row{Field::mobile, "mobile"},
    Row{Field::landline, "landline"},
    Row{Field::street, "street"},
    Row{Field::house_number, "house_number"},
    Row{Field::unit, "unit"},
    Row{Field::postcode, "postcode"},
    Row{Field::city, "city"},
    Row{Field::country, "country"},
    Row{Field::company, "company"},
    Row{Field::national_id, "national_id"},
    Row{Field::tax_id, "tax_id"},
    Row{Field::iban, "iban"},
    Row{Field::customer_number, "customer_number"},
};

constexpr auto kKnown = [] {
  std::array<Field, kRows.size()> fields{};
  for (size_t i = 0; i < kRows.size(); ++i) fields[i] = kRows[i].field;
  return fields;
}();

}  // namespace

std::string_view field_name(Field field) {
  return field == Field::text ? "text" : kRows[static_cast<size_t>(field)].name;
}

Field field_of(std::string_view name) {
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.name == name; });
  return row == kRows.end() ? Field::text : row->field;
}

std::span<const Field> known_fields() { return kKnown; }

bool is_contact_field(Field field) { return field >= Field::email && field <= Field::landline; }

bool is_address_field(Field field) { return field >= Field::street && field <= Field::country; }

}  // namespace sosie
