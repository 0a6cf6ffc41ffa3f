// Remembers how pairs of given names relate.
#pragma once

#include <cstdint>
#include <vector>

#include "core/dictionary.h"

namespace sosie {

/// A direct-mapped cache from pairs of name codes to levels, one per thread. Given names repeat: thirty-one million
/// unequal pairs held one million distinct ones when measured. Later entries displace earlier ones, which costs time
/// and never changes an answer.
class RelationMemo {
 public:
  /// The level of an unordered pair of codes of the dictionary named by `owner`, worked out by `compute()` when it is
  /// not known.
  template <typename Compute>
  static unsigned level(uint32_t owner, Code a, Code b, Compute&& compute) {
    thread_local std::vector<Entry> entries(kEntries);
    const uint64_t key = a < b ? uint64_t{a} << 32 | b : uint64_t{b} << 32 | a;
    Entry& entry = entries[(key * 0x9e3779b97f4a7c15ULL) >> (64 - kBits)];
    if (entry.key != key || entry.owner != owner) entry = {key, owner, static_cast<uint8_t>(compute())};
    return entry.level;
  }

 private:
  static constexpr unsigned kBits = 16;  // 1 MiB per thread: a miss costs ten times what a far cache line does
  static constexpr size_t kEntries = size_t{1} << kBits;
  struct Entry {
    uint64_t key = 0;
    uint32_t owner = 0;
    uint8_t level = 0;
  };
};

}  // namespace sosie
