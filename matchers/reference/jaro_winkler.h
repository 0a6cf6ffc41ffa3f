// Jaro and Jaro-Winkler by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::reference {

inline double jaro_similarity(std::u32string_view a, std::u32string_view b) {
  if (a.empty() && b.empty()) return 1.0;
  const size_t half = std::max(a.size(), b.size()) / 2;
  const size_t window = half > 0 ? half - 1 : 0;
  std::vector<bool> used(a.size());
  std::u32string matched_b;
  for (size_t j = 0; j < b.size(); ++j) {
    const size_t first = j > window ? j - window : 0;
    for (size_t i = first; i < a.size() && i <= j + window; ++i) {
      if (used[i] || a[i] != b[j]) continue;
      used[i] = true;
      matched_b += b[j];
      break;
    }
  }
  if (matched_b.empty()) return 0.0;
  size_t different = 0;
  for (size_t i = 0, k = 0; i < a.size(); ++i) {
    if (used[i]) different += a[i] != matched_b[k++];
  }
  const auto m = static_cast<double>(matched_b.size());
  const auto t = static_cast<double>(different / 2);
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - t) / m) / 3.0;
}

/// Prefix of at most 4, weight 0.1, boost only above 0.7.
inline double jaro_winkler_similarity(std::u32string_view a, std::u32string_view b) {
  const double jaro = jaro_similarity(a, b);
  if (!(jaro > 0.7)) return jaro;
  size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), size_t{4}}) && a[prefix] == b[prefix]) ++prefix;
  return std::min(jaro + static_cast<double>(prefix) * 0.1 * (1.0 - jaro), 1.0);
}

}  // namespace sosie::reference
