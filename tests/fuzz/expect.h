// What fuzz targets assert: the first difference ends the process, which is how libFuzzer learns of it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <sstream>
#include <string>
#include <string_view>

namespace sosie::fuzz {

[[noreturn]] inline void fail(const std::string& message, std::source_location where) {
  std::fprintf(stderr, "%s:%u: %s\n", where.file_name(), static_cast<unsigned>(where.line()), message.c_str());
  std::abort();
}

inline void expect(bool holds, std::source_location where = std::source_location::current()) {
  if (!holds) fail("does not hold", where);
}

template <typename T>
std::string shown(const T& value) {
  if constexpr (requires(std::ostream& out) { out << value; }) {
    std::ostringstream out;
    out.precision(17);
    out << value;
    return out.str();
  } else {
    return "(a value)";
  }
}

/// Text as C++ writes it.
inline std::string shown(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    char code[8];
    std::snprintf(code, sizeof code, c >= ' ' && c < 0x7f ? "%c" : "\\x%02x", static_cast<unsigned char>(c));
    out += code;
  }
  return out + "\"";
}
inline std::string shown(const std::string& text) { return shown(std::string_view(text)); }

template <typename Found, typename Expected>
void expect_equal(const Found& found, const Expected& expected,
                  std::source_location where = std::source_location::current()) {
  if (!(found == expected)) fail("found " + shown(found) + ", expected " + shown(expected), where);
}

}  // namespace sosie::fuzz
