#include "io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sosie::io {
namespace {

constexpr uint64_t kWritebackBytes = 8 << 20;

uint64_t free_bytes(int fd) {
  struct statvfs about = {};
  return ::fstatvfs(fd, &about) == 0 ? static_cast<uint64_t>(about.f_bavail) * about.f_frsize : 0;
}

}  // namespace

Result<OutputFile> OutputFile::create(const std::string& path, Writeback* writeback) {
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!file.is_open())
    return Status::io_error("cannot create the file: " + std::generic_category().message(errno)).at({path});
  return OutputFile(path, std::move(file), writeback);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::move(other.file_)),
      writeback_(other.writeback_),
      bytes_written_(other.bytes_written_),
      bytes_handed_over_(other.bytes_handed_over_),
      keep_(std::exchange(other.keep_, true)) {}

OutputFile::~OutputFile() {
  if (!keep_) ::unlink(path_.c_str());
}

Status OutputFile::failed(const char* what, int error, size_t bytes_left) const {
  if (error == ENOSPC || error == EDQUOT)
    return Status::io_error(
        fmt::format("disk full writing {}: needed {} more bytes, {} free", path_, bytes_left, free_bytes(file_.get())));
  return Status::io_error(fmt::format("cannot {} the file: {}", what, std::generic_category().message(error)))
      .at({path_});
}

Status OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write", errno, bytes.size());
    bytes.remove_prefix(static_cast<size_t>(written));
    bytes_written_ += static_cast<uint64_t>(written);
  }
  start_writeback();
  return {};
}

void OutputFile::start_writeback() {
  if (writeback_ == nullptr || bytes_written_ - bytes_handed_over_ < kWritebackBytes) return;
  writeback_->start(file_.get(), bytes_handed_over_, bytes_written_);
  bytes_handed_over_ = bytes_written_;
}

Status OutputFile::finish() {
  // A pipe or device has nothing to make durable.
  if (::fsync(file_.get()) != 0 && errno != EINVAL && errno != EROFS) return failed("sync", errno, 0);
  if (!file_.close()) return failed("close", errno, 0);
  keep_ = true;
  return {};
}

}  // namespace sosie::io
