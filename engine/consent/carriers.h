// Which records carry which contact points.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/clusters.h"
#include "engine/contact_points.h"

namespace sosie::consent {

/// The rows of a record: the one that counts, and older deliveries.
class RecordRows {
 public:
  explicit RecordRows(const RecordSet& records);

  /// Calls `visit(source, row)`, the row that counts first.
  template <typename Visitor>
  void for_each(RecordId record, Visitor&& visit) const {
    const SourceTable& table = records_.source(record);
    visit(table.ordinal, records_.local(record));
    for (auto older = first_older(record); older != older_.end() && older->first == record; ++older)
      visit(table.ordinal, older->second);
  }

 private:
  using Older = std::pair<RecordId, uint32_t>;
  std::vector<Older>::const_iterator first_older(RecordId record) const;

  const RecordSet& records_;
  std::vector<Older> older_;  // by record, then row
};

/// Carriers of chosen points: every record one of whose rows holds the point, older deliveries included.
class Carriers {
 public:
  Carriers(const RecordSet& records, const ContactPoints& points, std::vector<PointId> chosen);
  /// In record order.
  std::span<const RecordId> of(PointId point) const;

 private:
  std::vector<PointId> points_;  // sorted
  std::vector<uint32_t> offsets_;
  std::vector<RecordId> records_;
};

/// Whether all records stand in one cluster. False when there are none.
bool in_one_cluster(std::span<const RecordId> records, const Clusters& clusters);

}  // namespace sosie::consent
