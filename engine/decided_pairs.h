// What is kept of the pairs at or above review.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/record_table.h"

namespace sosie {

/// A match weight: log2 odds in 1/65,536 bit, so that sums are exact on every machine.
using Weight = int32_t;
inline constexpr double kWeightsPerBit = 65'536.0;
inline double bits_of(Weight weight) { return weight / kWeightsPerBit; }
inline double probability_of(Weight weight) { return 1.0 / (1.0 + std::exp2(-bits_of(weight))); }

enum class PairDecision : uint8_t { link, review };

/// One pair at or above review. `gamma` holds the comparison levels, four bits each, comparison 0 lowest.
struct DecidedPair {
  RecordId left = 0;  ///< left < right when they were matched, see order_by_cluster
  RecordId right = 0;
  Weight weight = 0;
  uint8_t rule = 0;  ///< index into DecidedPairs::rules
  PairDecision decision = PairDecision::link;
  uint64_t gamma = 0;
  bool joined = false;  ///< a link that made one cluster of two; other links found their records together

  unsigned level(size_t comparison) const { return gamma >> (4 * comparison) & 15; }
};

/// What is printed in place of a blocking rule for records that are equal in all that is compared; see Repeats.
inline constexpr const char* kIdenticalRecords = "identical records";

struct DecidedPairs {
  std::vector<DecidedPair> pairs;        ///< ordered by left record, then right record as they were matched
  std::vector<std::string> comparisons;  ///< names, at most 16
  std::vector<std::string> rules;        ///< blocking rules as printed
  int identical = -1;                    ///< which of `rules` is kIdenticalRecords

  /// Whether the pair is a record and the one that stands for it, which has the smaller record key.
  bool is_repeat(const DecidedPair& pair) const { return pair.rule == identical; }
};

}  // namespace sosie
