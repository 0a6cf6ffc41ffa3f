#include "core/arena.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace sosie {

Arena::Arena(Arena&& other) noexcept : block_bytes_(other.block_bytes_) { *this = std::move(other); }

Arena& Arena::operator=(Arena&& other) noexcept {
  block_bytes_ = other.block_bytes_;
  blocks_ = std::exchange(other.blocks_, {});
  next_ = std::exchange(other.next_, nullptr);
  left_ = std::exchange(other.left_, 0);
  bytes_reserved_ = std::exchange(other.bytes_reserved_, 0);
  return *this;
}

char* Arena::allocate(size_t size) {
  if (size > left_) {
    const size_t block = std::max(block_bytes_, size);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    bytes_reserved_ += block;
    next_ = blocks_.back().get();
    left_ = block;
  }
  char* place = next_;
  next_ += size;
  left_ -= size;
  return place;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* place = allocate(text.size());
  std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

void Arena::adopt(Arena&& other) {
  blocks_.insert(blocks_.begin(), std::make_move_iterator(other.blocks_.begin()),
                 std::make_move_iterator(other.blocks_.end()));
  bytes_reserved_ += other.bytes_reserved_;
  other.blocks_.clear();
  other.next_ = nullptr;
  other.left_ = other.bytes_reserved_ = 0;
}

}  // namespace sosie
