#include "apps/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "apps/log.h"

namespace sosie::apps {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr auto kLineEvery = std::chrono::seconds(30);
constexpr size_t kBarCells = 16;
constexpr size_t kLeastWidth = 72;

size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string_view unit_name(ProgressSink::Unit unit) { return unit == ProgressSink::Unit::pairs ? "pairs" : "rows"; }

double rate_of(const ProgressState& state) {
  return state.seconds > 0 ? static_cast<double>(state.done) / state.seconds : 0;
}

double share_of(const ProgressState& state) {
  return state.total == 0 ? 0 : std::min(1.0, static_cast<double>(state.done) / static_cast<double>(state.total));
}

/// `, 4 s left`; empty when nobody can tell.
std::string time_left(const ProgressState& state) {
  const double rate = rate_of(state);
  if (state.total <= state.done || rate <= 0) return {};
  return fmt::format(", {} left", as_duration(static_cast<double>(state.total - state.done) / rate));
}

std::string bar_cells(double share) {
  const auto full = static_cast<size_t>(share * kBarCells);
  std::string cells;
  for (size_t i = 0; i < kBarCells; ++i) cells += i < full ? "━" : "─";
  return cells;
}

}  // namespace

std::string progress_line(const ProgressState& state) {
  if (state.done == 0) return fmt::format("{}: {}", state.stage, as_duration(state.seconds));
  const std::string_view unit = unit_name(state.unit);
  const std::string of = state.total > 0 ? fmt::format(" of {}", with_commas(state.total)) : "";
  return fmt::format("{}: {}{} {}, {} {}/s{}", state.stage, with_commas(state.done), of, unit, as_rate(rate_of(state)),
                     unit, time_left(state));
}

std::string progress_bar(const ProgressState& state, size_t width, const Console& console) {
  const std::string_view unit = unit_name(state.unit);
  std::string text = fmt::format("{:<10}", state.stage);
  const bool has_bar = state.total > 0 && width >= kLeastWidth;
  const std::string bar =
      has_bar ? fmt::format("{} {:>3.0f}%  ", console.green(bar_cells(share_of(state))), 100 * share_of(state)) : "";
  std::string figures = state.done == 0 ? as_duration(state.seconds)
                                        : fmt::format("{} {}, {}/s{}", as_rate(static_cast<double>(state.done)), unit,
                                                      as_rate(rate_of(state)), time_left(state));
  const size_t used = text.size() + (has_bar ? kBarCells + 7 : 0);
  if (used + figures.size() >= width) figures.resize(width > used + 1 ? width - used - 1 : 0);
  return text + bar + figures;
}

ProgressDisplay::ProgressDisplay(const Console& console) : console_(console), began_(Clock::now()) {
  if (!console_.is_quiet) thread_ = std::thread([this] { draw_until_stopped(); });
}

ProgressDisplay::~ProgressDisplay() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
  wipe();
  if (!stage_.empty()) console_.detail(fmt::format("{}: {}", stage_, as_duration(seconds_in_stage())));
}

void ProgressDisplay::stage(std::string_view name, Unit unit, uint64_t total) {
  const std::lock_guard lock(mutex_);
  if (!stage_.empty() && console_.verbosity > 0) {
    wipe();
    console_.detail(fmt::format("{}: {}", stage_, as_duration(seconds_in_stage())));
  }
  stage_ = name;
  unit_ = unit;
  total_ = total;
  done_.store(0, std::memory_order_relaxed);
  began_ = Clock::now();
}

double ProgressDisplay::seconds_in_stage() const {
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

ProgressState ProgressDisplay::state() const {
  return {stage_, unit_, done_.load(std::memory_order_relaxed), total_, seconds_in_stage()};
}

void ProgressDisplay::draw_until_stopped() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    if (console_.is_terminal) {
      stopped_.wait_for(lock, kRedraw);
    } else {
      stopped_.wait_for(lock, kLineEvery);
    }
    if (!is_stopped_ && !stage_.empty()) draw();
  }
}

void ProgressDisplay::draw() {
  if (!console_.is_terminal) return log_info(progress_line(state()));
  std::fputs(("\r\x1b[K" + progress_bar(state(), terminal_width(), console_)).c_str(), stderr);
  std::fflush(stderr);
  is_drawn_ = true;
}

void ProgressDisplay::wipe() {
  if (!is_drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  is_drawn_ = false;
}

}  // namespace sosie::apps
