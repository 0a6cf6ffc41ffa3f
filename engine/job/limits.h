// Limits of a run as numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/status.h"
#include "engine/job/job.h"

namespace sosie {

/// How many rows of a source may be refused.
struct RejectLimit {
  std::optional<double> share;  ///< of the source's rows, 0 to 1; unset: `count` is the limit
  uint64_t count = 0;
  uint64_t allowed(uint64_t rows) const;
};

/// `"1%"` or `"500"`; invalid_job for anything else.
Result<RejectLimit> parse_reject_limit(const std::string& text);

/// Bytes of `"70%"` (of `available`), `"8GB"`, `"512MiB"`, `"1000000"`. Suffixes K M G T mean powers of 1,024, with or
/// without B or iB. invalid_job for anything else, and for less than one mebibyte.
Result<uint64_t> parse_memory_limit(const std::string& text, uint64_t available);

/// Worker threads of a run: the `wanted` ones (0: all of the machine), but no more than the budget has room for, at
/// least one. What a worker keeps for itself, pieces of files, blocks, buffers of tables, is not spilled.
unsigned worker_threads(unsigned wanted, uint64_t budget_bytes);

/// Where the job spills: its own folder, else that of the system. io_error when its own is no folder.
Result<std::string> spill_directory(const Job& job);

}  // namespace sosie
