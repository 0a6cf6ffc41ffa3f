// Values that say "nothing here".
#pragma once

#include <cstdint>
#include <string_view>

#include "matchers/normalize/email.h"

namespace sosie::matchers {

/// What a cell is meant to hold, as far as junk differs.
enum class ValueKind : uint8_t { text, name, company, email, phone, date, address, postcode, identifier };

/// Why a raw cell is missing although it is not empty: "placeholder word" (n/a, néant, inconnu, test), "no letter or
/// digit" (-, ???), "one character repeated" (xxxx, 0000), "placeholder number" (123456789), "blank". Null when the
/// cell says something. By list and form only; junk by degree is found by the engine. The text is static. Thread-safe,
/// no allocation for ASCII cells.
const char* null_reason(ValueKind kind, std::string_view raw);
/// null_reason(ValueKind::email, raw) of the cell that `email` was read from.
const char* null_reason(const Email& email, std::string_view raw);

}  // namespace sosie::matchers
