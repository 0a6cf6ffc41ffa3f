// Hashes with fixed results on every machine (xxHash: XXH3, seed 0).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sosie {

/// 128 bits, compared as one big-endian number.
struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;
  friend auto operator<=>(const Hash128&, const Hash128&) = default;
  static constexpr size_t kHexDigits = 32;
  /// 32 lower-case hexadecimal digits.
  std::string hex() const;
  /// The same, written to `out`.
  void hex(char* out) const;
};

uint64_t hash_bytes(std::string_view bytes);
Hash128 hash_bytes_128(std::string_view bytes);

/// Mixes a 64-bit integer; a bijection (SplitMix64's finaliser, Steele et al. 2014).
constexpr uint64_t mix64(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  x ^= x >> 31;
  return x;
}

/// Folds `value` into `seed`; order matters.
constexpr uint64_t hash_combine(uint64_t seed, uint64_t value) {
  return mix64(seed * 0x9e3779b97f4a7c15ULL + value + 0x9e3779b97f4a7c15ULL);
}

}  // namespace sosie
