#include "engine/job/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <thread>

#include "core/spill.h"

namespace sosie {
namespace {

constexpr uint64_t kLeastMemory = uint64_t{1} << 20;
constexpr uint64_t kWorkerMemory = uint64_t{12}
                                   << 20;  // a worker was seen to take four, and half of a budget is the data's
constexpr std::string_view kUnits = "KMGT";

/// The number at the beginning of `text`, and what follows it without blanks.
struct Quantity {
  double number = 0;
  std::string_view unit;
};

std::optional<Quantity> read_quantity(std::string_view text) {
  Quantity quantity;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), quantity.number, std::chars_format::fixed);
  if (error != std::errc() || quantity.number < 0 || !std::isfinite(quantity.number)) return std::nullopt;
  quantity.unit = text.substr(static_cast<size_t>(end - text.data()));
  while (!quantity.unit.empty() && quantity.unit.front() == ' ') quantity.unit.remove_prefix(1);
  return quantity;
}

std::optional<double> bytes_in(std::string_view unit) {
  if (unit.empty() || unit == "B") return 1;
  const size_t power = kUnits.find(unit.front() >= 'a' ? static_cast<char>(unit.front() - 'a' + 'A') : unit.front());
  const std::string_view rest = unit.substr(1);
  if (power == std::string_view::npos || !(rest.empty() || rest == "B" || rest == "b" || rest == "iB"))
    return std::nullopt;
  return std::ldexp(1.0, 10 * static_cast<int>(power + 1));
}

}  // namespace

uint64_t RejectLimit::allowed(uint64_t rows) const {
  return share ? static_cast<uint64_t>(*share * static_cast<double>(rows)) : count;
}

Result<RejectLimit> parse_reject_limit(const std::string& text) {
  const std::optional<Quantity> quantity = read_quantity(text);
  if (quantity && quantity->unit == "%" && quantity->number <= 100) return RejectLimit{quantity->number / 100, 0};
  if (quantity && quantity->unit.empty() && quantity->number == std::floor(quantity->number))
    return RejectLimit{std::nullopt, static_cast<uint64_t>(quantity->number)};
  return Status::invalid_job(fmt::format("`rejects` must be a share such as \"1%\" or a count, and is \"{}\"", text));
}

Result<uint64_t> parse_memory_limit(const std::string& text, uint64_t available) {
  const Status wrong = Status::invalid_job(
      fmt::format("`memory` must be a share such as \"70%\" or a size such as \"8GB\", and is \"{}\"", text));
  const std::optional<Quantity> quantity = read_quantity(text);
  if (!quantity) return wrong;
  if (quantity->unit == "%") {
    if (quantity->number <= 0 || quantity->number > 100) return wrong;
    return static_cast<uint64_t>(quantity->number / 100 * static_cast<double>(available));
  }
  const std::optional<double> unit = bytes_in(quantity->unit);
  if (!unit) return wrong;
  const double bytes = quantity->number * *unit;
  if (bytes < static_cast<double>(kLeastMemory) || bytes > 1e18) return wrong;
  return static_cast<uint64_t>(bytes);
}

unsigned worker_threads(unsigned wanted, uint64_t budget_bytes) {
  const unsigned threads = wanted != 0 ? wanted : std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::clamp<uint64_t>(budget_bytes / kWorkerMemory, 1, threads));
}

Result<std::string> spill_directory(const Job& job) {
  if (job.temp_directory.empty()) return temporary_directory();
  if (std::filesystem::is_directory(job.temp_directory)) return job.temp_directory;
  return Status::io_error("there is no such folder for temporary files")
      .at({job.temp_directory})
      .hint("make it, or name another with --tmp");
}

}  // namespace sosie
