// The committed sample, run from its job file into a folder of the test's own.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/status.h"
#include "engine/job/job_file.h"
#include "engine/pipeline.h"

namespace sosie {

/// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = std::filesystem::temp_directory_path() /
            ("sosie-pipeline-" + std::to_string(::getpid()) + "-" + std::to_string(++count_));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  static inline int count_ = 0;
  std::filesystem::path path_;
};

inline Result<RunSummary> run_sample(const std::string& output, unsigned threads) {
  auto job = load_job(std::string(SOSIE_SOURCE_DIR) + "/datasets/sample/job.toml");
  if (!job.ok()) return job.status();
  job->output = output;
  job->threads = threads;
  return run_job({.job = &*job});
}

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace sosie
