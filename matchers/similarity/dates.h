// How two days written as yyyymmdd differ. Days need not exist: what people type is compared, not the calendar.
#pragma once

#include <cstdint>

namespace sosie::matchers {

/// The eight decimal digits of a number below 100,000,000 in eight nibbles: 20260811 becomes 0x20260811.
constexpr uint32_t packed_digits(uint32_t digits) {
  uint64_t x = (static_cast<uint64_t>(digits % 10000) << 32) | (digits / 10000);  // two groups of four
  uint64_t tens = ((x * 10486) >> 20) & 0x0000007f0000007fULL;                    // each / 100, exact below 10,000
  x = ((x - 100 * tens) << 16) | tens;                                            // four groups of two
  tens = ((x * 103) >> 10) & 0x000f000f000f000fULL;                               // each / 10, exact below 100
  x = ((x - 10 * tens) << 8) | tens;                                              // eight bytes, first digit lowest
  uint64_t y = ((x & 0x00ff00ff00ff00ffULL) << 4) | ((x >> 8) & 0x00ff00ff00ff00ffULL);
  y = ((y & 0x000000ff000000ffULL) << 8) | ((y >> 16) & 0x000000ff000000ffULL);
  return static_cast<uint32_t>((y & 0xffff) << 16 | (y >> 32 & 0xffff));
}

/// Number of nibbles that differ, 0 to 8.
constexpr unsigned differing_nibbles(uint32_t a, uint32_t b) {
  uint32_t bits = a ^ b;
  bits |= bits >> 2;
  bits |= bits >> 1;
  return (bits & 0x11111111u) * 0x11111111u >> 28;  // the sum of the nibbles
}

/// Number of decimal digits, 0 to 8, in which two days differ: 19800412 and 19800421 differ in 2.
constexpr unsigned differing_digits(uint32_t a, uint32_t b) {
  return differing_nibbles(packed_digits(a), packed_digits(b));
}

/// Whether the year is the same and one day's month is the other's day and the reverse; equal days are not swapped.
constexpr bool day_month_swapped(uint32_t a, uint32_t b) {
  const uint32_t a_rest = a % 10000;
  const uint32_t b_rest = b % 10000;
  return a != b && a / 10000 == b / 10000 && a_rest / 100 == b_rest % 100 && a_rest % 100 == b_rest / 100;
}

/// How many of year, month and day agree, 0 to 3.
constexpr unsigned equal_parts(uint32_t a, uint32_t b) {
  return unsigned{a / 10000 == b / 10000} + unsigned{a / 100 % 100 == b / 100 % 100} + unsigned{a % 100 == b % 100};
}

// The same of days that are packed_digits already.

constexpr bool packed_day_month_swapped(uint32_t a, uint32_t b) {
  const uint32_t turned = (b & 0xff) << 8 | (b >> 8 & 0xff);
  return a != b && (a ^ b) >> 16 == 0 && (a & 0xffff) == turned;
}

constexpr unsigned packed_equal_parts(uint32_t a, uint32_t b) {
  const uint32_t differing = a ^ b;
  return unsigned{differing >> 16 == 0} + unsigned{(differing & 0xff00) == 0} + unsigned{(differing & 0xff) == 0};
}

}  // namespace sosie::matchers
