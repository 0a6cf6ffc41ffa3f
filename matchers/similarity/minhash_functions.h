// The hash functions of MinHash, fixed for good: band hashes may be kept from one run to the next.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/hash.h"
#include "matchers/similarity/minhash.h"

namespace sosie::matchers {

/// By minimum, then by band: x -> x * factor + offset modulo 2^32.
struct MinhashFunctions {
  using Table = std::array<std::array<uint32_t, kMaxMinhashBands>, kMaxMinhashMinima>;
  Table factor{};
  Table offset{};
};

constexpr MinhashFunctions make_minhash_functions() {
  MinhashFunctions functions;
  for (size_t minimum = 0; minimum < kMaxMinhashMinima; ++minimum) {
    for (size_t band = 0; band < kMaxMinhashBands; ++band) {
      const uint64_t bits = hash_combine(hash_combine(0x736f736965, minimum), band);
      functions.factor[minimum][band] = static_cast<uint32_t>(bits) | 1;
      functions.offset[minimum][band] = static_cast<uint32_t>(bits >> 32);
    }
  }
  return functions;
}

inline constexpr MinhashFunctions kMinhashFunctions = make_minhash_functions();

/// Minima of a band are folded by hash = (hash ^ minimum) * kMinhashFold; hash ^= hash >> 15.
inline constexpr uint32_t kMinhashFold = 0x9e3779b1;

constexpr uint32_t minhash_bigram(char32_t first, char32_t second) {
  return static_cast<uint32_t>(mix64((uint64_t{first} << 32 | second) * 0x9e3779b97f4a7c15ULL) >> 32);
}

inline uint32_t minhash_word(std::string_view word) { return static_cast<uint32_t>(hash_bytes(word) >> 32); }

}  // namespace sosie::matchers
