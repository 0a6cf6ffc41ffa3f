#include "io/writeback.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace sosie::io {

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
  std::unique_lock lock(mutex_);
  while (added_.wait(lock, stop, [&] { return !parts_.empty(); }) && !stop.stop_requested()) {
    const Part part = std::move(parts_.front());
    parts_.pop_front();
    lock.unlock();
    (void)::sync_file_range(part.file.get(), static_cast<off64_t>(part.begin),
                            static_cast<off64_t>(part.end - part.begin), SYNC_FILE_RANGE_WRITE);
    lock.lock();
  }
}

}  // namespace sosie::io
