// The tables of a run folder, one function each.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/executor.h"
#include "core/status.h"
#include "engine/publish.h"
#include "io/table_writer.h"

namespace sosie {

/// Where tables go. A table that the job does not ask for is formatted all the same when its rows are counted, and
/// thrown away.
class TableWriter {
 public:
  /// Formats items [begin, end) and adds the rows given to `rows`. Called by many threads at once.
  using FormatRange = std::function<Status(size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows)>;

  TableWriter(std::string directory, const Job& job, const Executor& executor);

  bool wants(std::string_view table) const { return asks_for_table(job_, table); }
  Status write(const std::string& table, std::span<const io::TableColumn> columns, size_t num_items,
               const FormatRange& format);

  struct Table {
    std::string name;
    std::vector<io::TableColumn> columns;
  };
  /// Rows of one table in a range; `out` is null when the job does not ask for it.
  struct Rows {
    io::RowFormatter* out = nullptr;
    uint64_t count = 0;
  };
  using FormatTogether = std::function<Status(size_t begin, size_t end, std::span<Rows> tables)>;
  /// Several tables from the same items: `format` gets one Rows per table, in their order.
  Status write_together(std::span<const Table> tables, size_t num_items, const FormatTogether& format);

  /// Makes all tables durable. The disk has had the time of formatting the tables behind each to write it.
  Status finish();
  /// Tables written so far.
  const std::vector<TableAccount>& accounts() const { return accounts_; }

 private:
  std::string file_of(const std::string& table) const;

  std::string directory_;
  io::TableFormat format_;
  const Job& job_;
  const Executor& executor_;
  std::vector<TableAccount> accounts_;
  io::DirectWriter disk_;
  std::vector<io::OutputFile> files_;  // not finished yet
};

/// What tables are formatted from.
struct TableContext {
  const PublishInput& input;
  TimeZone zone;                       // of the job
  std::vector<RecordKey> erased_keys;  // ordered

  static Result<TableContext> make(const PublishInput& input);

  bool is_erased(RecordId record) const { return !input.erased.empty() && input.erased[record] != 0; }
  bool is_erased(std::string_view source, std::string_view id) const;
  /// A cluster's records that are not erased; `buffer` holds them where they are not all.
  std::span<const RecordId> members(uint32_t cluster, std::vector<RecordId>& buffer) const;
};

/// Rows written, by source.
using RowsBySource = std::vector<uint64_t>;

/// What writing the tables of entities has counted.
struct EntityCounts {
  uint64_t num_entities = 0, num_records = 0;                 ///< published, and the records in them
  RowsBySource member_rows;                                   ///< sum of num_rows over the members
  std::vector<std::pair<std::string, uint64_t>> contactable;  ///< see PublishedRun
};
/// `members`, `links`, and where the job asks for them `golden`, `contact` and `lineage`, in one walk over the
/// entities: each is looked at once, and what it has stands together in every table.
Status write_entities(const TableContext& context, TableWriter& tables, EntityCounts& counts);
/// Refused rows of sources (counted), events and lists. Those of erased records are left to `removed`.
Status write_rejects(const TableContext& context, TableWriter& tables, RowsBySource& rows);
Status write_removed(const TableContext& context, TableWriter& tables, RowsBySource& rows);
/// A run without a predecessor has changed nothing.
Status write_changes(TableWriter& tables);

}  // namespace sosie
