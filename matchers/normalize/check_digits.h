// Arithmetic of check digits. Everything takes ASCII digits unless it says otherwise; no allocation.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "matchers/normalize/characters.h"

namespace sosie::matchers {

constexpr unsigned digit_of(char c) { return static_cast<unsigned>(c - '0'); }

/// The number the digits write; at most 19 of them.
constexpr uint64_t number_of(std::string_view digits) {
  uint64_t value = 0;
  for (const char c : digits) value = value * 10 + digit_of(c);
  return value;
}

/// Sum of the digits, each times the weight at its place; as many digits as weights, at least.
constexpr unsigned weighted_sum(std::string_view digits, std::initializer_list<unsigned> weights) {
  unsigned sum = 0;
  for (size_t i = 0; i < weights.size(); ++i) sum += digit_of(digits[i]) * weights.begin()[i];
  return sum;
}

/// Luhn (ISO/IEC 7812-1, annex B), check digit at the end.
constexpr bool passes_luhn(std::string_view digits) {
  unsigned sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    unsigned value = digit_of(digits[digits.size() - 1 - i]);
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

/// Remainder by 97 of digits and capitals read as a number, A = 10 ... Z = 35 (ISO 7064 mod 97-10); `remainder` is that
/// of what stands before.
constexpr unsigned mod_97(std::string_view text, unsigned remainder = 0) {
  for (const char c : text) {
    const unsigned value = is_digit(c) ? digit_of(c) : static_cast<unsigned>(c - 'A' + 10);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/// ISO 7064 mod 11,10, check digit at the end.
constexpr bool passes_mod_11_10(std::string_view digits) {
  unsigned carried = 5;
  for (const char c : digits) carried = ((carried == 0 ? 10 : carried) * 2 % 11 + digit_of(c)) % 10;
  return carried == 1;
}

}  // namespace sosie::matchers
