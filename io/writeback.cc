#include "io/writeback.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace sosie::io {
namespace {

constexpr uint64_t kFlushBytes = 64 << 20;  // a run of a million records would else wait 0.7 s for the last flush

}  // namespace

void Writeback::start(int file, uint64_t begin, uint64_t end) {
  FileDescriptor own(::fcntl(file, F_DUPFD_CLOEXEC, 0));
  if (!own.is_open()) return;
  {
    const std::lock_guard lock(mutex_);
    parts_.push_back({std::move(own), begin, end});
  }
  added_.notify_one();
}

void Writeback::run(const std::stop_token& stop) {
  uint64_t since_flush = 0;
  std::unique_lock lock(mutex_);
  while (added_.wait(lock, stop, [&] { return !parts_.empty(); }) && !stop.stop_requested()) {
    const Part part = std::move(parts_.front());
    parts_.pop_front();
    lock.unlock();
    (void)::sync_file_range(part.file.get(), static_cast<off64_t>(part.begin),
                            static_cast<off64_t>(part.end - part.begin), SYNC_FILE_RANGE_WRITE);
    since_flush += part.end - part.begin;
    if (since_flush >= kFlushBytes) {
      (void)::fdatasync(part.file.get());
      since_flush = 0;
    }
    lock.lock();
  }
}

}  // namespace sosie::io
