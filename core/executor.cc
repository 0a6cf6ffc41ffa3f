#include "core/executor.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

#include "core/spill.h"

namespace sosie {
namespace {

Status run_guarded(const std::function<Status(size_t)>& task, size_t index) {
  try {
    return task(index);
  } catch (const std::bad_alloc&) {
    if (spill_disk_is_full())
      return Status::io_error("no room left for temporary files")
          .hint("name another folder with --tmp, or free some disk");
    return Status::budget_exceeded("out of memory").hint("lower --threads, or give the machine more memory");
  } catch (const std::exception& error) {
    return Status::internal(std::string("unexpected exception: ") + error.what());
  } catch (...) {
    return Status::internal("unexpected exception of unknown type");
  }
}

/// The error of the smallest task index seen so far.
class FirstError {
 public:
  bool skips(size_t index) const { return index > index_.load(std::memory_order_relaxed); }
  void report(size_t index, Status status) {
    const std::lock_guard lock(mutex_);
    if (index >= index_.load(std::memory_order_relaxed)) return;
    index_.store(index, std::memory_order_relaxed);
    status_ = std::move(status);
  }
  Status take() { return std::move(status_); }

 private:
  std::atomic<size_t> index_ = SIZE_MAX;
  std::mutex mutex_;
  Status status_;
};

}  // namespace

struct Executor::Pool {
  explicit Pool(unsigned n) : limit(tbb::global_control::max_allowed_parallelism, n), arena(static_cast<int>(n)) {}
  // An arena wider than the machine needs the global limit raised. The smallest limit alive holds for all, so an
  // executor of one thread, which needs no pool, sets none.
  tbb::global_control limit;
  tbb::task_arena arena;
};

#ifdef SOSIE_PLAIN_THREADS
// For the thread sanitizer (preset tsan): it cannot see how the TBB of the system synchronises and would report every
// task. Here the same tasks run on plain threads.
template <typename Run>
void Executor::run_parallel(Pool& pool, size_t n, const Run& run) {
  std::atomic<size_t> next = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < pool.arena.max_concurrency(); ++i) {
    threads.emplace_back([&] {
      for (size_t index = next++; index < n; index = next++) run(index);
    });
  }
}
#else
template <typename Run>
void Executor::run_parallel(Pool& pool, size_t n, const Run& run) {
  pool.arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<size_t>(0, n, 1),
        [&](const tbb::blocked_range<size_t>& range) {
          for (size_t i = range.begin(); i != range.end(); ++i) run(i);
        },
        tbb::simple_partitioner());
  });
}
#endif

Executor::Executor(unsigned num_threads)
    : num_threads_(num_threads != 0 ? num_threads : std::max(1u, std::thread::hardware_concurrency())),
      pool_(num_threads_ > 1 ? std::make_unique<Pool>(num_threads_) : nullptr) {}

Executor::~Executor() = default;

Status Executor::for_each(size_t n, const std::function<Status(size_t)>& task) const {
  FirstError first_error;
  const auto run = [&](size_t index) {
    if (first_error.skips(index)) return;
    keep_to_budget();
    if (Status status = run_guarded(task, index); !status.ok()) first_error.report(index, std::move(status));
  };
  if (num_threads_ == 1 || n <= 1) {
    for (size_t i = 0; i < n; ++i) run(i);
    return first_error.take();
  }
  run_parallel(*pool_, n, run);
  return first_error.take();
}

Status Executor::for_ranges(size_t n, size_t grain, const std::function<Status(size_t, size_t)>& task) const {
  SOSIE_DCHECK(grain > 0, "a range holds at least one item");
  return for_each((n + grain - 1) / grain, [&](size_t i) { return task(i * grain, std::min(n, (i + 1) * grain)); });
}

}  // namespace sosie
