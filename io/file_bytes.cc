#include "io/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "io/file_descriptor.h"

namespace sosie::io {
namespace {

constexpr size_t kReadBytes = 8 << 20;  // one system call takes at most 2 GB anyway

Status cannot(const std::string& what, const std::string& path, int error) {
  return Status::io_error("cannot " + what + ": " + std::generic_category().message(error)).at({input_name(path)});
}

Status changed(const std::string& path) {
  return Status::io_error("the file changed while it was read")
      .at({input_name(path)})
      .hint("write inputs under another name and rename them when they are complete");
}

/// Reads once into the room of `bytes`; 0 at the end of the file.
Result<size_t> read_some(int fd, size_t at_most, ByteBuffer& bytes, const std::string& path) {
  for (;;) {
    const ssize_t got = ::read(fd, bytes.end(), std::min(at_most, kReadBytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot("read", path, errno);
    bytes.append(static_cast<size_t>(got));
    return static_cast<size_t>(got);
  }
}

Status read_known_size(int fd, size_t size, ByteBuffer& bytes, const std::string& path) {
  SOSIE_RETURN_IF_ERROR(bytes.reserve(size + 1));  // the spare byte tells a file that grows
  while (bytes.size() <= size) {
    SOSIE_ASSIGN_OR_RETURN(const size_t got, read_some(fd, size + 1 - bytes.size(), bytes, path));
    if (got == 0) break;
  }
  return bytes.size() == size ? Status() : changed(path);
}

Status read_stream(int fd, ByteBuffer& bytes, const std::string& path) {
  for (;;) {
    SOSIE_RETURN_IF_ERROR(bytes.make_room(kReadBytes));
    SOSIE_ASSIGN_OR_RETURN(const size_t got, read_some(fd, bytes.room(), bytes, path));
    if (got == 0) return {};
  }
}

}  // namespace

std::string input_name(const std::string& path) { return path == "-" ? "standard input" : path; }

Result<ByteBuffer> read_file_bytes(const std::string& path, MemoryAccountant& memory) {
  FileDescriptor file(path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return cannot("open", path, errno);
  struct stat about = {};
  if (::fstat(file.get(), &about) != 0) return cannot("open", path, errno);
  if (S_ISDIR(about.st_mode)) return cannot("read", path, EISDIR);
  ByteBuffer bytes(memory, "reading " + input_name(path));
  const bool size_known = S_ISREG(about.st_mode) && about.st_size > 0 && path != "-";
  SOSIE_RETURN_IF_ERROR(size_known ? read_known_size(file.get(), static_cast<size_t>(about.st_size), bytes, path)
                                   : read_stream(file.get(), bytes, path));
  SOSIE_RETURN_IF_ERROR(bytes.finish());
  return bytes;
}

}  // namespace sosie::io
