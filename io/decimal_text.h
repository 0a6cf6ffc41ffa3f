// Numbers with a fixed count of decimals.
#pragma once

#include <cstddef>

namespace sosie::io {

/// Most bytes of write_decimal(): a double has up to 309 digits before the point.
constexpr size_t decimal_limit(int digits) { return 312 + static_cast<size_t>(digits); }

/// Writes a finite `value` with `digits` >= 0 decimals to `out`; returns its end. The decimals are those of the exact
/// binary value, ties to even, as printf's `%.*f` and fmt's `{:.*f}` give them.
char* write_decimal(double value, int digits, char* out);

}  // namespace sosie::io
