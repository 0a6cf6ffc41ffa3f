// How many persons bear a value: term frequencies.
#pragma once

#include <cstdint>
#include <vector>

#include "core/executor.h"
#include "engine/model.h"
#include "engine/normalize.h"

namespace sosie {

/// Persons by code of the values a comparison reads. Persons, not rows: for names, distinct combinations of the value
/// with the other name and the birth date or postcode, so that a record delivered by ten sources counts once. For
/// values, records.
struct Frequencies {
  std::vector<uint32_t> persons;  ///< by code
  uint64_t total = 0;             ///< sum over all codes
};
Frequencies count_persons(const Comparison& comparison, const Comparables& comparables);
/// The same of every comparison of a model that weighs by frequency, empty for the others.
Result<std::vector<Frequencies>> count_persons(const Model& model, const Comparables& comparables,
                                               const Executor& executor);

/// Weight of an equal value by code: log2(m / frequency), at most the comparison's cap.
std::vector<Weight> frequency_weights(const Comparison& comparison, const Frequencies& frequencies);

/// Probability that two random persons who both have a value have the same one.
double chance_of_equal(const Frequencies& frequencies);

}  // namespace sosie
