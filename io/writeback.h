// Lets the disk begin while later rows are formatted.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>

#include "io/file_descriptor.h"

namespace sosie::io {

/// Asks the system to write parts of files to the disk, and the disk now and then to empty its own cache, so that an
/// fsync at the end waits for what is left only. The system makes whoever asks wait while the disk has much to do; so a
/// thread of its own asks, and those that format do not wait. A hint: its failure changes nothing. Thread-safe.
class Writeback {
 public:
  Writeback() : thread_([this](std::stop_token stop) { run(stop); }) {}
  /// What has not begun by then is left to fsync.
  ~Writeback() = default;
  Writeback(const Writeback&) = delete;
  Writeback& operator=(const Writeback&) = delete;

  /// The bytes [begin, end) of an open file, which may be closed any time later.
  void start(int file, uint64_t begin, uint64_t end);

 private:
  struct Part {
    FileDescriptor file;  // a duplicate
    uint64_t begin, end;
  };
  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any added_;
  std::deque<Part> parts_;
  std::jthread thread_;  // last: the others are there before it starts and after it ends
};

}  // namespace sosie::io
