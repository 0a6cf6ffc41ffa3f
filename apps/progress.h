// How far a run is: a bar on a terminal, a line every 30 seconds elsewhere.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "apps/console.h"
#include "engine/pipeline.h"

namespace sosie::apps {

/// One stage as it stands.
struct ProgressState {
  std::string stage;
  ProgressSink::Unit unit = ProgressSink::Unit::rows;
  uint64_t done = 0, total = 0;  ///< total 0: unknown
  double seconds = 0;            ///< since the stage began
};

/// `compare: 12,400,000 of 20,000,000 pairs, 8.1 M pairs/s, 4 s left`
std::string progress_line(const ProgressState& state);
/// The same as a bar of at most `width` columns.
std::string progress_bar(const ProgressState& state, size_t width, const Console& console);

/// Shows progress until it dies. Stages and amounts may come from any thread; drawing happens on a thread of its own.
class ProgressDisplay final : public ProgressSink {
 public:
  explicit ProgressDisplay(const Console& console);
  ~ProgressDisplay() override;

  void stage(std::string_view name, Unit unit, uint64_t total) override;
  void advance(uint64_t units) override { done_.fetch_add(units, std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;
  void draw_until_stopped();
  void draw();
  void wipe();
  ProgressState state() const;
  double seconds_in_stage() const;

  const Console& console_;
  std::atomic<uint64_t> done_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable stopped_;
  bool is_stopped_ = false;
  bool is_drawn_ = false;
  std::string stage_;
  Unit unit_ = Unit::rows;
  uint64_t total_ = 0;
  Clock::time_point began_;
  std::thread thread_;
};

}  // namespace sosie::apps
