// The log of a command: stderr, with times when nobody watches. Never holds a personal value.
#pragma once

#include <string_view>

namespace sosie::apps {

/// Sets up the log; once, before the first line. Off a terminal every line carries its time. `quiet` keeps errors only.
void open_log(bool is_terminal, bool has_color, bool quiet, unsigned verbosity);

void log_error(std::string_view text);
void log_warning(std::string_view text);
void log_info(std::string_view text);
void log_detail(std::string_view text);

}  // namespace sosie::apps
