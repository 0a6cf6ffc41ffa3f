// Entries of a blocking rule: a key and a record in one integer, sorted, so that equal keys stand together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/record_table.h"

namespace sosie {

inline uint64_t entry_of(uint32_t key, RecordId record) { return uint64_t{key} << 32 | record; }
inline uint32_t key_of(uint64_t entry) { return static_cast<uint32_t>(entry >> 32); }
inline RecordId record_of(uint64_t entry) { return static_cast<RecordId>(entry); }

inline uint64_t pairs_among(uint64_t num_records) { return num_records * (num_records - 1) / 2; }

/// Where the run of equal keys that starts at `begin` ends.
inline size_t group_end(std::span<const uint64_t> entries, size_t begin) {
  size_t end = begin + 1;
  while (end < entries.size() && key_of(entries[end]) == key_of(entries[begin])) ++end;
  return end;
}

/// Calls `visit(begin, end)` for each run of equal keys.
template <typename Visitor>
void for_each_group(std::span<const uint64_t> entries, Visitor&& visit) {
  for (size_t begin = 0; begin < entries.size();) {
    const size_t end = group_end(entries, begin);
    visit(begin, end);
    begin = end;
  }
}

}  // namespace sosie
