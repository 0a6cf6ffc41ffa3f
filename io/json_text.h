// Texts as JSON strings.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sosie::io {

/// Appends `text` in quotes, escaped where JSON asks for it; each byte that is not UTF-8 becomes U+FFFD.
void append_json_string(std::string_view text, std::string& out);

/// Appends `["a","b"]`.
void append_json_array(std::span<const std::string_view> texts, std::string& out);

}  // namespace sosie::io
