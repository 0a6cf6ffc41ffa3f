// A job as TOML.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/job/job.h"

namespace sosie {

struct PrintJobOptions {
  /// Lines above the job, without `#`.
  std::string heading;
  /// The documentation of each key behind it.
  bool documentation = true;
  /// Comment behind a mapped field of a source (index, field name) in place of the registry's; may be empty.
  std::function<std::string(size_t source, std::string_view field)> field_comment;
  /// Comment lines after the fields of a source, without `#`; may be empty.
  std::function<std::string(size_t source)> after_fields;
};

/// The whole job, defaults included. parse_job reads it back to an equal job. Never fails.
std::string print_job(const Job& job, const PrintJobOptions& options = {});

}  // namespace sosie
