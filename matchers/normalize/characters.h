// Small questions about characters and words, which many normalisers ask.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace sosie::matchers {

/// Of ASCII: digits of other scripts are folded to these before.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

inline bool is_one_of(std::string_view text, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

}  // namespace sosie::matchers
