// Reads job files.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "engine/job/job.h"

namespace sosie {

/// Settings of the command line, in order: dotted key (`limits.rejects`, `source.crm.path`, `source.0.path`) and value.
/// A value is read as TOML; what is no TOML is a string.
using Overrides = std::vector<std::pair<std::string, std::string>>;

/// Reads, overrides and checks a job. invalid_job names the first mistake with its line and column; a job file that
/// does not exist is invalid_job too, one that cannot be read is io_error.
Result<Job> load_job(const std::string& path, const Overrides& overrides = {});

/// The same for a text that is not a file. `path` names it in errors; relative paths of the job are relative to
/// `directory`.
Result<Job> parse_job(std::string_view text, const std::string& path, const std::string& directory,
                      const Overrides& overrides = {});

/// `key=value` of --set. invalid_argument without an equals sign or a key.
Result<std::pair<std::string, std::string>> parse_override(const std::string& text);

}  // namespace sosie
