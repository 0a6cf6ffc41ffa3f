#include "io/ndjson_row.h"

#include <algorithm>

namespace sosie::io {
namespace {

bool is_array_of_scalars(const JsonValue& array) {
  JsonValue key, element;
  for (JsonItems elements(array); elements.next(key, element);) {
    if (!element.is_scalar()) return false;
  }
  return true;
}

}  // namespace

JsonRow::JsonRow(const JsonPaths& paths, size_t num_columns, const std::vector<JsonPaths>& members,
                 const std::vector<size_t>& num_members, Arena& arena)
    : paths_(paths),
      members_(members),
      num_members_(num_members),
      arena_(arena),
      cells_(num_columns),
      list_cells_(members.size()),
      has_path_(num_columns + members.size()) {}

template <typename Take>
void JsonRow::read_object(const JsonPaths& paths, uint32_t node, std::string_view object, const Take& take) {
  JsonValue key, value;
  uint32_t expected = 0;
  for (JsonItems members(object); members.next(key, value);) {
    std::string_view name = key.text;
    if (key.has_escapes) {
      unescaped_key_.clear();
      append_unescaped(name, unescaped_key_);
      name = unescaped_key_;
    }
    const uint32_t found = paths.find(node, name, expected);
    if (found == JsonPaths::kUnwanted) continue;
    for (const uint32_t target : paths.node(found).targets) take(target, value);
    if (value.kind == JsonKind::object && !paths.node(found).edges.empty()) read_object(paths, found, value.text, take);
  }
}

void JsonRow::read(std::string_view document) {
  std::fill(cells_.begin(), cells_.end(), TextRef());
  std::fill(has_path_.begin(), has_path_.end(), false);
  more_.clear();
  for (std::vector<TextRef>& cells : list_cells_) cells.clear();
  oversize_path_ = kNone;
  read_object(paths_, JsonPaths::kRoot, document,
              [this](size_t path, const JsonValue& value) { take_path(path, value); });
}

void JsonRow::take_path(size_t path, const JsonValue& value) {
  if (has_path_[path]) return;
  has_path_[path] = true;
  current_path_ = path;
  if (path < cells_.size()) return take_column(path, value);
  take_list(path - cells_.size(), value);
}

void JsonRow::take_column(size_t column, const JsonValue& value) {
  if (value.kind == JsonKind::array && is_array_of_scalars(value)) return take_array(column, value);
  cells_[column] = cell_of(value);
}

void JsonRow::take_array(size_t column, const JsonValue& array) {
  JsonValue key, element;
  for (JsonItems elements(array); elements.next(key, element);) {
    const TextRef cell = cell_of(element);
    if (cell.missing()) continue;
    if (cells_[column].missing()) {
      cells_[column] = cell;
    } else {
      more_.emplace_back(static_cast<uint32_t>(column), cell);
    }
  }
}

void JsonRow::take_list(size_t list, const JsonValue& value) {
  if (value.kind != JsonKind::array) return take_element(list, value);
  JsonValue key, element;
  for (JsonItems elements(value); elements.next(key, element);) take_element(list, element);
}

void JsonRow::take_element(size_t list, const JsonValue& element) {
  if (element.kind == JsonKind::null) return;
  element_.assign(num_members_[list], TextRef());
  has_member_.assign(num_members_[list], false);
  if (element.kind == JsonKind::object) {
    read_object(members_[list], JsonPaths::kRoot, element.text,
                [this](size_t member, const JsonValue& value) { take_member(member, value); });
  }
  list_cells_[list].insert(list_cells_[list].end(), element_.begin(), element_.end());
}

void JsonRow::take_member(size_t member, const JsonValue& value) {
  if (has_member_[member]) return;
  has_member_[member] = true;
  element_[member] = cell_of(value);
}

TextRef JsonRow::cell_of(const JsonValue& value) {
  if (value.kind == JsonKind::null) return {};
  std::string_view text = value.text;
  if (value.has_escapes) {
    unescaped_.clear();
    append_unescaped(text, unescaped_);
    text = unescaped_;
  }
  if (text.size() > TextRef::kMaxLength) {
    oversize_path_ = std::min(oversize_path_, current_path_);
    return {};
  }
  return TextRef(value.has_escapes ? arena_.copy(text) : text);
}

}  // namespace sosie::io
