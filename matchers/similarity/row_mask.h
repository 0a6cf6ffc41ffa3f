// Which lanes of two record rows are equal: the innermost question of blocking and filtering.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sosie::matchers {

/// Bit i is set when a[i] == b[i] and a[i] != 0 (0 is missing and equals nothing). lanes is 8, 16, 24 or 32; any
/// alignment. Bits from `lanes` on are 0. Cannot fail, thread-safe, the same on every target.
uint32_t equal_lanes(const uint32_t* a, const uint32_t* b, size_t lanes);

}  // namespace sosie::matchers
