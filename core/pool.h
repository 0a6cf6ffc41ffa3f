// Things that workers use one after the other.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace sosie {

/// Lends objects that are dear to make and serve more than one task. Thread-safe; an object belongs to one borrower at
/// a time.
template <typename T>
class Pool {
 public:
  /// An idle object, else `make()`: a std::unique_ptr<T>.
  template <typename Make>
  std::unique_ptr<T> borrow(Make&& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<T> object = std::move(idle_.back());
        idle_.pop_back();
        return object;
      }
    }
    return make();
  }
  void give_back(std::unique_ptr<T> object) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(object));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace sosie
