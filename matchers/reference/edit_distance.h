// Edit distances by their recurrence, on the whole matrix. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace sosie::reference {

/// d[i][j]: distance of the first i symbols of a and the first j of b.
inline size_t edit_distance(std::u32string_view a, std::u32string_view b, bool with_exchange) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (with_exchange && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

inline size_t levenshtein_distance(std::u32string_view a, std::u32string_view b) { return edit_distance(a, b, false); }

inline size_t osa_distance(std::u32string_view a, std::u32string_view b) { return edit_distance(a, b, true); }

}  // namespace sosie::reference
