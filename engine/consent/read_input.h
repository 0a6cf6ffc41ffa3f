// Files that speak of consent and of nothing else: events and opposition lists.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/consent/cell_table.h"
#include "engine/consent/consent.h"

namespace sosie::consent {

/// What to read: required columns, and keys that are columns only where a file has them.
struct InputRequest {
  std::string name;                ///< of the events or list, for messages
  std::vector<std::string> paths;  ///< resolved
  io::CsvOptions csv;
  std::vector<std::string> columns;  ///< a file without one of them is refused
  std::vector<std::string> companions;
};

/// Rows of all files of one request, in order of files and rows.
struct InputRows {
  std::shared_ptr<RefCells> cells;
  std::vector<EventReject> rejects;  ///< in order of files and rows
  std::vector<std::vector<TextRef>>
      reject_cells;                ///< by reject, in the order of `names`; empty when fields could not be told apart
  std::vector<std::string> names;  ///< columns read
  std::vector<InputFile> files;
  std::vector<std::shared_ptr<const void>> owners;  ///< of the bytes behind cells and rejects
};

/// io_error and invalid_data as the reader finds them.
Result<InputRows> read_input(const InputRequest& request, const Executor& executor, MemoryAccountant& memory);

}  // namespace sosie::consent
