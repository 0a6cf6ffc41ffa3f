// Files that grow at their end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sosie::generator {

/// Owns a file descriptor. Movable; not thread-safe.
class OutputFile {
 public:
  /// Creates or empties `path`; io_error says why not.
  static Result<OutputFile> create(std::string path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Status append(std::string_view bytes);
  uint64_t size() const { return size_; }
  /// Tells the errors that only closing shows.
  Status close();

 private:
  OutputFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  Status failure(const char* what) const;
  std::string path_;
  int descriptor_;
  uint64_t size_ = 0;
};

}  // namespace sosie::generator
