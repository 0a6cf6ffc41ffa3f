// Coefficients of bags of bigrams by definition. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

namespace sosie::reference {

inline std::map<std::u32string, size_t> bigram_bag(std::u32string_view text) {
  std::map<std::u32string, size_t> bag;
  for (size_t i = 0; i + 1 < text.size(); ++i) ++bag[std::u32string(text.substr(i, 2))];
  return bag;
}

struct BagSizes {
  size_t common = 0;
  size_t all = 0;  ///< of both bags, common ones twice
};

inline BagSizes bag_sizes(std::u32string_view a, std::u32string_view b) {
  const auto left = bigram_bag(a);
  const auto right = bigram_bag(b);
  BagSizes sizes;
  for (const auto& [bigram, count] : left) {
    sizes.all += count;
    if (const auto found = right.find(bigram); found != right.end()) sizes.common += std::min(count, found->second);
  }
  for (const auto& [bigram, count] : right) sizes.all += count;
  return sizes;
}

inline double dice_similarity(std::u32string_view a, std::u32string_view b) {
  if (a.size() < 2 || b.size() < 2) return a == b ? 1.0 : 0.0;
  const BagSizes sizes = bag_sizes(a, b);
  return static_cast<double>(2 * sizes.common) / static_cast<double>(sizes.all);
}

inline double jaccard_similarity(std::u32string_view a, std::u32string_view b) {
  if (a.size() < 2 || b.size() < 2) return a == b ? 1.0 : 0.0;
  const BagSizes sizes = bag_sizes(a, b);
  return static_cast<double>(sizes.common) / static_cast<double>(sizes.all - sizes.common);
}

inline double cosine_similarity(std::u32string_view a, std::u32string_view b) {
  if (a.size() < 2 || b.size() < 2) return a == b ? 1.0 : 0.0;
  const double product = static_cast<double>(a.size() - 1) * static_cast<double>(b.size() - 1);
  return static_cast<double>(bag_sizes(a, b).common) / std::sqrt(product);
}

}  // namespace sosie::reference
