// The whole run, from a job to a published folder. The only place that names all the stages is pipeline.cc.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "engine/job/job.h"

namespace sosie {

/// Hears how far a run is. Called by any thread at any time; implementations return at once and never fail.
class ProgressSink {
 public:
  enum class Unit : uint8_t { rows, pairs };
  virtual ~ProgressSink() = default;
  /// A stage begins and the one before ends. `total` units are expected; 0 when nobody knows.
  virtual void stage(std::string_view name, Unit unit, uint64_t total) = 0;
  /// `units` more are done in the current stage.
  virtual void advance(uint64_t units) = 0;
};

struct RunOptions {
  const Job* job = nullptr;          ///< outlives the run
  bool dry_run = false;              ///< everything but publication
  ProgressSink* progress = nullptr;  ///< may be null
  const std::atomic<int>* interrupt =
      nullptr;  ///< non-zero asks the run to stop between stages with `cancelled`; may be null
};

struct RunSummary {
  std::string run_directory;  ///< of the published run; empty after a dry run
  uint64_t num_rows = 0;      ///< data rows read, refused ones included
  uint64_t num_records = 0, num_entities = 0, num_rejects = 0;
  uint64_t num_links = 0, num_reviews = 0;
  uint64_t num_pairs = 0;   ///< candidate pairs compared
  double seconds = 0;       ///< wall clock
  uint64_t peak_bytes = 0;  ///< resident memory, as the kernel counts it
  std::vector<std::string> warnings;
  /// Channel -> entities that may be contacted on it for the first purpose of the job, in channel order.
  std::vector<std::pair<std::string, uint64_t>> contactable;
};

/// Runs the job. Whatever the outcome, a folder that was published before is still whole.
Result<RunSummary> run_job(const RunOptions& options);

}  // namespace sosie
