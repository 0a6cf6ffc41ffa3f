// Asks memory for what merging will read, some entities ahead.
#pragma once

#include <vector>

#include "core/clusters.h"
#include "engine/ingest.h"
#include "engine/normalize.h"

namespace sosie {

/// The records of an entity lie far apart, and so do the columns of a record: read one after the other, each is waited
/// for. Asked for ahead they arrive together. Changes no result. Holds references to what it was made from.
/// Thread-safe.
class RecordPrefetch {
 public:
  RecordPrefetch(const Ingested& ingested, const Normalized& normalized);

  /// First: the record's places in the columns.
  void columns(RecordId record) const;
  /// Once these have arrived: what they refer to.
  void texts(RecordId record) const;
  /// Last: the texts of contact points and of interned columns, which are referred to once more.
  void values(RecordId record) const;

 private:
  struct Source {
    // Mapped to golden fields; of a few distinct values all are in the cache anyhow.
    std::vector<const TextColumn*> by_row, interned, of_few_values;
    const std::vector<PointColumn>* points = nullptr;
  };
  const RecordSet& records_;
  const Comparables& comparables_;
  const PointTable& points_;
  std::vector<Source> sources_;
};

/// Prefetches the members of the clusters ahead of one that is being read, up to `end`.
class MembersAhead {
 public:
  MembersAhead(const Clusters& clusters, const RecordPrefetch& prefetch, size_t end)
      : clusters_(clusters), prefetch_(prefetch), end_(end) {}

  void prefetch(size_t cluster) const {
    const auto each = [&](size_t distance, auto&& ask) {
      if (cluster + distance >= end_) return;
      for (const RecordId record : clusters_.of(static_cast<uint32_t>(cluster + distance))) ask(record);
    };
    each(kColumnsAhead, [&](RecordId record) { prefetch_.columns(record); });
    each(kTextsAhead, [&](RecordId record) { prefetch_.texts(record); });
    each(kValuesAhead, [&](RecordId record) { prefetch_.values(record); });
  }

 private:
  static constexpr size_t kColumnsAhead = 12, kTextsAhead = 6, kValuesAhead = 3;
  const Clusters& clusters_;
  const RecordPrefetch& prefetch_;
  const size_t end_;
};

}  // namespace sosie
