// The world's numbering plans: which digits are a number, and what may stand in front of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "matchers/normalize/phone.h"

namespace sosie::matchers::plan {

/// How numbers are dialled inside one region. Static.
struct PlanRegion {
  char name[3];  ///< ISO 3166; empty for codes that belong to no country
  uint16_t calling_code;
  uint16_t general_state;         ///< where the automaton of "looks like a number here" starts
  uint32_t lengths;               ///< bit n: a national number may have n digits
  uint32_t local_lengths;         ///< bit n: n digits reach somebody nearby only
  uint16_t international_prefix;  ///< program, 0 for none
  uint16_t national_prefix;       ///< program, 0 for none
  uint8_t num_groups;             ///< of the national prefix program
  char transform_digits[5];       ///< a prefix whose last group took part is replaced by these digits ...
  uint8_t transform_group;        ///< ... and this group; 0 for plain removal
};

/// Null for an unknown region. `name` in capitals.
const PlanRegion* region(std::string_view name);
/// The region that stands for a calling code; null for an unknown code.
const PlanRegion* main_region(unsigned calling_code);
/// What a national number behind this calling code is; unknown when there is no such number. Digits only.
PhoneKind kind_of(unsigned calling_code, std::string_view national);
/// Whether the digits look like a national number of the region, whatever their length may be.
bool looks_national(const PlanRegion& region, std::string_view digits);

/// Result of comparing a number with the possible lengths of a region, in the terms of libphonenumber.
enum class LengthFit : uint8_t { possible, local_only, too_short, too_long, invalid };
LengthFit length_fit(const PlanRegion& region, size_t num_digits);

/// Where a prefix program matched: its end, and the spans of its groups (-1 for one that took no part).
struct PrefixMatch {
  static constexpr size_t kNone = static_cast<size_t>(-1);
  size_t end = kNone;
  std::array<size_t, 8> bounds{kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone};

  bool found() const { return end != kNone; }
  bool has_group(size_t group) const { return bounds[2 * group] != kNone && bounds[2 * group + 1] != kNone; }
  std::string_view group(std::string_view digits, size_t number) const {
    return digits.substr(bounds[2 * number], bounds[2 * number + 1] - bounds[2 * number]);
  }
};
/// Matches a program (0 matches nothing) at the start of `digits`, with the preferences of regular expressions.
PrefixMatch match_prefix(uint16_t program, std::string_view digits);

}  // namespace sosie::matchers::plan
