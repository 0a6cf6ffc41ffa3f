// gzip and Zstandard.
#pragma once

#include <cstdint>
#include <string_view>

#include "io/byte_buffer.h"

namespace sosie::io {

enum class Compression : uint8_t { none, gzip, zstd };

/// By the first bytes, whatever the file is called.
Compression recognise_compression(std::string_view bytes);

/// How far a file may expand: a small file must not fill the machine.
struct ExpansionLimits {
  uint64_t max_ratio = 200;  ///< bytes out per byte in
  uint64_t max_bytes = uint64_t{1} << 40;
};

/// Appends the content of `compressed` to `out`: every gzip member, every zstd frame. invalid_data when it is cut
/// short, damaged, followed by other bytes, or expands beyond the limits; the message says where.
Status decompress(Compression compression, std::string_view compressed, const ExpansionLimits& limits, ByteBuffer& out);

}  // namespace sosie::io
