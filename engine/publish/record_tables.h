// `members` and `links`: what stands in them of one entity.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/publish/tables.h"
#include "io/row_formatter.h"

namespace sosie {

inline constexpr int kProbabilityDigits = 6;

std::vector<io::TableColumn> member_columns();
std::vector<io::TableColumn> link_columns(const DecidedPairs& pairs);

/// Formats the members of entities. Thread-safe once made.
class MemberRows {
 public:
  explicit MemberRows(const TableContext& context);

  /// `members` are those of an entity that are published. Adds the rows they were delivered by to `delivered`; `out` is
  /// null when the table is not asked for. Returns the number of rows.
  uint64_t format(std::string_view entity_id, std::span<const RecordId> members, RowsBySource& delivered,
                  io::RowFormatter* out) const;

  /// Asks memory for what stands at a record's place; once that has arrived, for its id.
  void prefetch(RecordId record) const;
  void prefetch_id(RecordId record) const;

 private:
  /// Where the rows of one source's records stand.
  class Deliveries {
   public:
    explicit Deliveries(const SourceTable& table);
    uint32_t num_rows(uint32_t record) const { return num_rows_.empty() ? 1 : num_rows_[record]; }
    uint64_t first_ordinal(uint32_t record) const {
      return table_->row_ordinals[first_row_.empty() ? record : first_row_[record]];
    }
    void prefetch(uint32_t record) const;

   private:
    const SourceTable* table_;
    std::vector<uint32_t> num_rows_, first_row_;  // by record; empty: one row each
  };

  const RecordSet& records_;
  std::vector<Weight> strongest_;       // by record: of the links inside its cluster
  std::vector<Deliveries> deliveries_;  // by source
};

/// Formats the links and reviews of entities: each stands with the entity of its left record. Thread-safe once made.
class LinkRows {
 public:
  explicit LinkRows(const TableContext& context);

  /// Returns the number of rows.
  uint64_t format(std::span<const RecordId> members, io::RowFormatter& out) const;

  /// Asks memory for where a record's pairs begin; once that has arrived, for the pairs.
  void prefetch(RecordId record) const { __builtin_prefetch(begins_.data() + record); }
  void prefetch_pairs(RecordId record) const { __builtin_prefetch(pairs_.pairs.data() + begins_[record]); }

 private:
  void format_pair(const DecidedPair& pair, io::RowFormatter& out) const;

  const TableContext& context_;
  const DecidedPairs& pairs_;
  std::vector<uint64_t> begins_;  // by left record, and the end
};

}  // namespace sosie
