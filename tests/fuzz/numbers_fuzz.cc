// Numbers, places, days and sets of codes against their definitions.
#include "matchers/similarity/numbers.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "matchers/reference/numbers.h"
#include "matchers/reference/sets.h"
#include "matchers/similarity/dates.h"
#include "matchers/similarity/sets.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

template <typename T>
T raw(FuzzInput& input) {
  T value;
  char bytes[sizeof(T)];
  for (char& byte : bytes) byte = static_cast<char>(input.byte());
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

void check_closeness(FuzzInput& input) {
  const auto a = raw<double>(input);
  const auto b = raw<double>(input);
  const double tolerance = 1.0 + static_cast<double>(input.byte());
  expect_equal(matchers::absolute_closeness(a, b, tolerance), reference::absolute_closeness(a, b, tolerance));
  expect_equal(matchers::relative_closeness(a, b), reference::relative_closeness(a, b));
}

// Degrees in steps of ten micrometres, so that neighbours and antipodes are met.
double degrees(FuzzInput& input, double limit) {
  return static_cast<double>(raw<int32_t>(input) % static_cast<int32_t>(limit * 1e7 + 1)) / 1e7;
}

void check_places(FuzzInput& input) {
  const matchers::GeoPoint a{degrees(input, 90), degrees(input, 180)};
  const matchers::GeoPoint b{degrees(input, 90), degrees(input, 180)};
  const double km = matchers::haversine_km(a, b);
  const double expected = reference::great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude);
  // The haversine loses digits near the antipode, 20,015 km away.
  expect(std::abs(km - expected) <= (expected < 19'000 ? 1.5e-6 : 1e-3));
  expect_equal(km, matchers::haversine_km(b, a));
  expect_equal(matchers::haversine_km(a, a), 0.0);
}

void check_days(FuzzInput& input) {
  const uint32_t a = raw<uint32_t>(input) % 100'000'000;
  const uint32_t b =
      input.below(2) == 0 ? raw<uint32_t>(input) % 100'000'000 : a / 10000 * 10000 + a % 100 * 100 + a / 100 % 100;
  expect_equal(matchers::differing_digits(a, b), reference::differing_digits(a, b));
  expect_equal(matchers::day_month_swapped(a, b), reference::day_month_swapped(a, b));
  expect_equal(matchers::equal_parts(a, b), reference::equal_parts(a, b));
}

reference::Set codes(FuzzInput& input) {
  reference::Set set;
  for (const char c : input.text()) set.insert(static_cast<uint8_t>(c) % 32u * 0x08421084u);
  return set;
}

void check_sets(FuzzInput& input) {
  const reference::Set a = codes(input);
  const reference::Set b = codes(input);
  const std::vector<uint32_t> left(a.begin(), a.end());
  const std::vector<uint32_t> right(b.begin(), b.end());
  expect_equal(matchers::num_common_codes(left, right), reference::num_common(a, b));
  expect_equal(matchers::set_jaccard(left, right), reference::set_jaccard(a, b));
  expect_equal(matchers::set_overlap(left, right), reference::set_overlap(a, b));
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::FuzzInput input(data, size);
  sosie::fuzz::check_closeness(input);
  sosie::fuzz::check_places(input);
  sosie::fuzz::check_days(input);
  sosie::fuzz::check_sets(input);
  return 0;
}
