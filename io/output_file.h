// A new file, written from front to back.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/status.h"
#include "io/direct_writer.h"
#include "io/file_descriptor.h"

namespace sosie::io {

/// Never overwrites. Unless finish() succeeds, the file is removed again.
class OutputFile {
 public:
  /// io_error when the file exists or cannot be made. `writer`, if any, writes all but the end of a long file where the
  /// file system lets it; it outlives the file.
  static Result<OutputFile> create(const std::string& path, DirectWriter* writer = nullptr);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// io_error, perhaps of bytes given before; on a full disk it says what was needed and what is free.
  Status write(std::string_view bytes);
  /// Makes the content durable and closes the file.
  Status finish();
  uint64_t bytes_written() const { return bytes_written_; }

 private:
  OutputFile(std::string path, FileDescriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  Status failed(const char* what, int error, size_t bytes_left) const;
  Status write_through_cache(std::string_view bytes);
  Status direct_error() const;

  std::string path_;
  FileDescriptor file_;
  DirectWriter* writer_ = nullptr;
  std::shared_ptr<DirectWriter::Target> target_;  // null: everything goes through the cache
  DirectWriter::Block block_;                     // what stands behind the blocks handed over to the writer
  size_t block_size_ = 0;
  uint64_t bytes_written_ = 0, bytes_handed_over_ = 0;
  bool keep_ = false;
};

}  // namespace sosie::io
