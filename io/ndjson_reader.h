// NDJSON text to row chunks: one object per line.
//
// Lines end at LF; blank ones are no rows. A member with a repeated key counts once, the first time. Text is what a
// string means; numbers and words are as they are written; null is missing, and so is an empty text. An array of
// scalars gives its first value to the cell and the others to `more` (null and empty ones are skipped); any other
// array, or an object, gives its JSON text.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/chunk_parser.h"
#include "io/file_text.h"
#include "io/json_paths.h"

namespace sosie::io {

/// What is needed to read the rows of one file. A list that is a single object counts as a list of one, and an element
/// that is no object as one without members.
struct NdjsonPlan {
  NdjsonPlan(const ReadRequest& request, size_t max_row_bytes_allowed);

  size_t num_columns = 0;
  JsonPaths paths;  ///< of columns, then of lists
  std::vector<ReadRequest::List> lists;
  std::vector<JsonPaths> members;  ///< by list
  size_t max_row_bytes = 16 << 20;
};

class NdjsonChunkParser : public ChunkParser {
 public:
  /// `text` and `plan` outlive the parser.
  NdjsonChunkParser(const FileText& text, const NdjsonPlan& plan)
      : text_(text), plan_(plan), seen_(plan.num_columns + plan.lists.size()) {}

  size_t guess_row_start(size_t boundary) const override;
  ParsedChunk parse(size_t begin, size_t end) const override;

  /// Once all chunks are read: whether some accepted row had a path of the plan, null or not.
  bool seen(size_t path) const { return seen_[path]; }
  bool any_row_accepted() const { return any_row_accepted_; }

 private:
  const FileText& text_;
  const NdjsonPlan& plan_;
  mutable std::vector<std::atomic<bool>> seen_;
  mutable std::atomic<bool> any_row_accepted_ = false;
};

/// Dotted paths of the scalars and arrays of scalars in the first 1,000 rows, in order of arrival.
std::vector<std::string> ndjson_columns(const FileText& text, size_t max_row_bytes);

}  // namespace sosie::io
