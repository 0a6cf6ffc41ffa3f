// A value, or the error that says why there is none. The library throws nothing across its border.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace sosie {
inline namespace v0 {

/// What went wrong, as the sosie command would report it. Holds no personal value.
struct Error {
  /// The numbers are the exit codes of the command.
  enum class Kind : unsigned char {
    internal = 1,         ///< a mistake of the library
    usage = 2,            ///< a request or job file that is wrong
    input_refused = 3,    ///< too many rejects, a column or a file gone
    io = 4,               ///< a file could not be read or written, the lock is held, the disk is full: may be retried
    budget_exceeded = 5,  ///< memory, pairs or time
    gate_failed = 6,      ///< the run is kept but not published
    interrupted = 130,    ///< asked to stop
  };
  Kind kind = Kind::internal;
  /// `path:line:column: message (what to do)`, leaving out what is unknown.
  std::string message;
};

/// Either a T or an Error.
template <typename T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Only when ok().
  const T& operator*() const { return std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  /// Only when not ok().
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace v0
}  // namespace sosie
