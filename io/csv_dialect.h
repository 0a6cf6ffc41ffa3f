// How a CSV text is written, judging by its beginning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/csv_scanner.h"
#include "io/file_text.h"
#include "io/input.h"

namespace sosie::io {

/// A CSV text ready to be read.
struct CsvDialect {
  CsvSymbols symbols;
  bool has_header = true;
  std::vector<std::string> columns;  ///< names; empty when the text has no row
  size_t data_begin = 0;             ///< where the first row behind the header begins
  uint64_t data_line = 1;            ///< and the line it stands on
};

/// Recognises what `options` leaves open.
///
/// Line end: LF, unless the sample has none outside quotes but a CR. Delimiter: the one of `, ; tab |` that gives most
/// of the first 1,000 rows as many fields as the first row, at least two, and leaves the fewest quotes unexplained; of
/// equals the one with more fields. Quote:
/// `"` unless it encloses no field and `'` encloses some. Header: the first row, when its cells are distinct, none
/// looks like a number, a date or an e-mail, and none is empty (but the first or last may be, as an index or a trailing
/// delimiter leaves it). Names are trimmed; a nameless column is called column1, column2, ... by position. invalid_data
/// when a declared header cannot be used: it is damaged, or names a column twice.
Result<CsvDialect> recognise_dialect(const FileText& text, const CsvOptions& options, bool prefer_tab);

}  // namespace sosie::io
