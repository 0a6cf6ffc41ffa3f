#include "datasets/generator/weighted.h"

#include <numeric>

namespace sosie::generator {

WeightedChoice::WeightedChoice(std::span<const double> weights)
    : slots_(weights.size()), shares_(weights.begin(), weights.end()) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<uint32_t> small, large;
  for (uint32_t i = 0; i < weights.size(); ++i) {
    shares_[i] /= total;
    slots_[i] = {shares_[i] * static_cast<double>(weights.size()), i};
    (slots_[i].keep < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t poor = small.back(), rich = large.back();
    small.pop_back();
    slots_[poor].alias = rich;
    slots_[rich].keep -= 1 - slots_[poor].keep;
    if (slots_[rich].keep >= 1) continue;
    large.pop_back();
    small.push_back(rich);
  }
  // What is left over is 1 but for rounding.
  for (const uint32_t slot : small) slots_[slot].keep = 1;
  for (const uint32_t slot : large) slots_[slot].keep = 1;
}

}  // namespace sosie::generator
