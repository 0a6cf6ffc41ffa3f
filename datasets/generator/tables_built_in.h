// The tables of datasets/tables/ as text, put into the library by the build.
#pragma once

#include <string_view>

namespace sosie::generator::built_in {

extern const std::string_view kSurnames;
extern const std::string_view kGivenFemale;
extern const std::string_view kGivenMale;
extern const std::string_view kStreets;
extern const std::string_view kCommunes;
extern const std::string_view kInternational;

}  // namespace sosie::generator::built_in
