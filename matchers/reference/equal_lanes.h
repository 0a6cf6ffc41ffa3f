// Lane equality of two rows by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sosie::reference {

inline uint32_t equal_lanes(const uint32_t* a, const uint32_t* b, size_t lanes) {
  uint32_t mask = 0;
  for (size_t i = 0; i < lanes; ++i) {
    if (a[i] == b[i] && a[i] != 0) mask |= uint32_t{1} << i;
  }
  return mask;
}

}  // namespace sosie::reference
