#include "engine/block/key_rows.h"

#include <algorithm>
#include <utility>

namespace sosie {
namespace {

constexpr size_t kLanesPerVector = 8, kLanesPerLine = 16;

}  // namespace

void KeyRows::make_room(size_t num_records, size_t num_rules) {
  num_records_ = num_records;
  lanes_ = (num_rules + kLanesPerVector - 1) / kLanesPerVector * kLanesPerVector;
  if (keys_.size() < num_records * lanes_) keys_ = AlignedArray<uint32_t>(num_records * lanes_);
  more_.clear();
  several_.clear();
}

void KeyRows::set_more(std::vector<std::vector<MoreKey>> more) {
  more_ = std::move(more);
  several_.clear();
  for (size_t rule = 0; rule < more_.size(); ++rule) {
    if (more_[rule].empty()) continue;
    several_.resize(num_records_);
    for (const MoreKey& key : more_[rule]) several_[key.record] |= 1u << rule;
  }
}

void KeyRows::prefetch(size_t record) const {
  for (size_t lane = 0; lane < lanes_; lane += kLanesPerLine) __builtin_prefetch(row(record) + lane);
  if (!several_.empty()) __builtin_prefetch(&several_[record]);
}

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
