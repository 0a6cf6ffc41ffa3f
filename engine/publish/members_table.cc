#include <algorithm>
#include <limits>
#include <utility>

#include "core/fault.h"
#include "engine/publish/record_tables.h"

namespace sosie {
namespace {

constexpr Weight kNoLink = std::numeric_limits<Weight>::min();

std::vector<Weight> strongest_links(const TableContext& context) {
  const Clusters& clusters = *context.input.clusters;
  std::vector<Weight> strongest(clusters.cluster_of.size(), kNoLink);
  for (const DecidedPair& pair : context.input.pairs->pairs) {
    if (pair.decision != PairDecision::link || clusters.cluster_of[pair.left] != clusters.cluster_of[pair.right])
      continue;
    if (context.is_erased(pair.left) || context.is_erased(pair.right)) continue;
    strongest[pair.left] = std::max(strongest[pair.left], pair.weight);
    strongest[pair.right] = std::max(strongest[pair.right], pair.weight);
  }
  return strongest;
}

}  // namespace

MemberRows::Deliveries::Deliveries(const SourceTable& table) : table_(&table) {
  if (table.num_rows == table.num_records) return;
  const auto place = [&](uint32_t row) {
    return std::pair(table.row_files.empty() ? 0 : table.row_files[row], table.row_ordinals[row]);
  };
  num_rows_.assign(table.num_records, 1);
  first_row_.resize(table.num_records);
  for (uint32_t record = 0; record < table.num_records; ++record) first_row_[record] = record;
  for (uint32_t row = table.num_records; row < table.num_rows; ++row) {
    const uint32_t record = table.record_of_row(row);
    ++num_rows_[record];
    if (place(row) < place(first_row_[record])) first_row_[record] = row;
  }
}

void MemberRows::Deliveries::prefetch(uint32_t record) const {
  __builtin_prefetch(&table_->ids[record]);
  __builtin_prefetch(&table_->row_ordinals[record]);
  if (num_rows_.empty()) return;
  __builtin_prefetch(&num_rows_[record]);
  __builtin_prefetch(&first_row_[record]);
}

MemberRows::MemberRows(const TableContext& context)
    : records_(context.input.ingested->records), strongest_(strongest_links(context)) {
  for (const SourceTable& table : records_.sources) deliveries_.emplace_back(table);
}

void MemberRows::prefetch(RecordId record) const {
  __builtin_prefetch(&strongest_[record]);
  deliveries_[records_.source_of[record]].prefetch(records_.local(record));
}

void MemberRows::prefetch_id(RecordId record) const { __builtin_prefetch(records_.id(record).data()); }

uint64_t MemberRows::format(std::string_view entity_id, std::span<const RecordId> members, RowsBySource& delivered,
                            io::RowFormatter* out) const {
  uint64_t rows = 0;
  for (const RecordId record : members) {
    if (fault_fires("publish.lose_member")) continue;
    const SourceTable& table = records_.source(record);
    const uint32_t local = records_.local(record);
    const Deliveries& deliveries = deliveries_[table.ordinal];
    delivered[table.ordinal] += deliveries.num_rows(local);
    ++rows;
    if (out == nullptr) continue;
    out->text(table.name);
    out->text(table.id(local));
    out->text(entity_id);
    if (strongest_[record] != kNoLink) out->decimal(probability_of(strongest_[record]), kProbabilityDigits);
    else if (members.size() == 1) out->decimal(1, kProbabilityDigits);
    else out->null();
    out->integer(deliveries.num_rows(local));
    out->integer(static_cast<int64_t>(deliveries.first_ordinal(local)));
    out->end_row();
  }
  return rows;
}

std::vector<io::TableColumn> member_columns() {
  using io::ColumnType;
  return {{"source"},
          {"id"},
          {"entity_id"},
          {"cluster_confidence", ColumnType::decimal},
          {"num_rows", ColumnType::integer},
          {"row", ColumnType::integer}};
}

}  // namespace sosie
