// From a field as it is written to the cell that it means.
#pragma once

#include <string>
#include <string_view>

#include "core/arena.h"
#include "core/text_ref.h"
#include "io/csv_scanner.h"

namespace sosie::io {

/// Cells point into the text where they can, else into `arena`: quotes that are doubled, and text to transcode.
class CsvCells {
 public:
  CsvCells(char quote, bool is_windows_1252, Arena& arena)
      : quote_(quote), is_windows_1252_(is_windows_1252), arena_(arena) {}

  /// What the field means; the view lasts until the next call, or as long as text and arena.
  std::string_view read(const CsvField& field);
  /// The same as a cell that stays. False when it is longer than a cell can be.
  bool read(const CsvField& field, TextRef& cell);

 private:
  std::string_view unquote(std::string_view bytes);

  char quote_;
  bool is_windows_1252_;
  Arena& arena_;
  std::string unquoted_;
  std::string transcoded_;
};

}  // namespace sosie::io
