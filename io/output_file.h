// A new file, written from front to back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"
#include "io/file_descriptor.h"

namespace sosie::io {

/// Never overwrites. Unless finish() succeeds, the file is removed again.
class OutputFile {
 public:
  /// io_error when the file exists or cannot be made.
  static Result<OutputFile> create(const std::string& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// io_error; on a full disk it says what was needed and what is free.
  Status write(std::string_view bytes);
  /// Makes the content durable and closes the file.
  Status finish();
  uint64_t bytes_written() const { return bytes_written_; }

 private:
  OutputFile(std::string path, FileDescriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  Status failed(const char* what, int error, size_t bytes_left) const;
  void start_writeback();

  std::string path_;
  FileDescriptor file_;
  uint64_t bytes_written_ = 0;
  uint64_t bytes_handed_over_ = 0;  // to the disk, of those written
  bool keep_ = false;
};

}  // namespace sosie::io
