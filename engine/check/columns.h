// What becomes of the values of a source's columns.
#pragma once

#include <vector>

#include "core/executor.h"
#include "engine/check.h"
#include "engine/field_map.h"
#include "engine/ingest.h"

namespace sosie {

/// One entry per mapped field of the source. `newest_year` as in matchers::DateOptions.
Result<std::vector<ColumnCheck>> check_columns(const Job& job, const SourceTable& table, const FieldMap& map,
                                               int newest_year, const Executor& executor);

}  // namespace sosie
