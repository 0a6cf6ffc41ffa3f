#include "io/validate.h"

#include <simdjson.h>

namespace sosie::io {

struct JsonChecker::Parser {
  simdjson::dom::parser dom;
};

bool is_valid_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

JsonChecker::JsonChecker() : parser_(std::make_unique<Parser>()) {}
JsonChecker::~JsonChecker() = default;

// The DOM parser, one document at a time: the streaming and on-demand ones lose or accept rows that they should not.
JsonChecker::Verdict JsonChecker::check(std::string_view document) {
  simdjson::dom::element element;
  const simdjson::error_code error =
      parser_->dom.parse(document.data(), document.size(), /*realloc_if_needed=*/false).get(element);
  reason_ = simdjson::error_message(error);
  if (error == simdjson::UTF8_ERROR) return Verdict::invalid_utf8;
  if (error != simdjson::SUCCESS) return Verdict::broken;
  return element.is_object() ? Verdict::object : Verdict::not_an_object;
}

}  // namespace sosie::io
