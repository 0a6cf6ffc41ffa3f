// Large arrays that several threads fill.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace sosie {

/// Memory of a fixed size that starts on a cache line and is not initialised: whoever fills a part touches its pages
/// first, so that neither zeroing nor page faults wait for one thread. Movable. For numbers and other trivial types.
template <typename T>
class AlignedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  static constexpr size_t kAlignment = 64;  // bytes: a cache line, and the widest vector

  AlignedArray() = default;
  /// Throws std::bad_alloc, which the executor and the commands turn into budget_exceeded.
  explicit AlignedArray(size_t size)
      : data_(static_cast<T*>(::operator new(size * sizeof(T), std::align_val_t{kAlignment}))), size_(size) {}

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  size_t size() const { return size_; }
  T& operator[](size_t i) { return data_.get()[i]; }
  const T& operator[](size_t i) const { return data_.get()[i]; }

 private:
  struct Free {
    void operator()(T* data) const { ::operator delete(data, std::align_val_t{kAlignment}); }
  };
  std::unique_ptr<T, Free> data_;
  size_t size_ = 0;
};

}  // namespace sosie
