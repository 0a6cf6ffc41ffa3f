#include "core/status.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace sosie {

Status::Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

Status Status::at(Location location) && {
  if (location_.path.empty()) location_ = std::move(location);
  return std::move(*this);
}

Status Status::hint(std::string text) && {
  if (hint_.empty()) hint_ = std::move(text);
  return std::move(*this);
}

std::string Status::to_string() const {
  if (ok()) return "OK";
  std::string text;
  if (!location_.path.empty()) text += location_.path + ":";
  if (location_.line != 0) text += fmt::format("{}:", location_.line);
  if (location_.line != 0 && location_.column != 0) text += fmt::format("{}:", location_.column);
  if (!text.empty()) text += " ";
  text += message_;
  if (!hint_.empty()) text += " (" + hint_ + ")";
  return text;
}

int exit_code(const Status& status) {
  switch (status.code()) {
    case StatusCode::ok: return 0;
    case StatusCode::invalid_argument:
    case StatusCode::invalid_job: return 2;
    case StatusCode::invalid_data: return 3;
    case StatusCode::io_error: return 4;
    case StatusCode::budget_exceeded: return 5;
    case StatusCode::gate_failed: return 6;
    case StatusCode::cancelled: return 130;
    case StatusCode::internal: return 1;
  }
  return 1;
}

void invariant_failed(const char* file, int line, const char* words) {
  std::fprintf(stderr, "%s:%d: sosie is wrong about itself: %s\n", file, line, words);
  std::abort();
}

}  // namespace sosie
