// Errors as values: what every public function of sosie returns instead of throwing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sosie {

enum class StatusCode : uint8_t {
  ok,
  invalid_argument,  ///< a wrong call or option (exit 2)
  invalid_job,       ///< the user's job file or command line is wrong (exit 2)
  invalid_data,      ///< an input was refused (exit 3)
  io_error,          ///< a file could not be read or written, lock held, disk full (exit 4)
  budget_exceeded,   ///< memory, pairs or time (exit 5)
  gate_failed,       ///< kept but not published (exit 6)
  cancelled,         ///< interrupted, or a sibling task failed first
  internal,          ///< our own mistake (exit 1)
};

/// Where a data error stands. Zero and empty mean unknown.
struct Location {
  std::string path;
  uint64_t line = 0;    ///< from 1
  uint64_t column = 0;  ///< from 1, in bytes
};

/// The outcome of an operation. Cheap when OK; otherwise says what, where, and what to do.
/// Never holds a personal value: fields are named by source, row and column.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message);

  static Status invalid_argument(std::string message) { return {StatusCode::invalid_argument, std::move(message)}; }
  static Status invalid_job(std::string message) { return {StatusCode::invalid_job, std::move(message)}; }
  static Status invalid_data(std::string message) { return {StatusCode::invalid_data, std::move(message)}; }
  static Status io_error(std::string message) { return {StatusCode::io_error, std::move(message)}; }
  static Status budget_exceeded(std::string message) { return {StatusCode::budget_exceeded, std::move(message)}; }
  static Status gate_failed(std::string message) { return {StatusCode::gate_failed, std::move(message)}; }
  static Status cancelled(std::string message) { return {StatusCode::cancelled, std::move(message)}; }
  static Status internal(std::string message) { return {StatusCode::internal, std::move(message)}; }

  /// Adds the place of the error; the innermost caller that knows it sets it.
  Status at(Location location) &&;
  /// Adds what the user can do about it, printed in brackets.
  Status hint(std::string text) &&;

  bool ok() const { return code_ == StatusCode::ok; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const Location& location() const { return location_; }
  const std::string& hint() const { return hint_; }

  /// `path:line:column: message (hint)`, leaving out what is unknown; "OK" when OK.
  std::string to_string() const;

 private:
  StatusCode code_ = StatusCode::ok;
  std::string message_;
  Location location_;
  std::string hint_;
};

/// The process exit code of a status, as documented for the sosie command.
int exit_code(const Status& status);

/// A value, or the Status that says why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  /// `status` is not OK: without a value there is an error.
  Result(Status status) : state_(std::move(status)) {
    if (std::get<Status>(state_).ok()) state_ = Status::internal("a result has neither a value nor an error");
  }

  bool ok() const { return std::holds_alternative<T>(state_); }
  /// OK when there is a value.
  Status status() const { return ok() ? Status() : std::get<Status>(state_); }

  /// Only when ok().
  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Status> state_;
};

[[noreturn]] void invariant_failed(const char* file, int line, const char* words);

}  // namespace sosie

#define SOSIE_CONCAT_INNER(a, b) a##b
#define SOSIE_CONCAT(a, b) SOSIE_CONCAT_INNER(a, b)

/// Returns from the enclosing function when `expr` is not OK.
#define SOSIE_RETURN_IF_ERROR(expr)                                                        \
  do {                                                                                     \
    if (::sosie::Status sosie_status_ = (expr); !sosie_status_.ok()) return sosie_status_; \
  } while (false)

/// `SOSIE_ASSIGN_OR_RETURN(auto x, f());` assigns the value, or returns the status.
#define SOSIE_ASSIGN_OR_RETURN(lhs, expr) SOSIE_ASSIGN_OR_RETURN_INNER(lhs, expr, SOSIE_CONCAT(sosie_result_, __LINE__))
#define SOSIE_ASSIGN_OR_RETURN_INNER(lhs, expr, result) \
  auto result = (expr);                                 \
  if (!result.ok()) return result.status();             \
  lhs = std::move(result).value()

/// Our own invariants, in words. Always on: each is cheap beside what follows it.
#define SOSIE_CHECK(condition, words)                                       \
  do {                                                                      \
    if (!(condition)) ::sosie::invariant_failed(__FILE__, __LINE__, words); \
  } while (false)

#ifdef NDEBUG
#define SOSIE_DCHECK(condition, words) ((void)0)
#else
#define SOSIE_DCHECK(condition, words) SOSIE_CHECK(condition, words)
#endif
