#include "core/aligned_array.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

#include "core/spill.h"

namespace sosie {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;
constexpr size_t kWorthHugePages = 4 * kHugePage;  // below, what the last page wastes counts

}  // namespace

void* allocate_pages(size_t count, size_t size) {
  size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) throw std::bad_alloc();
  if (bytes >= kLargeAllocation) {
    if (void* const spilled = spill_allocate(bytes)) return spilled;
    if (is_spilling() && spill_disk_is_full()) throw std::bad_alloc();
  }
  const size_t alignment = bytes >= kWorthHugePages ? kHugePage : kCacheLine;
  void* data = nullptr;
  if (posix_memalign(&data, alignment, bytes) != 0) throw std::bad_alloc();
  // A wish: where it is not granted, small pages serve as well.
  if (bytes >= kWorthHugePages) madvise(data, bytes, MADV_HUGEPAGE);
  return data;
}

void free_pages(void* data) { is_spilled(data) ? spill_free(data) : std::free(data); }

}  // namespace sosie
