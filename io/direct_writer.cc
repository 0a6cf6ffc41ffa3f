#include "io/direct_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sosie::io {
namespace {

constexpr size_t kPage = 4096;       // what disks and file systems align to, or less
constexpr size_t kMostWaiting = 16;  // blocks

/// Returns how much of the block is left, with the reason in errno when there is some.
size_t write_whole(int file, const char* data, size_t size, uint64_t offset) {
  while (size > 0) {
    const ssize_t written = ::pwrite(file, data, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return size;
    data += written;
    offset += static_cast<uint64_t>(written);
    size -= static_cast<size_t>(written);
  }
  return 0;
}

}  // namespace

DirectWriter::DirectWriter() : thread_([this](std::stop_token stop) { run(stop); }) {}

std::shared_ptr<DirectWriter::Target> DirectWriter::open(const std::string& path, int file) const {
  const int direct = ::open(path.c_str(), O_WRONLY | O_DIRECT | O_CLOEXEC);
  if (direct < 0) return nullptr;
  const int cached = ::fcntl(file, F_DUPFD_CLOEXEC, 0);
  std::shared_ptr<Target> target(new Target(direct, cached));
  return cached < 0 ? nullptr : target;
}

DirectWriter::Block DirectWriter::take() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return parts_.size() < kMostWaiting; });
  if (spare_.empty()) return Block(static_cast<char*>(std::aligned_alloc(kPage, kBlockBytes)));
  Block block = std::move(spare_.back());
  spare_.pop_back();
  return block;
}

void DirectWriter::write(const std::shared_ptr<Target>& target, uint64_t offset, Block block) {
  {
    const std::lock_guard lock(mutex_);
    ++target->num_waiting_;
    parts_.push_back({target, offset, std::move(block)});
  }
  added_.notify_one();
}

void DirectWriter::wait_for(const Target& target) {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return target.num_waiting_ == 0; });
}

void DirectWriter::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (added_.wait(lock, stop, [&] { return !parts_.empty(); }) && !stop.stop_requested()) {
    Part part = std::move(parts_.front());
    parts_.pop_front();
    lock.unlock();
    Target& target = *part.target;
    if (target.error_ == 0) {
      const int file = target.is_direct_ ? target.direct_.get() : target.cached_.get();
      size_t left = write_whole(file, part.block.get(), kBlockBytes, part.offset);
      if (left > 0 && target.is_direct_ && errno == EINVAL) {  // another alignment, or none: through the cache then
        target.is_direct_ = false;
        const size_t done = kBlockBytes - left;
        left = write_whole(target.cached_.get(), part.block.get() + done, left, part.offset + done);
      }
      if (left > 0) {
        target.bytes_left_ = left;
        target.error_ = errno;
      }
    }
    lock.lock();
    --target.num_waiting_;
    spare_.push_back(std::move(part.block));
    done_.notify_all();
  }
}

}  // namespace sosie::io
