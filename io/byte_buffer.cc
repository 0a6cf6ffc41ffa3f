#include "io/byte_buffer.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/spill.h"

namespace sosie::io {
namespace {

constexpr size_t kPage = 4096;
constexpr size_t kHugeFrom = 16 << 20;  // huge pages make the first touch of a large buffer several times cheaper
constexpr size_t kSmallestStep = 4 << 20;

size_t pages_for(size_t capacity) { return (capacity + ByteBuffer::kPadding + kPage - 1) / kPage * kPage; }

}  // namespace

ByteBuffer::ByteBuffer(ByteBuffer&& other) noexcept
    : memory_(other.memory_),
      purpose_(std::move(other.purpose_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)),
      mapped_(std::exchange(other.mapped_, 0)),
      claims_(std::move(other.claims_)) {}

ByteBuffer& ByteBuffer::operator=(ByteBuffer&& other) noexcept {
  if (this == &other) return *this;
  release();
  memory_ = other.memory_;
  purpose_ = std::move(other.purpose_);
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  capacity_ = std::exchange(other.capacity_, 0);
  mapped_ = std::exchange(other.mapped_, 0);
  claims_ = std::move(other.claims_);
  return *this;
}

ByteBuffer::~ByteBuffer() { release(); }

void ByteBuffer::release() {
  if (data_ != nullptr && is_spilled(data_)) spill_free(data_);
  else if (data_ != nullptr) munmap(data_, mapped_);
  data_ = nullptr;
  claims_.clear();
}

/// Moves to a spilled place. False when nothing can be spilled.
bool ByteBuffer::spill(size_t capacity) {
  const size_t mapped = pages_for(capacity);
  auto* const data = static_cast<char*>(spill_allocate(mapped));
  if (data == nullptr) return false;
  if (size_ > 0) std::memcpy(data, data_, size_);
  release();
  data_ = data;
  capacity_ = capacity;
  mapped_ = mapped;
  return true;
}

Status ByteBuffer::reserve(size_t capacity) {
  if (data_ != nullptr && capacity <= capacity_) return {};
  if (is_spilling() && capacity >= kLargeAllocation && spill(capacity)) return {};
  Result<MemoryClaim> claimed = memory_->claim(capacity + (data_ == nullptr ? kPadding : 0) - capacity_, purpose_);
  if (!claimed.ok()) return begin_spilling() && spill(capacity) ? Status() : claimed.status();
  MemoryClaim claim = std::move(claimed).value();
  const size_t mapped = pages_for(capacity);
  void* data = data_ == nullptr ? mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                                : mremap(data_, mapped_, mapped, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) return Status::budget_exceeded(purpose_ + ": the system has no memory left");
  if (mapped >= kHugeFrom) madvise(data, mapped, MADV_HUGEPAGE);  // advice only: fine when refused
  claims_.push_back(std::move(claim));
  data_ = static_cast<char*>(data);
  capacity_ = capacity;
  mapped_ = mapped;
  return {};
}

Status ByteBuffer::make_room(size_t more) {
  if (data_ != nullptr && room() >= more) return {};
  return reserve(size_ + std::max({more, kSmallestStep, capacity_ / 2}));
}

Status ByteBuffer::finish() {
  SOSIE_RETURN_IF_ERROR(reserve(size_));
  std::memset(data_ + size_, 0, kPadding);
  if (capacity_ == size_ || is_spilled(data_)) return {};
  const size_t mapped = pages_for(size_);
  // Shrinking in place never moves the bytes.
  if (mapped < mapped_ && mremap(data_, mapped_, mapped, 0) != MAP_FAILED) mapped_ = mapped;
  capacity_ = size_;
  claims_.clear();
  SOSIE_ASSIGN_OR_RETURN(MemoryClaim claim, memory_->claim(size_ + kPadding, purpose_));
  claims_.push_back(std::move(claim));
  return {};
}

}  // namespace sosie::io
