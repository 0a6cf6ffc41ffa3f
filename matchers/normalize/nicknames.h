// Given names that mean the same person, and whose names they usually are.
#pragma once

#include <cstdint>
#include <string_view>

#include "matchers/normalize/names.h"

namespace sosie::matchers {

/// Whether two normalised given names (see normalize_given_name) belong to one nickname group: "bob" and "robert", "jp"
/// and "jean pierre", "pepe" and "jose". Equal names do. Symmetric, not transitive: "bert" is Robert and Albert.
/// Groups: English, French, German, Spanish, Italian. Thread-safe, no allocation.
bool same_nickname_group(std::string_view a, std::string_view b);

/// A bit per group of a normalised given name, groups modulo 32: names of one group share a bit. 0 for a name without
/// nicknames. Initials of compounds ("jp") are told by same_nickname_group alone.
uint32_t nickname_bits(std::string_view name);

/// The gender whose members bear this normalised given name nearly always, by French lists of first names; unknown when
/// both do, or nobody known does. Of a compound the first word decides when the whole is unknown ("jean marie" is
/// male).
NameGender usual_gender(std::string_view normalized_given_name);

/// Whether the normalised word is known as a given name of either gender.
bool is_known_given_name(std::string_view normalized);

}  // namespace sosie::matchers
