#include "datasets/generator/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace sosie::generator {

Result<OutputFile> OutputFile::create(std::string path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  OutputFile file(std::move(path), descriptor);
  if (descriptor < 0) return file.failure("cannot create the file");
  return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status OutputFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure("cannot write the file");
    size_ += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Status OutputFile::close() {
  if (::close(std::exchange(descriptor_, -1)) != 0) return failure("cannot close the file");
  return {};
}

Status OutputFile::failure(const char* what) const {
  return Status::io_error(std::string(what) + ": " + std::strerror(errno)).at({.path = path_});
}

}  // namespace sosie::generator
