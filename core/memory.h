// One account for every large buffer of a run.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

#include "core/status.h"

namespace sosie {

class MemoryAccountant;

/// Bytes claimed from an accountant, given back when the claim dies. Movable.
class MemoryClaim {
 public:
  MemoryClaim() = default;
  MemoryClaim(MemoryClaim&& other) noexcept { *this = std::move(other); }
  MemoryClaim& operator=(MemoryClaim&& other) noexcept;
  ~MemoryClaim() { release(); }
  void release();
  uint64_t bytes() const { return bytes_; }

 private:
  friend class MemoryAccountant;
  MemoryClaim(MemoryAccountant* owner, uint64_t bytes) : owner_(owner), bytes_(bytes) {}
  MemoryAccountant* owner_ = nullptr;
  uint64_t bytes_ = 0;
};

/// Knows the budget, what is in use, and the most that ever was. Thread-safe.
class MemoryAccountant {
 public:
  /// 0 means no limit.
  explicit MemoryAccountant(uint64_t budget_bytes = 0);

  /// Claims bytes before they are allocated. budget_exceeded names `purpose`, what it needs and what is left.
  Result<MemoryClaim> claim(uint64_t bytes, const std::string& purpose);

  /// Whether the process has grown by no more than the budget since the accountant was made, claimed or not: asked
  /// between stages, whose columns grow as their data ask. Beyond a quarter of the budget what the stages before have
  /// freed is given back to the system first. budget_exceeded names `purpose`, which comes next.
  Status check_growth(const std::string& purpose) const;

  uint64_t budget() const { return budget_; }
  uint64_t in_use() const { return in_use_.load(std::memory_order_relaxed); }
  uint64_t peak() const { return peak_.load(std::memory_order_relaxed); }

 private:
  friend class MemoryClaim;
  uint64_t budget_;
  uint64_t resident_before_;
  std::atomic<uint64_t> in_use_ = 0;
  std::atomic<uint64_t> peak_ = 0;
};

/// Gives freed memory that the allocator keeps back to the system; costs page faults when memory is asked for again.
void give_back_free_memory();
/// Resident memory of this process in bytes; 0 where the kernel does not tell.
uint64_t resident_bytes();
/// The part of it that no file stands behind: it cannot leave the memory.
uint64_t anonymous_bytes();
/// Addresses in use by this process, in bytes: what RLIMIT_AS (ulimit -v) limits.
uint64_t address_bytes();
/// Peak resident memory of this process in bytes, as the kernel counts it.
uint64_t peak_resident_bytes();
/// Memory this process may use: the smaller of the machine's and the cgroup's, in bytes.
uint64_t available_memory_bytes();

}  // namespace sosie
