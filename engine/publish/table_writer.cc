#include <algorithm>
#include <atomic>

#include "engine/publish/tables.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 8'192;

io::TableFormat format_of(const Job& job) {
  return job.format == "ndjson" ? io::TableFormat::ndjson : io::TableFormat::csv;
}

}  // namespace

TableWriter::TableWriter(std::string directory, const Job& job, const Executor& executor)
    : directory_(std::move(directory)), format_(format_of(job)), job_(job), executor_(executor) {}

Status TableWriter::write(const std::string& table, std::span<const io::TableColumn> columns, size_t num_items,
                          const FormatRange& format) {
  std::atomic<uint64_t> num_rows = 0;
  const auto format_range = [&](size_t begin, size_t end, io::RowFormatter& out) {
    uint64_t rows = 0;
    SOSIE_RETURN_IF_ERROR(format(begin, end, out, rows));
    num_rows += rows;
    return Status();
  };
  if (!wants(table)) {
    return executor_.for_ranges(num_items, kGrain, [&](size_t begin, size_t end) {
      io::RowFormatter thrown_away(format_, columns);
      return format_range(begin, end, thrown_away);
    });
  }
  const std::string file = file_of(table);
  SOSIE_ASSIGN_OR_RETURN(io::OutputFile written, io::write_table(directory_ + "/" + file, format_, columns, num_items,
                                                                 format_range, executor_, &disk_));
  accounts_.push_back({table, file, num_rows, written.bytes_written()});
  files_.push_back(std::move(written));
  return {};
}

Status TableWriter::write_together(std::span<const Table> tables, size_t num_items, const FormatTogether& format) {
  std::vector<io::TableTarget> targets;
  std::vector<size_t> wanted;
  for (size_t i = 0; i < tables.size(); ++i) {
    if (!wants(tables[i].name)) continue;
    targets.push_back({directory_ + "/" + file_of(tables[i].name), tables[i].columns});
    wanted.push_back(i);
  }
  std::vector<std::atomic<uint64_t>> counts(tables.size());
  const auto format_range = [&](size_t begin, size_t end, std::span<io::RowFormatter> out) {
    std::vector<Rows> rows(tables.size());
    for (size_t i = 0; i < wanted.size(); ++i) rows[wanted[i]].out = &out[i];
    SOSIE_RETURN_IF_ERROR(format(begin, end, rows));
    for (size_t i = 0; i < rows.size(); ++i) counts[i] += rows[i].count;
    return Status();
  };
  SOSIE_ASSIGN_OR_RETURN(std::vector<io::OutputFile> written,
                         io::write_tables(targets, format_, num_items, format_range, executor_, &disk_));
  for (size_t i = 0; i < wanted.size(); ++i) {
    const std::string& name = tables[wanted[i]].name;
    accounts_.push_back({name, file_of(name), counts[wanted[i]], written[i].bytes_written()});
    files_.push_back(std::move(written[i]));
  }
  return {};
}

Status TableWriter::finish() {
  for (io::OutputFile& file : files_) SOSIE_RETURN_IF_ERROR(file.finish());
  return {};
}

std::string TableWriter::file_of(const std::string& table) const {
  return table + "." + io::table_format_name(format_);
}

Result<TableContext> TableContext::make(const PublishInput& input) {
  SOSIE_ASSIGN_OR_RETURN(const TimeZone zone, TimeZone::find(input.job->timezone));
  TableContext context{input, zone, {}};
  for (RecordId record = 0; record < input.erased.size(); ++record) {
    if (input.erased[record] != 0) context.erased_keys.push_back(input.ingested->records.key(record));
  }
  std::sort(context.erased_keys.begin(), context.erased_keys.end());
  return context;
}

bool TableContext::is_erased(std::string_view source, std::string_view id) const {
  return !erased_keys.empty() && std::binary_search(erased_keys.begin(), erased_keys.end(), record_key(source, id));
}

std::span<const RecordId> TableContext::members(uint32_t cluster, std::vector<RecordId>& buffer) const {
  const std::span<const RecordId> all = input.clusters->of(cluster);
  if (erased_keys.empty()) return all;
  buffer.clear();
  std::copy_if(all.begin(), all.end(), std::back_inserter(buffer), [&](RecordId record) { return !is_erased(record); });
  return buffer;
}

Status write_changes(TableWriter& tables) {
  const io::TableColumn columns[] = {{"seq", io::ColumnType::integer}, {"kind"}, {"entity_id"}, {"detail"}};
  return tables.wants("changes") ? tables.write("changes", columns, 0,
                                                [](size_t, size_t, io::RowFormatter&, uint64_t&) { return Status(); })
                                 : Status();
}

}  // namespace sosie
