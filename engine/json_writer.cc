#include "engine/json_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <utility>

#include "io/json_text.h"

namespace sosie {

void JsonWriter::new_line() {
  if (indent_ < 0) return;
  json_ += '\n';
  json_.append(levels_.size() * static_cast<size_t>(indent_), ' ');
}

void JsonWriter::begin_value(std::string_view key) {
  if (levels_.empty()) return;
  if (!levels_.back().is_empty) json_ += indent_ < 0 ? ", " : ",";
  levels_.back().is_empty = false;
  new_line();
  if (key.empty()) return;
  io::append_json_string(key, json_);
  json_ += ": ";
}

void JsonWriter::begin(std::string_view key, char opening, char closing) {
  begin_value(key);
  json_ += opening;
  levels_.push_back({closing});
}

JsonWriter& JsonWriter::begin_object(std::string_view key) {
  begin(key, '{', '}');
  return *this;
}

JsonWriter& JsonWriter::begin_array(std::string_view key) {
  begin(key, '[', ']');
  return *this;
}

JsonWriter& JsonWriter::end() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.is_empty) new_line();
  json_ += level.closing;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
  begin_value(key);
  io::append_json_string(value, json_);
  return *this;
}

JsonWriter& JsonWriter::integer(std::string_view key, int64_t value) {
  begin_value(key);
  fmt::format_to(std::back_inserter(json_), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::decimal(std::string_view key, double value, int digits) {
  begin_value(key);
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(json_), "{:.{}f}", value, digits);
  else json_ += "null";
  return *this;
}

JsonWriter& JsonWriter::boolean(std::string_view key, bool value) {
  begin_value(key);
  json_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::texts(std::string_view key, const std::vector<std::string>& values) {
  begin_array(key);
  for (const std::string& value : values) text({}, value);
  return end();
}

std::string JsonWriter::take() {
  if (indent_ >= 0) json_ += '\n';
  return std::exchange(json_, {});
}

}  // namespace sosie
