#include "core/arena.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace sosie {

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
