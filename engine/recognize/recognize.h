// A job for files that come without one.
#pragma once

#include <string>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "engine/job/job.h"
#include "engine/recognize/recognize_columns.h"

namespace sosie {

struct Recognition {
  Job job;                            ///< one source per file, consent = "none", paths as given
  std::vector<RecognizedFile> files;  ///< by source
};

/// Looks at the first rows of every file and decides what its columns are. A source is named after its file's stem; its
/// id is a column that is unique in the whole file and named like one, else empty: a hash of the row. `country`:
/// default region. invalid_argument without files; else as io::Input::open, and invalid_data for a file in which no
/// column could be used.
Result<Recognition> recognize(const std::vector<std::string>& paths, const std::string& country,
                              const Executor& executor, MemoryAccountant& memory);

/// The file name without folders, format and compression: `in/crm.csv.gz` is `crm`.
std::string stem_of(const std::string& path);

}  // namespace sosie
