// Records as rows of lanes, for comparing many pairs quickly.
#pragma once

#include <cstdint>
#include <vector>

#include "core/executor.h"
#include "engine/model.h"
#include "engine/normalize.h"

namespace sosie {

/// One row of 32-bit lanes per record. Lane i < num_comparisons holds the code that comparison i tests for equality first.
/// Behind them stand the birth year, house number and postcode, and in the last two lanes bit sets by lane: which lanes have further
/// values, and which are filled.
class RecordRows {
 public:
  static Result<RecordRows> build(const Model& model, const Comparables& comparables, const Executor& executor);

  size_t lanes() const { return lanes_; }
  const uint32_t* row(RecordId record) const { return &data_[size_t{record} * lanes_]; }
  static uint32_t more(const uint32_t* row, size_t lanes) { return row[lanes - 2]; }
  static uint32_t filled(const uint32_t* row, size_t lanes) { return row[lanes - 1]; }

  size_t birth_year_lane() const { return birth_year_lane_; }
  size_t house_number_lane() const { return birth_year_lane_ + 1; }
  size_t postcode_lane() const { return birth_year_lane_ + 2; }

 private:
  size_t lanes_ = 0;
  size_t birth_year_lane_ = 0;
  std::vector<uint32_t> data_;
};

/// The column of codes a comparison of contact points or values reads; null for other kinds.
const CodeColumn* code_column(const Comparison& comparison, const Comparables& comparables);
/// The identifier or text field a comparison reads; null for other kinds.
const ValueField* value_field(const Comparison& comparison, const Comparables& comparables);

}  // namespace sosie
