// Large arrays beyond the memory budget: in a temporary file, of which only the pages in use are in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/status.h"

namespace sosie {

/// From here on an allocation is large: it may be spilled. Smaller ones stay in memory.
inline constexpr size_t kLargeAllocation = 64 * 1024;  // bytes

/// Watches the resident memory of the process while it lives. Once three eighths of the budget are in use, of one above
/// 4 GiB two thirds, large allocations are spilled: they come from a file in `directory` that has no name any more,
/// mapped and shared with nobody. When the process nears the budget, their pages leave it; who reads them gets them
/// back from the system's page cache or from disk. Nothing that works in memory has to know: results are the same, what
/// they cost is not.
///
/// One at a time in a process; a second one meanwhile watches nothing. Only allocations that ask for it are spilled:
/// AlignedArray, io::ByteBuffer, and in the `sosie` command every operator new.
class SpillGuard {
 public:
  /// `budget_bytes` 0: no limit, nothing is watched. Where the address space or the file cannot be had, nothing is
  /// spilled, and a budget that does not suffice is an error as ever.
  SpillGuard(const std::string& directory, uint64_t budget_bytes);
  ~SpillGuard();
  SpillGuard(const SpillGuard&) = delete;
  SpillGuard& operator=(const SpillGuard&) = delete;

 private:
  bool is_watching_ = false;
};

/// Whether large allocations are spilled now.
bool is_spilling();
/// Spills from now on, however much is in use: for who needs more than the budget at once. False when no guard watches.
bool begin_spilling();
/// Bytes that a stage which works through partitions keeps in memory at once, all its workers together; 0 while nothing
/// is spilled: everything is in memory then.
uint64_t partition_bytes();
/// While one lives, what its thread allocates stays in memory although memory is spilled: for what is read or written
/// at random.
class StayInMemory {
 public:
  /// Of a size that the budget allows: partition_bytes() of all workers together.
  StayInMemory();
  /// If so many bytes more leave three eighths of the budget to spilled pages and the rest.
  explicit StayInMemory(uint64_t bytes);
  ~StayInMemory();
  StayInMemory(const StayInMemory&) = delete;
  StayInMemory& operator=(const StayInMemory&) = delete;

 private:
  int stays_ = 1;
};

/// Room for `bytes`, on a page of its own, zeroed. Null when nothing is spilled, or the disk is full. Thread-safe.
void* spill_allocate(size_t bytes);
/// Whether memory came from spill_allocate. Cheap.
bool is_spilled(const void* data);
/// Gives memory and disk back. Thread-safe.
void spill_free(void* data);

/// Asks for memory that is read soon, all of it: where it is spilled it comes from the disk in large pieces while
/// others work, instead of page by page when each is touched. Costs nothing where it is not.
void read_ahead(const void* data, size_t bytes);

/// Lets go of spilled pages if the budget is near: what the watching thread does all the time. For loops that read a
/// lot of spilled memory. Costs a microsecond while memory is spilled.
void keep_to_budget();
/// Lets go of all spilled pages that are in memory now.
void drop_spilled_pages();
/// Bytes in spilled allocations, and the most there were since the last guard began.
uint64_t spilled_bytes();
uint64_t peak_spilled_bytes();
/// Whether an allocation failed because the disk had no room.
bool spill_disk_is_full();

/// Where temporary files go when nobody says: TMPDIR, else /tmp, else /var/tmp where /tmp is memory itself.
std::string temporary_directory();

}  // namespace sosie
