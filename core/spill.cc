#include "core/spill.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>

#include "core/memory.h"

namespace sosie {
namespace {

constexpr uint64_t kGranule = kLargeAllocation;
constexpr uint64_t kMostAddresses = uint64_t{4} << 40;    // so many that none need be used twice
constexpr uint64_t kFewestAddresses = uint64_t{1} << 30;  // with fewer it is not worth it
constexpr uint64_t kAddressesBesides = 256 << 20;         // stacks, code, room of the allocator
constexpr uint64_t kStep = uint64_t{1} << 30;             // the file is mapped in steps
constexpr uint64_t kPiece = uint64_t{64} << 20;
// Bytes that threads may touch between two looks: each of their faults brings sixteen pages back from the cache.
constexpr uint64_t kMargin = 256 << 20;
constexpr std::chrono::microseconds kLook{4'000}, kLookWhileSpilling{250};

/// Resident bytes from which on allocations are spilled. What is in memory by then stays there; of a large budget the
/// rest is room enough for the pages that are worked on.
uint64_t spill_from(uint64_t budget) {
  constexpr uint64_t kLarge = uint64_t{4} << 30;
  return budget > kLarge ? budget / 3 * 2 : budget / 8 * 3;
}

/// Resident bytes above which spilled pages leave the memory.
uint64_t drop_from(uint64_t budget) { return budget - std::min(budget / 4, kMargin); }

/// Whether spilled pages can be expected to wait in the system's cache rather than on the disk. Then a fault should
/// bring back few of them: as the kernel likes it best, reading ahead in large pieces, one touch of a byte brings up to
/// two mebibytes, faster than any hand can let go of them. Pages that come from the disk, in a container just large
/// enough, had better come in large pieces; and there the kernel takes them back itself.
bool fits_the_cache(uint64_t budget) { return available_memory_bytes() / 2 > budget; }

/// Besides what is in memory already; the rest is left for pages that come and go.
uint64_t partition_of(uint64_t budget) { return budget / 6; }

constinit std::atomic<uintptr_t> first_address = 0;
constinit std::atomic<uint64_t> num_addresses = 0;  // 0: none are reserved
constinit std::atomic<bool> spilling = false;
thread_local int num_staying = 0;

/// Addresses that may be reserved: as many as wanted, or what a limit (ulimit -v) leaves besides the budget, whole
/// steps.
uint64_t affordable_addresses(uint64_t budget) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kMostAddresses;
  const uint64_t taken = address_bytes() + budget + kAddressesBesides;
  const uint64_t left = limit.rlim_cur > taken ? limit.rlim_cur - taken : 0;
  return std::min(kMostAddresses, left / kStep * kStep);
}

/// The file, and the addresses it is mapped at: an offset in one is an offset in the other.
class SpillFile {
 public:
  /// Leaves what there is as it is: memory may still live in it.
  bool open(const std::string& directory, uint64_t budget) {
    const std::lock_guard lock(mutex_);
    small_pages_ = fits_the_cache(budget);
    // Some systems have fewer addresses than there are on most.
    for (uint64_t size = affordable_addresses(budget); base_ == nullptr; size = size / 2 / kStep * kStep) {
      if (size < kFewestAddresses) return false;
      reserve_addresses(size);
    }
    is_full_ = false;
    peak_ = live_.load();
    if (num_live_ > 0) return true;
    if (file_ >= 0) close(file_);
    file_ = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file_ < 0) file_ = open_unlinked(directory + "/sosie-XXXXXX");
    // What was mapped of the file before is mapped anew: nothing lives there any more.
    mapped_ = next_ = 0;
    gaps_.clear();
    return file_ >= 0;
  }

  void* allocate(size_t bytes) {
    const uint64_t size = (bytes + kGranule - 1) / kGranule * kGranule;
    const std::lock_guard lock(mutex_);
    if (file_ < 0 || size < bytes) return nullptr;
    const uint64_t place = place_of(size);
    if (place == kNowhere) return nullptr;
    // Pages that the disk has no room for would kill whoever writes to them.
    if (fallocate(file_, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(place), static_cast<off_t>(size)) != 0) {
      is_full_ = errno == ENOSPC;
      add_gap(place, size);
      return nullptr;
    }
    sizes_[place / kGranule] = size / kGranule;
    ++num_live_;
    live_ += size;
    peak_ = std::max<uint64_t>(peak_, live_);
    return base_ + place;
  }

  void free(void* data) {
    const std::lock_guard lock(mutex_);
    const auto offset = static_cast<uint64_t>(static_cast<char*>(data) - base_);
    const uint64_t size = sizes_[offset / kGranule] * kGranule;
    // Where no hole can be made, what stood there stays: not zeroed, so never given out again.
    constexpr int kHole = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
    if (fallocate(file_, kHole, static_cast<off_t>(offset), static_cast<off_t>(size)) == 0) add_gap(offset, size);
    --num_live_;
    live_ -= size;
  }

  /// A hand goes round and round through the file: pages leave piece by piece until `enough()`, at most all of them.
  template <typename Enough>
  void drop_pages(Enough&& enough) {
    const std::lock_guard lock(hand_mutex_);
    const uint64_t end = next_;
    for (uint64_t dropped = 0; dropped < end && !enough(); dropped += kPiece) {
      if (hand_ >= end) hand_ = 0;
      // The mapping is shared: pages stay in the system's cache, or in the file.
      madvise(base_ + hand_, std::min(kPiece, end - hand_), MADV_DONTNEED);
      hand_ += kPiece;
    }
  }

  uint64_t live() const { return live_; }
  uint64_t peak() const { return peak_; }
  bool is_full() const { return is_full_; }

 private:
  static constexpr uint64_t kNowhere = UINT64_MAX;

  /// Sets `base_` when there are so many.
  void reserve_addresses(uint64_t size) {
    constexpr int kReserve = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void* const addresses = mmap(nullptr, size, PROT_NONE, kReserve, -1, 0);
    if (addresses == MAP_FAILED) return;
    void* const sizes = mmap(nullptr, size / kGranule * sizeof(uint64_t), PROT_READ | PROT_WRITE, kReserve, -1, 0);
    if (sizes == MAP_FAILED) {
      munmap(addresses, size);
      return;
    }
    sizes_ = static_cast<uint64_t*>(sizes);
    base_ = static_cast<char*>(addresses);
    first_address = reinterpret_cast<uintptr_t>(addresses);
    num_addresses = size;
  }

  /// Fresh addresses while there are any: what was freed has its pages gone, and those that come next lie together.
  uint64_t place_of(uint64_t size) {
    if (next_ + size <= num_addresses) {
      const uint64_t place = next_;
      if (!map_up_to(place + size)) return kNowhere;
      next_ = place + size;
      return place;
    }
    for (auto gap = gaps_.begin(); gap != gaps_.end(); ++gap) {
      if (gap->second < size) continue;
      const auto [place, room] = *gap;
      gaps_.erase(gap);
      if (room > size) gaps_.emplace(place + size, room - size);
      return place;
    }
    return kNowhere;
  }

  void add_gap(uint64_t place, uint64_t size) {
    const auto after = gaps_.lower_bound(place);
    if (after != gaps_.end() && place + size == after->first) {
      size += after->second;
      gaps_.erase(after);
    }
    const auto next = gaps_.lower_bound(place);
    if (next != gaps_.begin()) {
      const auto before = std::prev(next);
      if (before->first + before->second == place) {
        before->second += size;
        return;
      }
    }
    gaps_.emplace(place, size);
  }

  static int open_unlinked(std::string name) {
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) unlink(name.c_str());
    return file;
  }

  bool map_up_to(uint64_t end) {
    while (mapped_ < end) {
      if (ftruncate(file_, static_cast<off_t>(mapped_ + kStep)) != 0) return false;
      void* const place = mmap(base_ + mapped_, kStep, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file_,
                               static_cast<off_t>(mapped_));
      if (place == MAP_FAILED) return false;
      if (small_pages_) madvise(place, kStep, MADV_RANDOM);
      mapped_ += kStep;
    }
    return true;
  }

  bool small_pages_ = false;
  std::mutex hand_mutex_;
  uint64_t hand_ = 0;
  std::mutex mutex_;
  int file_ = -1;
  char* base_ = nullptr;
  uint64_t* sizes_ = nullptr;          // by granule: of the allocation that begins there, in granules
  std::map<uint64_t, uint64_t> gaps_;  // places and sizes of what was freed
  uint64_t mapped_ = 0, num_live_ = 0;
  std::atomic<uint64_t> next_ = 0, live_ = 0, peak_ = 0;
  std::atomic<bool> is_full_ = false;
};

SpillFile& file() {
  static SpillFile* const file = new SpillFile;  // never destroyed: what lives in it may be freed after main
  return *file;
}

/// The scheduler lets who asks for short slices run soon after waking: workers would have filled the memory by the end
/// of theirs. A wish, which kernels before 6.12 do not know.
void ask_for_short_slices() {
  struct {  // sched_setattr(2); its own header and that of the C library may not be read together
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
  } wish{};
  wish.size = sizeof wish;
  wish.policy = SCHED_OTHER;
  wish.nice = getpriority(PRIO_PROCESS, 0);
  wish.runtime = 100'000;  // ns, the least there is
  syscall(SYS_sched_setattr, 0, &wish, 0);
}

/// Looks at the resident memory again and again.
class Watch {
 public:
  bool start(const std::string& directory, uint64_t budget) {
    const std::lock_guard lock(mutex_);
    if (thread_.joinable() || !file().open(directory, budget)) return false;
    stop_ = false;
    is_watching_ = true;
    budget_ = budget;
    const uint64_t before = resident_bytes();
    limit_ = std::max(drop_from(budget), before + budget / 4);
    thread_ = std::thread([this, before] { look(before); });
    return true;
  }
  void end() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
    is_watching_ = spilling = false;
  }
  bool is_watching() const { return is_watching_; }
  uint64_t budget() const { return budget_; }
  void keep_to_budget() const {
    if (!is_spilling() || resident_bytes() <= limit_) return;
    file().drop_pages([&] { return resident_bytes() < limit_ / 8 * 7; });
  }

 private:
  void look(uint64_t before) {
    ask_for_short_slices();
    const uint64_t first = before + spill_from(budget_);
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, is_spilling() ? kLookWhileSpilling : kLook, [&] { return stop_; })) {
      if (!is_spilling() && resident_bytes() > first) spilling = true;
      keep_to_budget();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::atomic<bool> is_watching_ = false;
  std::atomic<uint64_t> budget_ = 0, limit_ = 0;
  std::thread thread_;
};

Watch& watch() {
  static Watch watch;
  return watch;
}

bool is_in_memory(const std::string& directory) {
  struct statfs system{};
  return statfs(directory.c_str(), &system) == 0 &&
         (system.f_type == TMPFS_MAGIC || static_cast<unsigned long>(system.f_type) == RAMFS_MAGIC);
}

}  // namespace

SpillGuard::SpillGuard(const std::string& directory, uint64_t budget_bytes) {
  is_watching_ = budget_bytes > 0 && watch().start(directory, budget_bytes);
}

SpillGuard::~SpillGuard() {
  if (is_watching_) watch().end();
}

bool is_spilling() { return spilling.load(std::memory_order_relaxed); }
bool begin_spilling() {
  if (watch().is_watching()) spilling = true;
  return is_spilling();
}
uint64_t partition_bytes() { return is_spilling() ? partition_of(watch().budget()) : 0; }
StayInMemory::StayInMemory() { ++num_staying; }
StayInMemory::StayInMemory(uint64_t bytes) {
  const bool has_room = is_spilling() && anonymous_bytes() + bytes <= watch().budget() / 8 * 5;
  stays_ = has_room ? 1 : 0;
  num_staying += stays_;
}
StayInMemory::~StayInMemory() { num_staying -= stays_; }
void* spill_allocate(size_t bytes) { return is_spilling() && num_staying == 0 ? file().allocate(bytes) : nullptr; }
bool is_spilled(const void* data) {
  return reinterpret_cast<uintptr_t>(data) - first_address.load(std::memory_order_relaxed) <
         num_addresses.load(std::memory_order_relaxed);
}
void read_ahead(const void* data, size_t bytes) {
  if (!is_spilled(data) || bytes == 0) return;
  constexpr uintptr_t kPage = 4'096;
  const uintptr_t begin = reinterpret_cast<uintptr_t>(data) / kPage * kPage;
  const uintptr_t end = reinterpret_cast<uintptr_t>(data) + bytes;
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_WILLNEED);  // advice: what fails is read when touched
}
void spill_free(void* data) { file().free(data); }
void keep_to_budget() { watch().keep_to_budget(); }
void drop_spilled_pages() {
  file().drop_pages([] { return false; });
}
uint64_t spilled_bytes() { return file().live(); }
uint64_t peak_spilled_bytes() { return file().peak(); }
bool spill_disk_is_full() { return file().is_full(); }

std::string temporary_directory() {
  const char* const chosen = std::getenv("TMPDIR");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  return is_in_memory("/tmp") && access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp";
}

}  // namespace sosie
