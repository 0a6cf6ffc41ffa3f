// TOML text to a job, with the place of everything that was said.
#pragma once

#include <string>
#include <string_view>

#include "engine/job/job_file.h"
#include "engine/job/job_places.h"

namespace sosie {

/// Reads `text` over the defaults in `job` and notes places. invalid_job for the first mistake in the text: syntax, an
/// unknown key, a value of the wrong type, a missing key, a value that is not built yet.
Status read_toml(std::string_view text, const std::string& path, const Overrides& overrides, Job& job,
                 JobPlaces& places);

}  // namespace sosie
