// Texts as CSV cells.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sosie::io {

/// Most bytes a text of `size` bytes takes as a CSV cell: every byte a quote, and two around.
constexpr size_t csv_text_limit(size_t size) { return 2 * size + 2; }

/// Writes `value` as an RFC 4180 cell to `out`, which has room for csv_text_limit(value.size()); returns its end.
char* write_csv_text(std::string_view value, char* out);

}  // namespace sosie::io
