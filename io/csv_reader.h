// CSV text to row chunks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "io/chunk_parser.h"
#include "io/csv_scanner.h"
#include "io/file_text.h"

namespace sosie::io {

/// What is needed to read the rows of one file.
struct CsvPlan {
  CsvSymbols symbols;
  size_t num_fields = 0;    ///< fields that every row has; a row with more or fewer is ragged
  std::vector<int> fields;  ///< by requested column: index of its field, or -1 when the file lacks it
  size_t max_row_bytes = 16 << 20;
};

class CsvChunkParser : public ChunkParser {
 public:
  /// `text` outlives the parser.
  CsvChunkParser(const FileText& text, CsvPlan plan) : text_(text), plan_(std::move(plan)) {}

  size_t guess_row_start(size_t boundary) const override;
  ParsedChunk parse(size_t begin, size_t end) const override;

 private:
  bool looks_like_rows(CsvScanner& scanner, size_t begin) const;
  const FileText& text_;
  CsvPlan plan_;
};

}  // namespace sosie::io
