// The business time of a row: which delivery is the newest, which value the most recent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/record_table.h"
#include "core/status.h"
#include "engine/job/job.h"
#include "matchers/normalize/dates.h"

namespace sosie {

inline constexpr int64_t kNeverUpdated = INT64_MIN;

/// Reads `updated` of the rows of one source. Holds references to the table.
class UpdatedReader {
 public:
  static Result<UpdatedReader> open(const SourceSpec& spec, const Job& job, const SourceTable& table);

  /// Seconds since 1970 of the row's business time; kNeverUpdated when it says none or nothing readable.
  int64_t seconds(uint32_t row) const;
  bool absent() const { return columns_.empty(); }

 private:
  const SourceTable* table_ = nullptr;
  std::vector<int> columns_;
  std::optional<matchers::DateReader> reader_;
};

}  // namespace sosie
