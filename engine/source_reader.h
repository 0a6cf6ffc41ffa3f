// One source: its files to one table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/record_table.h"
#include "engine/ingest.h"

namespace sosie {

/// What one source gave: its table, before repeated ids are folded, and what was refused.
struct SourceRows {
  SourceTable table;
  std::vector<std::string_view> row_bytes;  ///< by row: its bytes in the file
  std::vector<SourceReject> rejects;        ///< by file, row
  std::vector<std::string> columns;         ///< names, in the order of the rejects' cells
  std::vector<InputFile> files;
  uint64_t rows_in = 0;  ///< accepted + refused
};

/// A file to read, and how tables name it: as the job wrote it, so that they do not depend on where the job lies.
struct SourceFile {
  std::string path, name;
};

/// Reads every file of a source. They exist.
Result<SourceRows> read_source(const SourceSpec& spec, uint32_t ordinal, const std::vector<SourceFile>& files,
                               const Executor& executor, MemoryAccountant& memory);

}  // namespace sosie
