// Records that say the same as many others.
#pragma once

#include <cstdint>
#include <vector>

#include "core/executor.h"
#include "engine/job/job.h"
#include "engine/normalize.h"
#include "engine/rows.h"

namespace sosie {

/// Groups of records that are equal in all that pairs are found and judged by. The first of a group, by record key,
/// stands for all: blocking, training and scoring look at it alone, and what the others are to it is decided once.
/// Without this, n rows of one customer would make n^2 / 2 pairs.
class Repeats {
 public:
  /// None.
  Repeats() = default;
  /// Only groups of more than kMostSpelledOut: fewer make few pairs, and each of their links stands in the tables. None
  /// across sources only, where records of one source are never compared, and none of a duplicate-free source.
  static Result<Repeats> find(const Job& job, const RecordSet& records, const Normalized& normalized,
                              const RecordRows& rows, const Executor& executor);
  static constexpr size_t kMostSpelledOut = 16;

  struct Repeat {
    RecordId first, record;
  };
  /// Those that do not stand for themselves, by the first of their group.
  const std::vector<Repeat>& all() const { return repeats_; }
  bool empty() const { return repeats_.empty(); }
  /// The record that stands for this one.
  RecordId first(RecordId record) const { return first_.empty() ? record : first_[record]; }
  bool is_repeat(RecordId record) const { return first(record) != record; }

 private:
  std::vector<Repeat> repeats_;
  std::vector<RecordId> first_;  // by record; empty when there are no repeats
};

}  // namespace sosie
