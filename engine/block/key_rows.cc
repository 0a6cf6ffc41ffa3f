#include "engine/block/key_rows.h"

#include <algorithm>

namespace sosie {

std::span<const MoreKey> KeyRows::more(size_t record, size_t rule) const {
  if ((several(record) >> rule & 1) == 0) return {};
  const std::vector<MoreKey>& more = more_[rule];
  const auto begin =
      std::lower_bound(more.begin(), more.end(), record, [](const MoreKey& m, size_t r) { return m.record < r; });
  auto end = begin;
  while (end != more.end() && end->record == record) ++end;
  return {begin, end};
}

uint32_t KeyRows::smallest_shared(size_t a, size_t b, size_t rule) const {
  const uint32_t first_a = row(a)[rule], first_b = row(b)[rule];
  const std::span<const MoreKey> more_a = more(a, rule), more_b = more(b, rule);
  uint32_t smallest = 0;
  const auto note = [&](uint32_t x, uint32_t y) {
    if (x != 0 && x == y && (smallest == 0 || x < smallest)) smallest = x;
  };
  note(first_a, first_b);
  for (const MoreKey& y : more_b) note(first_a, y.key);
  for (const MoreKey& x : more_a) {
    note(x.key, first_b);
    for (const MoreKey& y : more_b) note(x.key, y.key);
  }
  return smallest;
}

}  // namespace sosie
