// Draws from a list with weights in constant time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"

namespace sosie::generator {

/// Alias method (Walker 1974, with Vose's construction of 1991). Immutable, thread-safe.
class WeightedChoice {
 public:
  WeightedChoice() = default;
  /// Weights are not negative, and one at least is above zero.
  explicit WeightedChoice(std::span<const double> weights);
  WeightedChoice(std::initializer_list<double> weights) : WeightedChoice(std::span(weights.begin(), weights.size())) {}

  size_t draw(Random& random) const {
    const size_t slot = random.below(slots_.size());
    return random.unit() < slots_[slot].keep ? slot : slots_[slot].alias;
  }
  /// Probability of an item.
  double share(size_t item) const { return shares_[item]; }

 private:
  struct Slot {
    double keep = 1;
    uint32_t alias = 0;
  };
  std::vector<Slot> slots_;
  std::vector<double> shares_;
};

}  // namespace sosie::generator
