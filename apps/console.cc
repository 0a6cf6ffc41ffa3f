#include "apps/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "apps/log.h"

namespace sosie::apps {
namespace {

std::string painted(bool has_color, std::string_view code, std::string_view text) {
  return has_color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

/// To stderr; what cannot be said there cannot be said at all.
void emit(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stderr) != text.size()) std::clearerr(stderr);
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && value[0] != '\0';
}

}  // namespace

Console Console::open(bool quiet, unsigned verbosity) {
  Console console;
  console.is_terminal = ::isatty(STDERR_FILENO) == 1;
  const char* term = std::getenv("TERM");
  const bool is_dumb = term == nullptr || std::string_view(term) == "dumb";
  console.has_color = console.is_terminal && !is_dumb && !is_set("NO_COLOR");
  console.is_quiet = quiet;
  console.verbosity = verbosity;
  open_log(console.is_terminal, console.has_color, quiet, verbosity);
  return console;
}

std::string Console::bold(std::string_view text) const { return painted(has_color, "1", text); }
std::string Console::dim(std::string_view text) const { return painted(has_color, "2", text); }
std::string Console::red(std::string_view text) const { return painted(has_color, "1;31", text); }
std::string Console::yellow(std::string_view text) const { return painted(has_color, "33", text); }
std::string Console::green(std::string_view text) const { return painted(has_color, "32", text); }

void Console::say(std::string_view text) const {
  if (!is_quiet) emit(fmt::format("{}\n", text));
}

void Console::say_block(std::string_view text) const {
  if (!is_quiet) emit(text);
}

void Console::warn(std::string_view text) const { log_warning(text); }

void Console::detail(std::string_view text) const { log_detail(text); }

void Console::usage_error(const Status& status) const {
  emit(fmt::format("{} {}\n", red("sosie:"), status.message()));
  if (!status.hint().empty()) emit(fmt::format("       {}\n", dim(status.hint())));
}

void Console::error(const Status& status) const {
  if (!is_terminal || status.hint().empty()) return log_error(status.to_string());
  Status without_hint = Status(status.code(), status.message()).at(status.location());
  log_error(without_hint.to_string());
  emit(fmt::format("       {}\n", dim(status.hint())));
}

Status write_output(std::string_view text) {
  const bool arrived = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return arrived ? Status()
                 : Status::io_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

std::string with_commas(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string as_bytes(uint64_t bytes) {
  const double megabytes = static_cast<double>(bytes) / 1e6;
  if (megabytes < 1000) return fmt::format("{:.0f} MB", megabytes);
  return fmt::format("{:.1f} GB", megabytes / 1000);
}

std::string as_duration(double seconds) {
  if (seconds < 10) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<uint64_t>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string as_rate(double per_second) {
  if (per_second < 1e3) return fmt::format("{:.0f}", per_second);
  if (per_second < 1e6) return fmt::format("{:.3g} k", per_second / 1e3);
  return fmt::format("{:.3g} M", per_second / 1e6);
}

}  // namespace sosie::apps
