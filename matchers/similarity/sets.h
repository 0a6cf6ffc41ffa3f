// Overlap of sets of codes: fields with several values, such as the phones of a customer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sosie::matchers {

/// Codes, ascending, each once.
using CodeSet = std::span<const uint32_t>;

/// Codes in both. Time |a| + |b|. Thread-safe, never allocates.
constexpr size_t num_common_codes(CodeSet a, CodeSet b) {
  size_t count = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    count += a[i] == b[j];
    const bool left = a[i] <= b[j];
    const bool right = b[j] <= a[i];
    i += left;
    j += right;
  }
  return count;
}

/// |A n B| / |A u B|, in [0, 1]; 0 when one is empty: missing resembles nothing. Source: Jaccard 1901.
constexpr double set_jaccard(CodeSet a, CodeSet b) {
  if (a.empty() || b.empty()) return 0.0;
  const size_t common = num_common_codes(a, b);
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

/// |A n B| / min(|A|, |B|), in [0, 1]; 0 when one is empty. Source: Szymkiewicz 1934, Simpson 1943.
constexpr double set_overlap(CodeSet a, CodeSet b) {
  if (a.empty() || b.empty()) return 0.0;
  return static_cast<double>(num_common_codes(a, b)) / static_cast<double>(a.size() < b.size() ? a.size() : b.size());
}

}  // namespace sosie::matchers
