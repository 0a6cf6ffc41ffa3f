// What the rows of two records tell of the weight they can reach.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/model.h"
#include "engine/rows.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie {

/// Weights by comparison and level, and where a comparison weighs equal values by their frequency, by code. The bound
/// borrows the latter; where it begins and what it is held against is the caller's to set.
matchers::WeightBound weight_bound(const Model& model, const RecordRows& rows,
                                   std::span<const std::array<Weight, 16>> weights,
                                   std::span<const std::vector<Weight>> by_frequency);

}  // namespace sosie
