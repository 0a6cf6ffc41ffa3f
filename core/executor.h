// Parallel loops whose outcome, errors included, does not depend on the number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "core/status.h"

namespace sosie {

/// Runs tasks on a oneTBB arena of a fixed number of threads. The only place of the library that catches exceptions:
/// `bad_alloc` becomes budget_exceeded, anything else internal. Of several failing tasks the smallest index wins.
class Executor {
 public:
  /// 0 means all hardware threads.
  explicit Executor(unsigned num_threads = 0);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  unsigned num_threads() const { return num_threads_; }

  /// Calls `task(i)` once for every i in [0, n), in any order, many at a time. A failing task lets tasks with a
  /// higher index be skipped; every lower one still runs, so that the reported error is always the same.
  Status for_each(size_t n, const std::function<Status(size_t)>& task) const;
  /// Splits [0, n) into ranges of `grain` items and calls `task(begin, end)` for each. The ranges depend on n and grain
  /// only.
  Status for_ranges(size_t n, size_t grain, const std::function<Status(size_t begin, size_t end)>& task) const;

 private:
  struct Pool;
  template <typename Run>
  static void run_parallel(Pool& pool, size_t n, const Run& run);
  unsigned num_threads_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace sosie
