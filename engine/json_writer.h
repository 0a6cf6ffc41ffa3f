// JSON for people and programs: indented, members in the order they are given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sosie {

/// Builds one JSON text. begin_* and end() must match; inside an object every value has a key. Doubles are written with
/// `digits` after the point. Text is UTF-8; control characters are escaped.
class JsonWriter {
 public:
  /// `indent` blanks per level; negative writes one line.
  explicit JsonWriter(int indent = 2) : indent_(indent) {}

  JsonWriter& begin_object(std::string_view key = {});
  JsonWriter& begin_array(std::string_view key = {});
  JsonWriter& end();
  JsonWriter& text(std::string_view key, std::string_view value);
  JsonWriter& integer(std::string_view key, int64_t value);
  JsonWriter& decimal(std::string_view key, double value, int digits);
  JsonWriter& boolean(std::string_view key, bool value);
  /// An array of texts.
  JsonWriter& texts(std::string_view key, const std::vector<std::string>& values);

  /// The finished text, with a line end when indented.
  std::string take();

 private:
  struct Level {
    char closing;
    bool is_empty = true;
  };
  void begin_value(std::string_view key);
  void begin(std::string_view key, char opening, char closing);
  void new_line();

  int indent_;
  std::vector<Level> levels_;
  std::string json_;
};

}  // namespace sosie
