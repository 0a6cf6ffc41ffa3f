#include "engine/block/radix.h"

#include <array>
#include <cstddef>

namespace sosie {
namespace {

constexpr unsigned kBits = 11;
constexpr std::size_t kBuckets = std::size_t{1} << kBits;

void sort_pass(const std::vector<uint64_t>& from, unsigned shift, std::vector<uint64_t>& to) {
  std::array<std::size_t, kBuckets> next{};
  const auto bucket = [shift](uint64_t entry) { return entry >> shift & (kBuckets - 1); };
  for (const uint64_t entry : from) ++next[bucket(entry)];
  std::size_t sum = 0;
  for (std::size_t& n : next) {
    const std::size_t count = n;
    n = sum;
    sum += count;
  }
  for (const uint64_t entry : from) to[next[bucket(entry)]++] = entry;
}

}  // namespace

void sort_by_high_half(std::vector<uint64_t>& entries) {
  std::vector<uint64_t> other(entries.size());
  sort_pass(entries, 32, other);
  sort_pass(other, 32 + kBits, entries);
  sort_pass(entries, 32 + 2 * kBits, other);
  entries.swap(other);
}

}  // namespace sosie
