// Sorting keys with their records.
#pragma once

#include <cstdint>
#include <vector>

namespace sosie {

/// Sorts by the upper 32 bits, keeping the order of equal ones (radix, three passes of 11 bits).
void sort_by_high_half(std::vector<uint64_t>& entries);

}  // namespace sosie
