// Equal bytes at the ends of two texts. Internal to this folder.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sosie::matchers {

/// Most texts differ at once; after that, eight bytes at a time.
inline size_t common_prefix_bytes(std::string_view a, std::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  if (shorter == 0 || a.front() != b.front()) return 0;
  size_t i = 0;
  for (; i + 8 <= shorter; i += 8) {
    uint64_t left;
    uint64_t right;
    std::memcpy(&left, a.data() + i, 8);
    std::memcpy(&right, b.data() + i, 8);
    if (left != right) return i + static_cast<size_t>(std::countr_zero(left ^ right)) / 8;
  }
  while (i < shorter && a[i] == b[i]) ++i;
  return i;
}

inline size_t common_suffix_bytes(std::string_view a, std::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  if (shorter == 0 || a.back() != b.back()) return 0;
  const char* const a_end = a.data() + a.size();
  const char* const b_end = b.data() + b.size();
  size_t i = 0;
  for (; i + 8 <= shorter; i += 8) {
    uint64_t left;
    uint64_t right;
    std::memcpy(&left, a_end - i - 8, 8);
    std::memcpy(&right, b_end - i - 8, 8);
    if (left != right) return i + static_cast<size_t>(std::countl_zero(left ^ right)) / 8;
  }
  while (i < shorter && a_end[-1 - static_cast<std::ptrdiff_t>(i)] == b_end[-1 - static_cast<std::ptrdiff_t>(i)]) ++i;
  return i;
}

}  // namespace sosie::matchers
