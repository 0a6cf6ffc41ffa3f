// Bytes as text.
#pragma once

#include <string>
#include <string_view>

namespace sosie {

/// Base64 with padding, standard alphabet (RFC 4648, section 4), replacing `out`.
void encode_base64(std::string_view bytes, std::string& out);

}  // namespace sosie
