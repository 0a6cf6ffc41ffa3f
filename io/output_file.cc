#include "io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace sosie::io {
namespace {

uint64_t free_bytes(int fd) {
  struct statvfs about = {};
  return ::fstatvfs(fd, &about) == 0 ? static_cast<uint64_t>(about.f_bavail) * about.f_frsize : 0;
}

}  // namespace

Result<OutputFile> OutputFile::create(const std::string& path, DirectWriter* writer) {
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!file.is_open())
    return Status::io_error("cannot create the file: " + std::generic_category().message(errno)).at({path});
  OutputFile created(path, std::move(file));
  if (writer == nullptr) return created;
  created.writer_ = writer;
  created.target_ = writer->open(path, created.file_.get());
  return created;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::move(other.file_)),
      writer_(other.writer_),
      target_(std::move(other.target_)),
      block_(std::move(other.block_)),
      block_size_(std::exchange(other.block_size_, 0)),
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

Status OutputFile::direct_error() const {
  return target_->error() == 0 ? Status() : failed("write", target_->error(), target_->bytes_left());
}

Status OutputFile::write_through_cache(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write", errno, bytes.size());
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Status OutputFile::write(std::string_view bytes) {
  bytes_written_ += bytes.size();
  if (target_ == nullptr) return write_through_cache(bytes);
  while (!bytes.empty()) {
    if (block_ == nullptr) block_ = writer_->take();
    if (block_ == nullptr) return failed("write", ENOMEM, bytes.size());
    const size_t taken = std::min(bytes.size(), DirectWriter::kBlockBytes - block_size_);
    std::memcpy(block_.get() + block_size_, bytes.data(), taken);
    bytes.remove_prefix(taken);
    block_size_ += taken;
    if (block_size_ < DirectWriter::kBlockBytes) continue;
    writer_->write(target_, bytes_handed_over_, std::move(block_));
    bytes_handed_over_ += std::exchange(block_size_, 0);
  }
  return direct_error();
}

Status OutputFile::finish() {
  if (target_ != nullptr) {
    writer_->wait_for(*target_);
    SOSIE_RETURN_IF_ERROR(direct_error());
    if (::lseek(file_.get(), static_cast<off_t>(bytes_handed_over_), SEEK_SET) < 0) return failed("seek", errno, 0);
    SOSIE_RETURN_IF_ERROR(write_through_cache({block_.get(), block_size_}));
  }
  // A pipe or device has nothing to make durable.
  if (::fsync(file_.get()) != 0 && errno != EINVAL && errno != EROFS) return failed("sync", errno, 0);
  if (!file_.close()) return failed("close", errno, 0);
  keep_ = true;
  return {};
}

}  // namespace sosie::io
