// Where the bytes stand that give a CSV file its structure.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sosie::io {

/// The bytes with a meaning. All of them ASCII.
struct CsvSymbols {
  char delimiter = ',';
  char quote = '"';      ///< '\0': none
  char line_end = '\n';  ///< '\r' in files of the classic Mac OS
  friend bool operator==(const CsvSymbols&, const CsvSymbols&) = default;
};

/// 64 bytes of text: bit i speaks of byte i.
struct CsvMarks {
  uint64_t separators = 0;  ///< delimiters and line ends
  uint64_t line_ends = 0;
  uint64_t quotes = 0;
};

/// Marks `num_blocks` blocks of 64 bytes each. `bytes` are all readable; any alignment. Never allocates, cannot fail,
/// thread-safe. The same on every target.
void mark_csv(const char* bytes, size_t num_blocks, const CsvSymbols& symbols, CsvMarks* marks);

}  // namespace sosie::io
