// Countries as contact data names them: calling codes, and what stands in a country column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sosie::consent {

/// ISO 3166-1 alpha-2 code of the country a calling code belongs to (1 is US, 7 RU, 44 GB: the numbering plan's largest
/// member); empty when unknown.
std::string_view country_of_calling_code(uint16_t calling_code);

/// ISO code of a country cell: alpha-2, alpha-3 of European and neighbouring countries, or a name in French or English;
/// empty when it is none of these.
std::string country_of_cell(std::string_view cell);

}  // namespace sosie::consent
