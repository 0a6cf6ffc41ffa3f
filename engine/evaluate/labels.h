// A truth and a run, brought together record by record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/dictionary.h"
#include "core/executor.h"
#include "core/memory.h"
#include "engine/run_folder.h"

namespace sosie {

/// The records of a truth, with their labels there and in the run. Records are numbered as the truth lists them.
struct LabelledRecords {
  TableCells truth, members;
  std::vector<uint32_t> truth_rows;             ///< by record: its row in `truth`
  std::vector<uint32_t> entities;               ///< by record: label in the truth; kUnlabelled
  std::vector<uint32_t> clusters;               ///< by record: label in the run
  std::vector<uint32_t> sources;                ///< by record
  std::vector<std::string_view> entity_names;   ///< by truth label
  std::vector<std::string_view> cluster_names;  ///< by run label; empty for a record the run lacks
  std::string only_source;                      ///< of a truth without sources
  std::vector<std::string> problems;

  size_t num_records() const { return truth_rows.size(); }
  std::string_view source(size_t record) const;
  std::string_view id(size_t record) const { return truth.cell(0, truth_rows[record]); }
  /// SOURCE:ID
  std::string name(size_t record) const;
  /// The record of that name, or SIZE_MAX.
  size_t find(std::string_view source, std::string_view id) const;

  bool has_sources = false;
  Dictionary names;  ///< of records; code - 1 is the record
};

/// invalid_data when a column is missing, or when the truth has no `source` and the run several.
Result<LabelledRecords> read_labels(const RunFolder& run, const std::string& truth_path, const Executor& executor,
                                    MemoryAccountant& memory);

}  // namespace sosie
