// A new file, written from front to back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"
#include "io/file_descriptor.h"
#include "io/writeback.h"

namespace sosie::io {

/// Never overwrites. Unless finish() succeeds, the file is removed again.
class OutputFile {
 public:
  /// io_error when the file exists or cannot be made. `writeback`, if any, gets what is written; it outlives the
  /// writes.
  static Result<OutputFile> create(const std::string& path, Writeback* writeback = nullptr);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// io_error; on a full disk it says what was needed and what is free.
  Status write(std::string_view bytes);
  /// Makes the content durable and closes the file.
  Status finish();
  uint64_t bytes_written() const { return bytes_written_; }

 private:
  OutputFile(std::string path, FileDescriptor file, Writeback* writeback)
      : path_(std::move(path)), file_(std::move(file)), writeback_(writeback) {}
  Status failed(const char* what, int error, size_t bytes_left) const;
  void start_writeback();

  std::string path_;
  FileDescriptor file_;
  Writeback* writeback_;
  uint64_t bytes_written_ = 0;
  uint64_t bytes_handed_over_ = 0;  // to the disk, of those written
  bool keep_ = false;
};

}  // namespace sosie::io
