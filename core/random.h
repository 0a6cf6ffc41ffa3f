// Seeded randomness: the same seed gives the same numbers everywhere.
#pragma once

#include <array>
#include <cstdint>

#include "core/hash.h"

namespace sosie {

/// xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64. Not for secrets.
/// std::uniform_int_distribution is not used: its results differ between standard libraries.
class Random {
 public:
  explicit Random(uint64_t seed) {
    for (uint64_t& word : state_) word = mix64(seed += 0x9e3779b97f4a7c15ULL);
  }

  uint64_t next() {
    const uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  /// In [0, bound); bound > 0. Lemire's multiply-shift; its bias is below 2^-32 for bounds that fit 32 bits.
  uint64_t below(uint64_t bound) { return static_cast<uint64_t>((static_cast<__uint128_t>(next()) * bound) >> 64); }
  /// In [low, high], both included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<uint64_t>(high - low) + 1));
  }
  /// In [0, 1), 53 bits.
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// True with probability p.
  bool chance(double p) { return unit() < p; }

 private:
  static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::array<uint64_t, 4> state_;
};

}  // namespace sosie
