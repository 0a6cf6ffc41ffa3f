// MinHash bands by definition, one band at a time. For tests, fuzzers and benchmarks only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "matchers/similarity/minhash_functions.h"

namespace sosie::reference {

inline std::vector<uint32_t> bigram_features(std::u32string_view text) {
  std::vector<uint32_t> features;
  for (size_t i = 0; i + 1 < text.size(); ++i) features.push_back(matchers::minhash_bigram(text[i], text[i + 1]));
  return features;
}

inline uint32_t minhash_band(const std::vector<uint32_t>& features, size_t band, size_t num_minima) {
  if (features.empty()) return 0;
  uint32_t hash = 0;
  for (size_t i = 0; i < num_minima; ++i) {
    uint32_t least = UINT32_MAX;
    for (const uint32_t feature : features) {
      least = std::min(
          least, feature * matchers::kMinhashFunctions.factor[i][band] + matchers::kMinhashFunctions.offset[i][band]);
    }
    hash = (hash ^ least) * matchers::kMinhashFold;
    hash ^= hash >> 15;
  }
  return std::max(hash, uint32_t{1});
}

}  // namespace sosie::reference
