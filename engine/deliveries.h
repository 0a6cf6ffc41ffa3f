// One record delivered by several rows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/record_table.h"
#include "core/status.h"
#include "engine/job/job.h"

namespace sosie {

/// Folds rows that share an id into one record: the newest by `updated` (tie: greater bytes) moves to the record's own
/// place, in order of the records' first rows; older deliveries move behind all records. Permutes every column of the
/// table and sets num_records, delivered and keys. `row_bytes` are the rows as they stand in the files.
Status fold_deliveries(const SourceSpec& spec, const Job& job, std::span<const std::string_view> row_bytes,
                       SourceTable& table);

}  // namespace sosie
