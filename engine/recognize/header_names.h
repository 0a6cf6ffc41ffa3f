// What a column's name says about its meaning, in French and English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/field.h"

namespace sosie {

/// What a header may mean.
enum class HeaderMeaning : uint8_t {
  nothing,  ///< the name says nothing
  field,    ///< one of the fields known by meaning
  birth_month,
  birth_day,  ///< with a birth year, parts of a birth date
  text,       ///< known, and no field of its own: state, fax
  record_id,  ///< a row id by name alone: id, unique_id, row_id
  some_id,    ///< named like an id of something: ClientID, IdClient, soc_sec_id
  updated,    ///< business time of the row
  load,       ///< how the row came here: source, file name, creation date
  consent,    ///< speaks of consent
};

struct HeaderGuess {
  HeaderMeaning meaning = HeaderMeaning::nothing;
  Field field = Field::text;  ///< for HeaderMeaning::field
  bool weak = false;          ///< gives way to a column with a plainer name: suburb to city
  std::string stem;           ///< the name without its trailing number: address_1 and address_2 share one
};

/// Reads a header such as `DateNaissance`, `contact.email`, `date_of_birth`, `Adresse2`. Case, accents and separators
/// do not count.
HeaderGuess guess_by_header(std::string_view header);

/// Lower-case words and digits of a header joined by `_`: a name fit for a field. Never empty.
std::string snake_name(std::string_view header);

}  // namespace sosie
