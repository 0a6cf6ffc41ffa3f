// Large buffers: anonymous memory, claimed before it is allocated, or spilled where the budget does not allow it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/memory.h"

namespace sosie::io {

/// Bytes that are followed by at least kPadding readable zeros, so that vector code may read past the end. Grows
/// without copying. Never maps a file: one that is truncated underneath us must not kill the process.
class ByteBuffer {
 public:
  static constexpr size_t kPadding = 128;

  /// `purpose` names the buffer when the budget is exceeded. `memory` outlives the buffer.
  ByteBuffer(MemoryAccountant& memory, std::string purpose) : memory_(&memory), purpose_(std::move(purpose)) {}
  ByteBuffer(ByteBuffer&& other) noexcept;
  ByteBuffer& operator=(ByteBuffer&& other) noexcept;
  ~ByteBuffer();

  /// Makes room for `capacity` bytes in all; the bytes so far stay, but may move.
  Status reserve(size_t capacity);
  /// Makes room for at least `more` bytes behind the last one, growing in large steps.
  Status make_room(size_t more);
  /// The room behind the last byte; what is written there counts once `append` has been called.
  char* end() { return data_ + size_; }
  size_t room() const { return capacity_ - size_; }
  void append(size_t size) { size_ += size; }
  /// Gives back what was not used, and clears the padding.
  Status finish();

  size_t size() const { return size_; }
  std::string_view view() const { return {data_, size_}; }

 private:
  void release();
  bool spill(size_t capacity);

  MemoryAccountant* memory_;
  std::string purpose_;
  char* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;  // without padding
  size_t mapped_ = 0;
  std::vector<MemoryClaim> claims_;
};

}  // namespace sosie::io
