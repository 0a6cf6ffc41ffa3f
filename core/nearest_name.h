// What the user probably meant: the closest of the names that exist.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sosie {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other; bytes, case ignored.
/// Optimal string alignment: no piece is edited twice.
size_t typing_distance(std::string_view left, std::string_view right);

/// The candidate within a third of the name's length (at least one edit) that is closest, the first of equals; empty
/// when none is.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates);

/// `did you mean "x"?`, or empty: the hint of an unknown name.
std::string suggestion(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace sosie
