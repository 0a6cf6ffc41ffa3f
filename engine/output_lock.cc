#include "engine/output_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace sosie {
namespace {

std::string holder_of(int file) {
  char text[32] = {};
  const ssize_t size = ::pread(file, text, sizeof text - 1, 0);
  std::string pid(text, size > 0 ? static_cast<size_t>(size) : 0);
  while (!pid.empty() && pid.back() == '\n') pid.pop_back();
  return pid.empty() ? "another process" : "process " + pid;
}

/// For people who ask who holds the lock; the lock itself is the kernel's, so a failure here is none.
void write_pid(int file) {
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(file, 0) == 0) [[maybe_unused]]
    const ssize_t written = ::pwrite(file, pid.data(), pid.size(), 0);
}

}  // namespace

Result<OutputLock> OutputLock::acquire(const std::string& output_directory) {
  std::error_code error;
  std::filesystem::create_directories(output_directory, error);
  if (error) return Status::io_error("the output folder cannot be made: " + error.message()).at({output_directory});
  const std::string path = output_directory + "/.lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return Status::io_error(fmt::format("the lock cannot be opened: {}", std::strerror(errno))).at({path});
  OutputLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK)
      return Status::io_error(fmt::format("the lock cannot be taken: {}", std::strerror(errno))).at({path});
    return Status::io_error(fmt::format("lock held by {}: another run writes to this output", holder_of(file)))
        .at({path})
        .hint("wait for it, or choose another output");
  }
  write_pid(file);
  return lock;
}

OutputLock::OutputLock(OutputLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

OutputLock& OutputLock::operator=(OutputLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

OutputLock::~OutputLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace sosie
