#include <algorithm>
#include <limits>
#include <utility>

#include "core/fault.h"
#include "engine/publish/tables.h"

namespace sosie {
namespace {

constexpr int kProbabilityDigits = 6;
constexpr Weight kNoLink = std::numeric_limits<Weight>::min();

/// By record: the weight of its strongest link inside its cluster.
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

/// Where the rows of one source's records stand.
class RecordRows {
 public:
  explicit RecordRows(const SourceTable& table) : table_(table) {
    if (table.num_rows == table.num_records) return;
    num_rows_.assign(table.num_records, 1);
    first_row_.resize(table.num_records);
    for (uint32_t record = 0; record < table.num_records; ++record) first_row_[record] = record;
    for (uint32_t row = table.num_records; row < table.num_rows; ++row) {
      const uint32_t record = table.record_of_row(row);
      ++num_rows_[record];
      if (place(row) < place(first_row_[record])) first_row_[record] = row;
    }
  }

  uint32_t num_rows(uint32_t record) const { return num_rows_.empty() ? 1 : num_rows_[record]; }
  uint64_t first_ordinal(uint32_t record) const {
    return table_.row_ordinals[first_row_.empty() ? record : first_row_[record]];
  }

 private:
  std::pair<uint32_t, uint64_t> place(uint32_t row) const {
    return {table_.row_files.empty() ? 0 : table_.row_files[row], table_.row_ordinals[row]};
  }

  const SourceTable& table_;
  std::vector<uint32_t> num_rows_, first_row_;  // by record; empty: one row each
};

}  // namespace

Status write_members(const TableContext& context, TableWriter& tables, RowsBySource& rows_by_source) {
  using io::ColumnType;
  const io::TableColumn columns[] = {{"source"},
                                     {"id"},
                                     {"entity_id"},
                                     {"cluster_confidence", ColumnType::decimal},
                                     {"num_rows", ColumnType::integer},
                                     {"row", ColumnType::integer}};
  const RecordSet& records = context.input.ingested->records;
  const Clusters& clusters = *context.input.clusters;
  const std::vector<Weight> strongest = strongest_links(context);
  std::vector<RecordRows> record_rows;
  for (const SourceTable& table : records.sources) record_rows.emplace_back(table);
  rows_by_source.assign(records.sources.size(), 0);
  std::mutex mutex;
  return tables.write("members", columns, records.num_records,
                      [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                        RowsBySource mine(rows_by_source.size());
                        std::vector<RecordId> buffer;
                        char entity_id[Hash128::kHexDigits];
                        for (RecordId record = static_cast<RecordId>(begin); record < end; ++record) {
                          if (context.is_erased(record) || fault_fires("publish.lose_member")) continue;
                          const SourceTable& table = records.source(record);
                          const uint32_t local = records.local(record), cluster = clusters.cluster_of[record];
                          const RecordRows& places = record_rows[table.ordinal];
                          out.text(table.name);
                          out.text(table.id(local));
                          context.input.entity_ids[cluster].hex(entity_id);
                          out.text({entity_id, sizeof entity_id});
                          if (strongest[record] != kNoLink)
                            out.decimal(probability_of(strongest[record]), kProbabilityDigits);
                          else if (context.members(cluster, buffer).size() == 1) out.decimal(1, kProbabilityDigits);
                          else out.null();
                          out.integer(places.num_rows(local));
                          out.integer(static_cast<int64_t>(places.first_ordinal(local)));
                          out.end_row();
                          mine[table.ordinal] += places.num_rows(local);
                          ++rows;
                        }
                        const std::lock_guard lock(mutex);
                        for (size_t source = 0; source < mine.size(); ++source) rows_by_source[source] += mine[source];
                        return Status();
                      });
}

}  // namespace sosie
