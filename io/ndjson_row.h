// One JSON object to the cells of one row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/arena.h"
#include "core/text_ref.h"
#include "io/json_paths.h"
#include "io/json_scanner.h"

namespace sosie::io {

/// Reads the wanted members of objects. Cells point into the document where they can, else into `arena`.
class JsonRow {
 public:
  static constexpr size_t kNone = SIZE_MAX;

  /// Paths below `num_columns` are columns, the others lists with the members given.
  JsonRow(const JsonPaths& paths, size_t num_columns, const std::vector<JsonPaths>& members,
          const std::vector<size_t>& num_members, Arena& arena);

  /// Reads a valid JSON object, followed by at least 8 readable bytes; what was read before is forgotten.
  void read(std::string_view document);

  const std::vector<TextRef>& cells() const { return cells_; }
  /// Further values of arrays, in order: column and value.
  const std::vector<std::pair<uint32_t, TextRef>>& more() const { return more_; }
  /// By list: the elements' members, element after element.
  const std::vector<std::vector<TextRef>>& list_cells() const { return list_cells_; }
  bool has_path(size_t path) const { return has_path_[path]; }
  /// The first path with a value too long for a cell, or kNone.
  size_t oversize_path() const { return oversize_path_; }

 private:
  template <typename Take>
  void read_object(const JsonPaths& paths, uint32_t node, std::string_view object, const Take& take);
  void take_path(size_t path, const JsonValue& value);
  void take_column(size_t column, const JsonValue& value);
  void take_array(size_t column, const JsonValue& array);
  void take_list(size_t list, const JsonValue& value);
  void take_element(size_t list, const JsonValue& element);
  void take_member(size_t member, const JsonValue& value);
  TextRef cell_of(const JsonValue& value);

  const JsonPaths& paths_;
  const std::vector<JsonPaths>& members_;
  const std::vector<size_t>& num_members_;
  Arena& arena_;

  std::vector<TextRef> cells_;
  std::vector<std::pair<uint32_t, TextRef>> more_;
  std::vector<std::vector<TextRef>> list_cells_;
  std::vector<bool> has_path_;
  size_t oversize_path_ = kNone;

  size_t current_path_ = 0;
  std::vector<TextRef> element_;
  std::vector<bool> has_member_;
  std::string unescaped_key_;
  std::string unescaped_;
};

}  // namespace sosie::io
