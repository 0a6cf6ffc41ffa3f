// E-mail addresses, all under the reserved top-level domain `example`: no mail can ever reach anybody.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/random.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// An address at one of the large providers, made of the names. Where `namesakes` others are expected to have the same
/// name, it carries a number so long that two of them hardly ever meet.
Text draw_email(std::string_view given, std::string_view family, int birth_year, double namesakes, Random& random);

/// A company that employs people: the same name and domain for the same seed.
struct Company {
  Text name;
  Text domain;
};
Company draw_company(uint64_t company_seed);
/// given.family@domain, with a number where namesakes work there.
Text draw_work_email(std::string_view given, std::string_view family, double namesakes, const Company& company,
                     Random& random);
/// info@, contact@, ...
Text draw_desk_email(const Company& company, Random& random);

}  // namespace sosie::generator
