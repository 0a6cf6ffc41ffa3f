// What normalisation makes of a value, step by step.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "matchers/normalize/dates.h"

namespace sosie {

struct TraceOptions {
  std::string country = "FR";                                  ///< ISO 3166: of phones and addresses
  std::vector<std::string> formats;                            ///< of dates, as in job files; empty: recognised
  matchers::DateOrder order = matchers::DateOrder::day_first;  ///< where both would make sense
  int newest_year = 2030;  ///< two-digit years lie in the hundred years that end with it
};

/// One value on its way. Texts are those of the value: not for logs.
struct ValueTrace {
  using Line = std::pair<std::string_view, std::string>;  ///< name (static), text
  std::string field, input;
  std::vector<Line> steps;   ///< in the order in which they happen
  std::vector<Line> values;  ///< what is compared, by field; empty when the value counts for nothing
  std::string_view null;     ///< why it counts for nothing; empty when it counts
};

/// The fields that can be traced: those known by meaning, `text` for any other, and `address` for a whole address in
/// one line, which a job calls `street` where nothing else says where it lies.
std::span<const std::string_view> traced_fields();

/// Follows one value as a run would read it from a column of that field. invalid_argument for an unknown field, with
/// the nearest name, and for a date format that cannot be. What only a whole file tells (junk by degree, heaps of birth
/// dates, day or month first) is not part of it.
Result<ValueTrace> trace_value(std::string_view field, std::string_view raw, const TraceOptions& options);

/// Where a column of values stands.
struct TracedColumn {
  std::string path;    ///< a file that `sosie run` could read
  std::string column;  ///< header, or dotted path in NDJSON
};

/// What became of the values of a column.
struct TraceCounts {
  uint64_t rows = 0, counted = 0, refused_rows = 0;
  std::map<std::string, uint64_t> nulls;  ///< by reason
};

/// Follows every value of a column, in file order; `visit` gets the row's number, from 1, and the trace. Dates are read
/// day or month first as most of the column says. io_error and invalid_data as of io::Input, and what `visit` returns.
Result<TraceCounts> trace_column(std::string_view field, const TracedColumn& column, TraceOptions options,
                                 const Executor& executor, MemoryAccountant& memory,
                                 const std::function<Status(uint64_t row, const ValueTrace& trace)>& visit);

/// A block of lines for people.
std::string to_text(const ValueTrace& trace);
/// One line. `row` counts from 1 and is left out when 0.
std::string to_json(const ValueTrace& trace, uint64_t row);

}  // namespace sosie
