// Large arrays that several threads fill.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace sosie {

/// Room for `count` values of `size` bytes, aligned to `kCacheLine`; throws std::bad_alloc.
void* allocate_pages(size_t count, size_t size);
void free_pages(void* data);
inline constexpr size_t kCacheLine = 64;  // bytes; also the widest vector

/// Memory of a fixed size that starts on a cache line and is not initialised: whoever fills a part touches its pages
/// first, so that neither zeroing nor page faults wait for one thread. Large ones ask for huge pages, which random
/// reads of rows need far fewer of. Movable. For numbers and other trivial types.
template <typename T>
class AlignedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  AlignedArray() = default;
  /// Throws std::bad_alloc, which the executor and the commands turn into budget_exceeded.
  explicit AlignedArray(size_t size) : data_(static_cast<T*>(allocate_pages(size, sizeof(T)))), size_(size) {}

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  size_t size() const { return size_; }
  T& operator[](size_t i) { return data_.get()[i]; }
  const T& operator[](size_t i) const { return data_.get()[i]; }

 private:
  struct Free {
    void operator()(T* data) const { free_pages(data); }
  };
  std::unique_ptr<T, Free> data_;
  size_t size_ = 0;
};

}  // namespace sosie
