#include "io/decimal_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>

namespace sosie::io {
namespace {

constexpr double kPowers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
constexpr int kMostDigits = 6;
constexpr double kExactIntegers = 9007199254740992.0;  // 2^53: every integer below is a double

/// `value` >= 0 times `power`, rounded to the nearest integer, ties to even: exact although the product is not, because
/// a fused multiply-add gives the product's error. The product is below 2^53.
uint64_t scale_exactly(double value, double power) {
  const double product = value * power;
  const double error = std::fma(value, power, -product);
  const double whole = std::floor(product);
  const double above_half = (product - whole) - 0.5;  // both differences are exact
  const auto integer = static_cast<uint64_t>(whole);
  if (above_half > -error) return integer + 1;
  return above_half < -error ? integer : integer + (integer & 1);
}

}  // namespace

char* write_decimal(double value, int digits, char* out) {
  const double size = std::fabs(value);
  if (digits < 1 || digits > kMostDigits || !(size * kPowers[digits] < kExactIntegers))
    return fmt::format_to(out, "{:.{}f}", value, digits);
  if (std::signbit(value)) *out++ = '-';
  uint64_t scaled = scale_exactly(size, kPowers[digits]);
  const auto power = static_cast<uint64_t>(kPowers[digits]);
  out = std::to_chars(out, out + 20, scaled / power).ptr;
  *out = '.';
  scaled %= power;
  for (int digit = digits; digit > 0; --digit, scaled /= 10) out[digit] = static_cast<char>('0' + scaled % 10);
  return out + digits + 1;
}

}  // namespace sosie::io
