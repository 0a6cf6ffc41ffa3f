#include "engine/job/job_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/job/toml_reader.h"
#include "engine/job/validate.h"

namespace sosie {
namespace {

Result<std::string> read_text(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Status::invalid_job("there is no such job file").at({path, 0, 0});
  if (std::filesystem::is_directory(path, error))
    return Status::invalid_job("a job file was expected, and this is a folder").at({path, 0, 0});
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.bad())
    return Status::io_error(std::string("cannot read the job file: ") + std::strerror(errno)).at({path, 0, 0});
  return text.str();
}

}  // namespace

Result<Job> parse_job(std::string_view text, const std::string& path, const std::string& directory,
                      const Overrides& overrides) {
  Job job;
  JobPlaces places;
  job.directory = directory;
  SOSIE_RETURN_IF_ERROR(read_toml(text, path, overrides, job, places));
  SOSIE_RETURN_IF_ERROR(validate(job, places));
  job.path = path;
  return job;
}

Result<Job> load_job(const std::string& path, const Overrides& overrides) {
  SOSIE_ASSIGN_OR_RETURN(const std::string text, read_text(path));
  return parse_job(text, path, std::filesystem::path(path).parent_path().string(), overrides);
}

Result<std::pair<std::string, std::string>> parse_override(const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return Status::invalid_argument("--set takes key=value, and got \"" + text + "\"")
        .hint("as in --set limits.rejects=5%");
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

}  // namespace sosie
