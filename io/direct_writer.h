// Whole blocks to the disk, past the system's cache, while later rows are formatted.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "io/file_descriptor.h"

namespace sosie::io {

/// Writes blocks of files one after the other, with O_DIRECT (open(2)), on a thread of its own. What is published is
/// written once and read by others, perhaps tomorrow: copying it into the system's cache costs as much as formatting it
/// does, takes the room of what others have there, and an fsync waits for the disk all the same. Thread-safe.
class DirectWriter {
 public:
  static constexpr size_t kBlockBytes = 512 << 10;

  struct Free {
    void operator()(char* data) const { std::free(data); }
  };
  using Block = std::unique_ptr<char, Free>;  ///< kBlockBytes, on pages of its own

  /// One file's part. It keeps its own hold of the file, which may be closed or removed meanwhile.
  class Target {
   public:
    /// The errno of the first block that could not be written; 0 while all could.
    int error() const { return error_; }
    uint64_t bytes_left() const { return bytes_left_; }  ///< of that block

   private:
    friend class DirectWriter;
    Target(int direct, int cached) : direct_(direct), cached_(cached) {}
    FileDescriptor direct_, cached_;
    bool is_direct_ = true;
    std::atomic<int> error_ = 0;
    std::atomic<uint64_t> bytes_left_ = 0;
    size_t num_waiting_ = 0;
  };

  DirectWriter();
  /// Blocks that nobody waited for are thrown away.
  ~DirectWriter() = default;
  DirectWriter(const DirectWriter&) = delete;
  DirectWriter& operator=(const DirectWriter&) = delete;

  /// Null where the file system only writes through the cache. `file` is the same file, open for writing.
  std::shared_ptr<Target> open(const std::string& path, int file) const;
  /// Room for a block; waits while the disk has many of them to write. Null when there is no memory.
  Block take();
  /// Writes a whole block at `offset`, a multiple of kBlockBytes, some time soon.
  void write(const std::shared_ptr<Target>& target, uint64_t offset, Block block);
  /// Until every block of the target is written, or failed.
  void wait_for(const Target& target);

 private:
  struct Part {
    std::shared_ptr<Target> target;
    uint64_t offset;
    Block block;
  };
  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any added_;
  std::condition_variable done_;
  std::deque<Part> parts_;
  std::vector<Block> spare_;
  std::jthread thread_;  // last: the others are there before it starts and after it ends
};

}  // namespace sosie::io
