// Common ends of two texts by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <string>
#include <string_view>

namespace sosie::reference {

inline size_t prefix_length(std::u32string_view a, std::u32string_view b) {
  size_t length = 0;
  while (length < a.size() && length < b.size() && a[length] == b[length]) ++length;
  return length;
}

inline size_t suffix_length(std::u32string_view a, std::u32string_view b) {
  return prefix_length(std::u32string(a.rbegin(), a.rend()), std::u32string(b.rbegin(), b.rend()));
}

}  // namespace sosie::reference
