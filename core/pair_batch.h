// Candidate pairs on their way from blocking to scoring.
#pragma once

#include <cstdint>
#include <vector>

#include "core/record_table.h"

namespace sosie {

/// Candidate pairs found by one blocking rule in one block. Streamed: filled, scored, cleared.
struct PairBatch {
  uint8_t rule = 0;
  std::vector<RecordId> left;
  std::vector<RecordId> right;

  size_t size() const { return left.size(); }
  void clear() {
    left.clear();
    right.clear();
  }
  void add(RecordId a, RecordId b) {
    left.push_back(a);
    right.push_back(b);
  }
};

}  // namespace sosie
