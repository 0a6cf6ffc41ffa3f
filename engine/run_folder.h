// Reads run folders: the one reader that `evaluate`, `why` and whatever looks at a finished run share.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "core/text_ref.h"
#include "engine/manifest.h"
#include "io/input.h"

namespace sosie {

/// Some columns of a table, in memory. Cells live as long as the table. Movable.
class TableCells {
 public:
  /// Reads the columns named of a CSV or NDJSON file; the result does not depend on threads. invalid_data names a
  /// column that is absent. A row that cannot be read makes the whole file invalid_data: tables of a run have none, and
  /// a truth must have none.
  static Result<TableCells> read(const std::string& path, const io::InputOptions& options,
                                 const std::vector<std::string>& columns, const Executor& executor,
                                 MemoryAccountant& memory);

  size_t num_rows() const { return num_rows_; }
  /// Empty when null.
  std::string_view cell(size_t column, size_t row) const { return columns_[column][row].view(); }

 private:
  size_t num_rows_ = 0;
  std::vector<std::vector<TextRef>> columns_;
  std::vector<std::shared_ptr<const void>> owners_;
};

/// A published run. Nothing of it is read but the manifest until a table is asked for.
class RunFolder {
 public:
  /// `path` is a run folder, or an output folder whose `current` names one. invalid_argument when it is neither.
  static Result<RunFolder> open(const std::string& path);

  const std::string& directory() const { return directory_; }
  const Manifest& manifest() const { return manifest_; }
  bool has_table(std::string_view table) const;
  /// Column names of a table in file order; invalid_data when the run was told not to write it.
  Result<std::vector<std::string>> columns(const std::string& table, MemoryAccountant& memory) const;
  Result<TableCells> read(const std::string& table, const std::vector<std::string>& columns, const Executor& executor,
                          MemoryAccountant& memory) const;
  /// `job.toml`, `model.json`.
  Result<std::string> text(const std::string& file) const;

 private:
  Result<std::string> table_path(const std::string& table) const;

  std::string directory_;
  Manifest manifest_;
};

}  // namespace sosie
