// The small files beside the channels.
#pragma once

#include <string>
#include <string_view>

#include "datasets/generator/generate.h"

namespace sosie::generator {

/// job.toml: a complete job for the six channels, judged at 2026-09-01.
std::string_view job_file();
/// generated.json: options, rates and counts of what was written.
std::string generated_json(const GenerateOptions& options, const GenerateSummary& summary);

}  // namespace sosie::generator
