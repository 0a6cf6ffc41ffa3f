// One run at a time on one output folder.
#pragma once

#include <string>

#include "core/status.h"

namespace sosie {

/// Holds `DIR/.lock` until it dies; the kernel lets go of it when the process does, however it ends. Movable.
class OutputLock {
 public:
  /// Creates the folder when it is missing. io_error names the process that holds the lock.
  static Result<OutputLock> acquire(const std::string& output_directory);
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;
  ~OutputLock();

 private:
  explicit OutputLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace sosie
