// Walks a JSON document that is known to be valid, keeping every value as it is written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sosie::io {

enum class JsonKind : uint8_t { object, array, string, number, boolean, null };

/// A value as it stands in the document. A string is without its quotes, escapes unresolved.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  std::string_view text;
  bool has_escapes = false;

  bool is_scalar() const { return kind != JsonKind::object && kind != JsonKind::array; }
};

/// The document's value. The document is valid JSON.
JsonValue json_value(std::string_view document);

/// Goes through the members of an object or the elements of an array.
class JsonItems {
 public:
  explicit JsonItems(const JsonValue& container)
      : rest_(container.text.substr(1)), has_keys_(container.kind == JsonKind::object) {}
  /// False at the end. `key` is set for objects only.
  bool next(JsonValue& key, JsonValue& value);

 private:
  std::string_view rest_;
  bool has_keys_;
};

/// Appends what a string means, as UTF-8; a lone surrogate becomes U+FFFD.
void append_unescaped(std::string_view escaped, std::string& out);

}  // namespace sosie::io
