// Cells of the dialects that channels write.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace sosie::generator {

enum class Quotes : uint8_t { where_needed, everywhere };

/// One row of delimited text, appended cell by cell.
class DelimitedRow {
 public:
  DelimitedRow(std::string& out, char delimiter, Quotes quotes = Quotes::where_needed)
      : out_(out), delimiter_(delimiter), quotes_(quotes) {}

  DelimitedRow& cell(std::string_view text) {
    if (!first_) out_.push_back(delimiter_);
    first_ = false;
    if (quotes_ == Quotes::everywhere || needs_quotes(text)) {
      append_quoted(text);
    } else {
      out_.append(text);
    }
    return *this;
  }
  void end(std::string_view line_end = "\n") { out_.append(line_end); }

 private:
  bool needs_quotes(std::string_view text) const {
    for (const char c : text)
      if (c == delimiter_ || c == '"' || c == '\n') return true;
    return false;
  }
  void append_quoted(std::string_view text) {
    out_.push_back('"');
    for (const char c : text) {
      if (c == '"') out_.push_back('"');
      out_.push_back(c);
    }
    out_.push_back('"');
  }

  std::string& out_;
  char delimiter_;
  Quotes quotes_;
  bool first_ = true;
};

/// Appends `text` as a JSON string.
inline void append_json(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (c == '\n') {
      out.append("\\n");
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

inline void append_number(std::string& out, uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace sosie::generator
