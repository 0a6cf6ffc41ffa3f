// Names, times and interrupts the stages of a run.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/manifest.h"
#include "engine/pipeline.h"

namespace sosie {

/// Times stages one after the other and tells the progress sink. Not thread-safe, but for advance().
class StageClock {
 public:
  explicit StageClock(const RunOptions& options) : options_(options), started_(Clock::now()), stage_started_(started_) {}

  /// Ends the stage before and begins one. `cancelled` when somebody asked the run to stop.
  Status begin(std::string_view name, ProgressSink::Unit unit = ProgressSink::Unit::rows, uint64_t total = 0) {
    end();
    if (options_.interrupt != nullptr && options_.interrupt->load() != 0) return Status::cancelled("interrupted before the stage " + std::string(name));
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
    if (!name_.empty()) stages_.push_back({name_, std::chrono::duration<double>(now - stage_started_).count()});
    name_.clear();
    stage_started_ = now;
  }
  double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  const std::vector<StageTime>& stages() const { return stages_; }

 private:
  using Clock = std::chrono::steady_clock;
  const RunOptions& options_;
  Clock::time_point started_, stage_started_;
  std::string name_;
  std::vector<StageTime> stages_;
};

}  // namespace sosie
