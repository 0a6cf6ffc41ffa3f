#include "engine/publish/publication.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "core/fault.h"

namespace sosie {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHiddenPrefix = ".publishing-";
constexpr std::string_view kManifest = "manifest.json";  // holds times: differs between equal runs

Status failed(const std::string& what, const std::string& path, int error) {
  return Status::io_error(fmt::format("{}: {}", what, std::strerror(error)))
      .at({path})
      .hint("`current` still names the publication before; mend it and run again");
}

/// Names of the files that must agree between two runs of one id.
std::vector<std::string> compared_files(const std::string& directory, std::error_code& error) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().filename() != kManifest) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool same_bytes(const std::string& left, const std::string& right) {
  std::error_code error;
  if (fs::file_size(left, error) != fs::file_size(right, error) || error) return false;
  std::ifstream a(left, std::ios::binary), b(right, std::ios::binary);
  std::vector<char> block_a(1 << 20), block_b(1 << 20);
  while (a && b) {
    a.read(block_a.data(), static_cast<std::streamsize>(block_a.size()));
    b.read(block_b.data(), static_cast<std::streamsize>(block_b.size()));
    if (a.gcount() != b.gcount() || std::memcmp(block_a.data(), block_b.data(), static_cast<size_t>(a.gcount())) != 0)
      return false;
  }
  return true;
}

bool same_run(const std::string& fresh, const std::string& published) {
  std::error_code error;
  if (!fs::exists(published + "/" + std::string(kManifest), error)) return false;
  const std::vector<std::string> names = compared_files(fresh, error);
  if (error || names != compared_files(published, error) || error) return false;
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return same_bytes(fresh + "/" + name, published + "/" + name); });
}

}  // namespace

Status sync_directory(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return failed("the folder cannot be opened", path, errno);
  const int outcome = ::fsync(file);
  const int error = errno;
  ::close(file);
  return outcome == 0 ? Status() : failed("the folder cannot be synchronised", path, error);
}

Publication::Publication(std::string output, std::string run_id)
    : output_(std::move(output)),
      run_id_(std::move(run_id)),
      hidden_(output_ + "/" + std::string(kHiddenPrefix) + run_id_) {}

Publication::Publication(Publication&& other) noexcept
    : output_(std::move(other.output_)), run_id_(std::move(other.run_id_)), hidden_(std::exchange(other.hidden_, {})) {}

Publication::~Publication() {
  std::error_code ignored;
  if (!hidden_.empty()) fs::remove_all(hidden_, ignored);
}

Result<Publication> Publication::begin(const std::string& output_directory, const std::string& run_id) {
  std::error_code error;
  fs::create_directories(output_directory + "/runs", error);
  if (error) return failed("the folder cannot be made", output_directory + "/runs", error.value());
  std::vector<fs::path> leftovers;
  for (const fs::directory_entry& entry : fs::directory_iterator(output_directory, error)) {
    if (entry.path().filename().string().starts_with(kHiddenPrefix)) leftovers.push_back(entry.path());
  }
  for (const fs::path& path : leftovers) fs::remove_all(path, error);
  Publication publication(output_directory, run_id);
  fs::create_directory(publication.hidden_, error);
  if (error) return failed("the folder cannot be made", publication.hidden_, error.value());
  return publication;
}

/// Moves the hidden folder into `runs`; returns the name it has there.
Result<std::string> Publication::place() {
  const std::string runs = output_ + "/runs/";
  std::string name = run_id_;
  std::error_code error;
  for (int copy = 2; fs::exists(runs + name, error); ++copy) {
    if (same_run(hidden_, runs + name)) {
      fs::remove_all(hidden_, error);
      return name;
    }
    name = fmt::format("{}-{}", run_id_, copy);
  }
  if (fault_fires("publish.rename")) return failed("the run folder cannot be moved into place", runs + name, EIO);
  if (::rename(hidden_.c_str(), (runs + name).c_str()) != 0)
    return failed("the run folder cannot be moved into place", runs + name, errno);
  return name;
}

Status Publication::point_current_to(const std::string& run_name) const {
  const std::string current = output_ + "/current", fresh = output_ + "/" + std::string(kHiddenPrefix) + "current";
  std::error_code error;
  fs::remove(fresh, error);
  fs::create_symlink("runs/" + run_name, fresh, error);
  if (error) return failed("the link cannot be made", fresh, error.value());
  if (fault_fires("publish.current")) return failed("the link cannot be moved", current, EIO);
  if (::rename(fresh.c_str(), current.c_str()) != 0) return failed("the link cannot be moved", current, errno);
  return sync_directory(output_);
}

Result<std::string> Publication::finish() {
  SOSIE_RETURN_IF_ERROR(sync_directory(hidden_));
  SOSIE_ASSIGN_OR_RETURN(const std::string name, place());
  hidden_.clear();
  SOSIE_RETURN_IF_ERROR(sync_directory(output_ + "/runs"));
  SOSIE_RETURN_IF_ERROR(point_current_to(name));
  return output_ + "/runs/" + name;
}

}  // namespace sosie
