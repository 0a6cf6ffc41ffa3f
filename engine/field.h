// The fields sosie knows by meaning, and what a shared value says about two people.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sosie {

/// Fields known by meaning, in the order of golden columns. `text` stands for every other name.
enum class Field : uint8_t {
  full_name,
  title,
  given_name,
  middle_name,
  family_name,
  birth_family_name,
  name_suffix,
  gender,
  birth_date,
  birth_year,
  birth_place,
  person_type,
  email,
  phone,
  mobile,
  landline,
  street,
  house_number,
  unit,
  postcode,
  city,
  country,
  company,
  national_id,
  tax_id,
  iban,
  customer_number,
  text,
};

/// The name in job files and golden columns; "text" for Field::text.
std::string_view field_name(Field field);
/// The field of that name; Field::text for any other.
Field field_of(std::string_view name);
/// Every field known by meaning, in golden order.
std::span<const Field> known_fields();

/// E-mail, phone, mobile, landline: a value is a contact point.
bool is_contact_field(Field field);
/// Parts of a postal address, which survive as one block.
bool is_address_field(Field field);

}  // namespace sosie
