// Words for people, on stderr.
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace sosie::apps {

/// How to talk. Decided once, from the flags and the surroundings.
struct Console {
  bool is_terminal = false;  ///< stderr is one
  bool has_color = false;    ///< a terminal, and neither NO_COLOR nor TERM=dumb
  bool is_quiet = false;     ///< errors only
  unsigned verbosity = 0;

  /// Looks at stderr and the environment.
  static Console open(bool quiet, unsigned verbosity);

  std::string bold(std::string_view text) const;
  std::string dim(std::string_view text) const;
  std::string red(std::string_view text) const;
  std::string yellow(std::string_view text) const;
  std::string green(std::string_view text) const;

  /// Prints unless quiet; ends the line.
  void say(std::string_view text) const;
  /// The same for text that ends its own lines.
  void say_block(std::string_view text) const;
  void warn(std::string_view text) const;
  /// Only with -v.
  void detail(std::string_view text) const;
  /// A wrong command line: without the time, which only matters for what ran.
  void usage_error(const Status& status) const;
  /// Always. On a terminal the hint stands on a line of its own.
  void error(const Status& status) const;
};

/// Writes data to stdout. io_error when it does not arrive: a full disk, a closed pipe.
Status write_output(std::string_view text);

/// 1,234,567
std::string with_commas(uint64_t number);
/// 310 MB, 1.9 GB
std::string as_bytes(uint64_t bytes);
/// 0.8 s, 42 s, 3 min 20 s, 1 h 02 min
std::string as_duration(double seconds);
/// 950, 12.4 k, 8.1 M: rates, where the last digits tell nothing
std::string as_rate(double per_second);

}  // namespace sosie::apps
