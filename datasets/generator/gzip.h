// Compression of what a block makes.
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace sosie::generator {

/// Appends one gzip member; members may follow each other in a file, and read as one text.
Status gzip(std::string_view bytes, std::string& out);

}  // namespace sosie::generator
