// Overlap of sets by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>

namespace sosie::reference {

using Set = std::set<uint32_t>;

inline size_t num_common(const Set& a, const Set& b) {
  return static_cast<size_t>(std::ranges::count_if(a, [&](uint32_t code) { return b.contains(code); }));
}

inline double set_jaccard(const Set& a, const Set& b) {
  if (a.empty() || b.empty()) return 0.0;
  Set all = a;
  all.insert(b.begin(), b.end());
  return static_cast<double>(num_common(a, b)) / static_cast<double>(all.size());
}

inline double set_overlap(const Set& a, const Set& b) {
  if (a.empty() || b.empty()) return 0.0;
  return static_cast<double>(num_common(a, b)) / static_cast<double>(std::min(a.size(), b.size()));
}

}  // namespace sosie::reference
