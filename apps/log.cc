#include "apps/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace sosie::apps {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance = std::make_shared<spdlog::logger>(
      "sosie", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(spdlog::color_mode::never));
  return instance;
}

}  // namespace

void open_log(bool is_terminal, bool has_color, bool quiet, unsigned verbosity) {
  const auto mode = has_color ? spdlog::color_mode::always : spdlog::color_mode::never;
  logger() = std::make_shared<spdlog::logger>("sosie", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode));
  logger()->set_pattern(is_terminal ? "%^%l%$: %v" : "%Y-%m-%dT%H:%M:%S%z %l: %v");
  logger()->set_level(quiet ? spdlog::level::err : verbosity > 0 ? spdlog::level::debug : spdlog::level::info);
  logger()->flush_on(spdlog::level::info);
}

void log_error(std::string_view text) { logger()->error("{}", text); }
void log_warning(std::string_view text) { logger()->warn("{}", text); }
void log_info(std::string_view text) { logger()->info("{}", text); }
void log_detail(std::string_view text) { logger()->debug("{}", text); }

}  // namespace sosie::apps
