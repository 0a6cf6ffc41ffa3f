// The bytes of a file as they stand on disk.
#pragma once

#include <string>

#include "io/byte_buffer.h"

namespace sosie::io {

/// How messages name an input: its path, or "standard input" for "-".
std::string input_name(const std::string& path);

/// Reads all of a file, or of standard input for "-". io_error when it cannot be read, or changes while it is read.
Result<ByteBuffer> read_file_bytes(const std::string& path, MemoryAccountant& memory);

}  // namespace sosie::io
