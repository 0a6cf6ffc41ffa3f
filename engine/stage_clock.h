// Names, times and interrupts the stages of a run.
#pragma once

#include <atomic>
#include <chrono>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "engine/manifest.h"
#include "engine/pipeline.h"

namespace sosie {

/// Times stages one after the other and tells the progress sink. Not thread-safe, but for advance().
class StageClock {
 public:
  explicit StageClock(const RunOptions& options)
      : options_(options), started_(Clock::now()), stage_started_(started_) {}

  /// Ends the stage before and begins one. `cancelled` when somebody asked the run to stop.
  Status begin(std::string_view name, ProgressSink::Unit unit = ProgressSink::Unit::rows, uint64_t total = 0) {
    end();
    if (options_.interrupt != nullptr && options_.interrupt->load() != 0)
      return Status::cancelled("interrupted before the stage " + std::string(name));
    name_ = name;
    if (options_.progress != nullptr) options_.progress->stage(name, unit, total);
    return {};
  }
  /// Any thread.
  void advance(uint64_t units) {
    if (options_.progress != nullptr) options_.progress->advance(units);
  }
  void end() {
    const auto now = Clock::now();
    const double cpu = cpu_seconds();
    if (!name_.empty())
      stages_.push_back({name_, std::chrono::duration<double>(now - stage_started_).count(), cpu - cpu_started_});
    name_.clear();
    stage_started_ = now;
    cpu_started_ = cpu;
  }
  double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  const std::vector<StageTime>& stages() const { return stages_; }

 private:
  using Clock = std::chrono::steady_clock;
  const RunOptions& options_;
  static double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

  Clock::time_point started_, stage_started_;
  double cpu_started_ = cpu_seconds();
  std::string name_;
  std::vector<StageTime> stages_;
};

}  // namespace sosie
