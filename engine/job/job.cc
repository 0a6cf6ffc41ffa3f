#include "engine/job/job.h"

#include <algorithm>
#include <filesystem>

namespace sosie {

std::string resolve_path(const Job& job, const std::string& path) {
  if (path == "-" || job.directory.empty() || path.find("://") != std::string::npos) return path;
  return (std::filesystem::path(job.directory) / path).string();
}

bool knows_of_consent(const Job& job) {
  const auto speaks = [](const SourceSpec& source) { return !source.has_no_consent; };
  return !job.events.empty() || !job.suppressions.empty() ||
         std::any_of(job.sources.begin(), job.sources.end(), speaks);
}

bool asks_for_table(const Job& job, std::string_view table) {
  return job.tables.empty() || std::find(job.tables.begin(), job.tables.end(), table) != job.tables.end();
}

}  // namespace sosie
