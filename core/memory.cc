#include "core/memory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "core/spill.h"

namespace sosie {
namespace {

/// Bytes by /proc/self/statm; 0 where the kernel does not tell.
struct Statm {
  uint64_t addresses = 0, resident = 0, shared = 0;
};

/// Asked thousands of times a second while memory is spilled: no stream is made for it.
Statm read_statm() {
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  std::array<char, 128> text{};
  const ssize_t size = read(file, text.data(), text.size() - 1);
  close(file);
  if (size <= 0) return {};
  static const auto page = static_cast<uint64_t>(sysconf(_SC_PAGE_SIZE));
  char* at = nullptr;
  Statm statm;
  statm.addresses = strtoull(text.data(), &at, 10) * page;
  statm.resident = strtoull(at, &at, 10) * page;
  statm.shared = strtoull(at, &at, 10) * page;
  return statm;
}

}  // namespace

MemoryClaim& MemoryClaim::operator=(MemoryClaim&& other) noexcept {
  if (this != &other) {
    release();
    owner_ = std::exchange(other.owner_, nullptr);
    bytes_ = std::exchange(other.bytes_, 0);
  }
  return *this;
}

void MemoryClaim::release() {
  if (owner_ != nullptr) owner_->in_use_.fetch_sub(bytes_, std::memory_order_relaxed);
  owner_ = nullptr;
  bytes_ = 0;
}

MemoryAccountant::MemoryAccountant(uint64_t budget_bytes) : budget_(budget_bytes), resident_before_(resident_bytes()) {}

Status MemoryAccountant::check_growth(const std::string& purpose) const {
  const auto growth = [&] {
    const uint64_t now = resident_bytes();
    return now > resident_before_ ? now - resident_before_ : 0;
  };
  uint64_t grown = growth();
  if (budget_ != 0 && grown > budget_ / 4) {
    give_back_free_memory();
    drop_spilled_pages();
    grown = growth();
  }
  if (budget_ == 0 || grown <= budget_) return {};
  return Status::budget_exceeded(fmt::format("before {}, {:.1f} MiB are in use, the memory budget is {:.1f} MiB",
                                             purpose, grown / 1048576.0, budget_ / 1048576.0))
      .hint("raise --memory or [limits] memory");
}

Result<MemoryClaim> MemoryAccountant::claim(uint64_t bytes, const std::string& purpose) {
  uint64_t used = in_use_.load(std::memory_order_relaxed);
  do {  // a claim that fails must never be seen as in use: another one could fail because of it
    const uint64_t left = budget_ == 0 ? UINT64_MAX - used : budget_ - used;
    if (bytes > left) {
      return Status::budget_exceeded(
                 fmt::format("{} needs {:.1f} MiB, {:.1f} MiB of the memory budget of {:.1f} MiB are left", purpose,
                             bytes / 1048576.0, left / 1048576.0, budget_ / 1048576.0))
          .hint("raise --memory or [limits] memory");
    }
  } while (!in_use_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
  const uint64_t now = used + bytes;
  uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (now > peak && !peak_.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
  return MemoryClaim(this, bytes);
}

uint64_t address_bytes() { return read_statm().addresses; }

uint64_t resident_bytes() { return read_statm().resident; }

uint64_t anonymous_bytes() {
  const Statm now = read_statm();
  return now.resident - std::min(now.resident, now.shared);
}

void give_back_free_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

uint64_t peak_resident_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

uint64_t available_memory_bytes() {
  uint64_t bytes = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGE_SIZE));
  for (const char* path : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    uint64_t limit = 0;  // stays 0 for "max" and for a missing file
    if (std::ifstream file(path); file >> limit && limit > 0) bytes = std::min(bytes, limit);
  }
  return bytes;
}

}  // namespace sosie
