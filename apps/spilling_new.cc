// Every large allocation of the command may be spilled: this file replaces operator new and delete of the program. Not
// part of the library, whose users have operators of their own.
#include <cstdlib>
#include <new>

#include "core/spill.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SOSIE_KEEPS_OPERATORS
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SOSIE_KEEPS_OPERATORS
#endif
#endif

#ifndef SOSIE_KEEPS_OPERATORS

// The other forms of new and delete call these by default.
void* operator new(std::size_t size) {
  if (size >= sosie::kLargeAllocation) {
    if (void* const spilled = sosie::spill_allocate(size)) return spilled;
    if (sosie::is_spilling() && sosie::spill_disk_is_full()) throw std::bad_alloc();
  }
  if (void* const data = std::malloc(size == 0 ? 1 : size)) return data;
  throw std::bad_alloc();
}

void operator delete(void* data) noexcept {
  if (sosie::is_spilled(data)) sosie::spill_free(data);
  else std::free(data);
}

void operator delete(void* data, std::size_t) noexcept { operator delete(data); }

#endif
