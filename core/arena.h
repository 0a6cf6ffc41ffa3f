// Bytes that live as long as their arena and never move.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace sosie {

/// Grows in blocks; hands out stable addresses; frees everything at once. One writer at a time.
/// Movable: addresses stay valid, and the arena moved from is empty and usable.
class Arena {
 public:
  explicit Arena(size_t block_bytes = 256 * 1024) : block_bytes_(block_bytes) {}
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;

  /// `size` uninitialised bytes.
  char* allocate(size_t size);
  /// A copy of `text` inside the arena.
  std::string_view copy(std::string_view text);
  /// Takes over the blocks of `other`; views into them stay valid.
  void adopt(Arena&& other);

  size_t bytes_reserved() const { return bytes_reserved_; }

 private:
  size_t block_bytes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t bytes_reserved_ = 0;
};

}  // namespace sosie
