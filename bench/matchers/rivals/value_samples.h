// Distinct values to join and to compare, made from the tables of names and streets in datasets/tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sosie::bench {

/// `n` distinct folded surnames: those of the tables first, then mistyped and double ones. The same seed, the same
/// names.
std::vector<std::string> distinct_surnames(size_t n, uint64_t seed);
/// `n` distinct e-mail addresses of people with such names, as customers choose them.
std::vector<std::string> distinct_emails(size_t n, uint64_t seed);
/// `n` distinct folded address lines: number, kind and name of the street.
std::vector<std::string> distinct_addresses(size_t n, uint64_t seed);
/// `n` distinct names of three words: two given names and a surname.
std::vector<std::string> distinct_full_names(size_t n, uint64_t seed);

/// A slip of a typist: a letter more, less, another, or two exchanged.
std::string with_slip(std::string value, uint64_t random_bits);

inline std::vector<std::string_view> views(const std::vector<std::string>& values) {
  return {values.begin(), values.end()};
}

}  // namespace sosie::bench
