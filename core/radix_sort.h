// Sorting records by integer keys.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sosie {

/// Sorts by `key(item)`, an unsigned 64-bit integer, keeping the order of equal ones: least significant digit first, 11
/// bits a pass. Digits that are the same in all keys take no pass, so that short keys cost little. Needs room for a
/// second copy of the items.
template <typename Item, typename Key>
void radix_sort(std::vector<Item>& items, const Key& key) {
  constexpr unsigned kBits = 11, kDigits = (64 + kBits - 1) / kBits;
  constexpr size_t kBuckets = size_t{1} << kBits;
  using Histogram = std::array<uint32_t, kBuckets>;
  if (items.size() < 2) return;
  const auto digit = [](uint64_t value, unsigned d) { return value >> (d * kBits) & (kBuckets - 1); };
  uint64_t varies = 0;
  const uint64_t first = key(items.front());
  for (const Item& item : items) varies |= key(item) ^ first;
  std::vector<Item> other(items.size());
  for (unsigned d = 0; d < kDigits; ++d) {
    if (digit(varies, d) == 0) continue;
    Histogram next{};
    for (const Item& item : items) ++next[digit(key(item), d)];
    uint32_t sum = 0;
    for (uint32_t& n : next) sum += std::exchange(n, sum);
    for (const Item& item : items) other[next[digit(key(item), d)]++] = item;
    items.swap(other);
  }
}

inline void radix_sort(std::vector<uint64_t>& keys) {
  radix_sort(keys, [](uint64_t key) { return key; });
}

}  // namespace sosie
