#include "engine/consent/carriers.h"

#include <algorithm>

namespace sosie::consent {

RecordRows::RecordRows(const RecordSet& records) : records_(records) {
  for (const SourceTable& table : records.sources) {
    for (uint32_t row = table.num_records; row < table.num_rows; ++row)
      older_.emplace_back(table.first_record + table.record_of_row(row), row);
  }
  std::sort(older_.begin(), older_.end());
}

std::vector<RecordRows::Older>::const_iterator RecordRows::first_older(RecordId record) const {
  return std::lower_bound(older_.begin(), older_.end(), Older{record, 0});
}

Carriers::Carriers(const RecordSet& records, const ContactPoints& points, std::vector<PointId> chosen)
    : points_(std::move(chosen)) {
  std::sort(points_.begin(), points_.end());
  points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
  std::vector<bool> is_chosen(points.table.size() + 1);
  for (const PointId point : points_) is_chosen[point] = true;
  std::vector<std::pair<PointId, RecordId>> pairs;
  for (const SourceTable& table : records.sources) {
    for (uint32_t row = 0; row < table.num_rows && !points_.empty(); ++row) {
      points.for_each(table.ordinal, row, [&](PointId point) {
        if (is_chosen[point]) pairs.emplace_back(point, table.first_record + table.record_of_row(row));
      });
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const PointId point : points_) {
    offsets_.push_back(static_cast<uint32_t>(records_.size()));
    const auto first = std::lower_bound(pairs.begin(), pairs.end(), std::pair<PointId, RecordId>{point, 0});
    for (auto pair = first; pair != pairs.end() && pair->first == point; ++pair) records_.push_back(pair->second);
  }
  offsets_.push_back(static_cast<uint32_t>(records_.size()));
}

std::span<const RecordId> Carriers::of(PointId point) const {
  const auto found = std::lower_bound(points_.begin(), points_.end(), point);
  if (found == points_.end() || *found != point) return {};
  const size_t index = static_cast<size_t>(found - points_.begin());
  return {records_.data() + offsets_[index], records_.data() + offsets_[index + 1]};
}

bool in_one_cluster(std::span<const RecordId> records, const Clusters& clusters) {
  return !records.empty() && std::all_of(records.begin(), records.end(), [&](RecordId record) {
    return clusters.cluster_of[record] == clusters.cluster_of[records.front()];
  });
}

}  // namespace sosie::consent
