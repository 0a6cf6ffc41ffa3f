// Which columns of a file hold which fields, told by names and by values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/job/job.h"

namespace sosie {

enum class ColumnUse : uint8_t {
  field,    ///< mapped to RecognizedColumn::field
  id,       ///< names the record
  updated,  ///< business time of the row
  consent,  ///< looks like consent: never mapped, only shown
  unused,   ///< read into no table
};

/// What became of one column, and why, in words for people.
struct RecognizedColumn {
  std::string column;
  ColumnUse use = ColumnUse::unused;
  std::string field;  ///< for ColumnUse::field
  std::string why;
  std::vector<std::string> codes;  ///< for ColumnUse::consent: its distinct values, when there are few; in byte order
};

/// Columns of a file with values of a sample, in file order. Views; the caller keeps the bytes.
struct SampledColumn {
  std::string name;
  std::vector<std::string_view> values;  ///< by row; empty: missing
};

struct RecognizedFile {
  std::string path;
  SourceSpec source;  ///< name, path, csv and id are the caller's to set; fields and updated are set here
  std::vector<RecognizedColumn> columns;   ///< one per column of the file, in file order
  std::vector<std::string> id_candidates;  ///< unique in the sample and named like an id, the likeliest first
};

/// Decides on every column. A name proposes, the values confirm or veto; values alone propose where they are
/// unmistakable. The same sample always gives the same answer. `country`: default region of phones.
RecognizedFile recognize_columns(std::span<const SampledColumn> columns, std::string_view country);

}  // namespace sosie
