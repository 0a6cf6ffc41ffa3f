// Longest common subsequence and Damerau-Levenshtein distance by their recurrences. For tests, fuzzers and benchmarks
// only.
#pragma once

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace sosie::reference {

inline size_t lcs_length(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<size_t>> length(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      length[i][j] = a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1 : std::max(length[i - 1][j], length[i][j - 1]);
    }
  }
  return length[a.size()][b.size()];
}

/// Lowrance and Wagner: d[i][j] also by exchanging a[k] and b[l], the last equal partners, and editing what lies
/// between.
inline size_t damerau_levenshtein_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  std::map<char32_t, size_t> last_row;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t last_column = 0;
    for (size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      const size_t k = last_row[b[j - 1]];
      const size_t l = last_column;
      if (k > 0 && l > 0) d[i][j] = std::min(d[i][j], d[k - 1][l - 1] + (i - k - 1) + 1 + (j - l - 1));
      if (a[i - 1] == b[j - 1]) last_column = j;
    }
    last_row[a[i - 1]] = i;
  }
  return d[a.size()][b.size()];
}

}  // namespace sosie::reference
