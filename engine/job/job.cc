#include "engine/job/job.h"

#include <filesystem>

namespace sosie {

std::string resolve_path(const Job& job, const std::string& path) {
  if (path == "-" || job.directory.empty() || path.find("://") != std::string::npos) return path;
  return (std::filesystem::path(job.directory) / path).string();
}

}  // namespace sosie
