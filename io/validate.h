// Is it UTF-8, is it JSON: the questions asked of simdjson, and nothing else of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sosie::io {

bool is_valid_utf8(std::string_view bytes);

/// Checks one JSON document at a time. One thread at a time.
class JsonChecker {
 public:
  enum class Verdict : uint8_t { object, not_an_object, broken, invalid_utf8 };

  JsonChecker();
  ~JsonChecker();
  /// `document` is followed by at least 64 readable bytes (ByteBuffer::kPadding). A number beyond the range of 64 bits
  /// counts as broken.
  Verdict check(std::string_view document);
  /// What was wrong with the last document, in words of its syntax, without any of its values.
  const char* reason() const { return reason_; }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  const char* reason_ = "";
};

}  // namespace sosie::io
