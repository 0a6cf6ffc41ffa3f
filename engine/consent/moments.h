// Dates of statements: a column of moments, each distinct value read once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/status.h"
#include "engine/consent/cell_table.h"
#include "engine/job/job.h"
#include "matchers/normalize/dates.h"

namespace sosie::consent {

/// What a date cell says. Empty: missing and not unreadable.
struct MomentCell {
  Moment moment;
  bool unreadable = false;
};

/// How dates without a format or offset of their own are read.
struct DateDefaults {
  std::string timezone;
  int newest_year = 2030;  ///< two-digit years end with this one
};

/// One date key over a table of cells: a column, {year, month, day}, a constant, or absent. Holds a reference to the
/// table.
class MomentColumn {
 public:
  static Result<MomentColumn> open(const DateSpec& spec, const CellTable& cells, const DateDefaults& defaults);
  /// A key that is a column when the table has one of that name, and a constant otherwise.
  static Result<MomentColumn> open(const ColumnOrConstant& key, const CellTable& cells, const DateDefaults& defaults);

  /// Thread-safe.
  MomentCell read(uint32_t row) const;
  bool absent() const { return columns_.empty() && constant_.moment.missing() && !constant_.unreadable; }

 private:
  MomentCell parse(std::string_view text) const;
  MomentCell parse_parts(uint32_t row) const;
  void read_distinct_values();

  const CellTable* cells_ = nullptr;
  std::vector<int> columns_;                  // one, or year, month and day
  std::vector<matchers::DateReader> reader_;  // one when there is a column
  TimeZone zone_;
  int newest_year_ = 2030;
  MomentCell constant_;
  const TextColumn* interned_ = nullptr;
  std::vector<MomentCell> by_code_;
};

}  // namespace sosie::consent
