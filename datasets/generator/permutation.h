// Numbers that look drawn and are never drawn twice.
#pragma once

#include <cstdint>

#include "core/hash.h"

namespace sosie::generator {

/// A bijection of [0, prime): x -> multiplier * x + offset. Record ids and phone numbers are images of counters, so
/// that they are distinct without a table of those given out. An x beyond the prime starts over.
class Permutation {
 public:
  Permutation(uint64_t prime, uint64_t seed)
      : prime_(prime), multiplier_(1 + mix64(seed) % (prime - 1)), offset_(mix64(seed + 1) % prime) {}

  uint64_t operator()(uint64_t x) const {
    return static_cast<uint64_t>((static_cast<__uint128_t>(x % prime_) * multiplier_ + offset_) % prime_);
  }

 private:
  uint64_t prime_, multiplier_, offset_;
};

}  // namespace sosie::generator
