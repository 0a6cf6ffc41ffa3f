#include "engine/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/spill.h"
#include "engine/deliveries.h"
#include "engine/job/limits.h"
#include "engine/source_reader.h"

namespace sosie {
namespace {

constexpr uint64_t kMemoryPerInputByte = 5;  // of a whole run, at least
constexpr size_t kIdsPerArena = 65'536;
constexpr size_t kMaxSources = 256;  // RecordSet::source_of is a byte

void add_unique(std::vector<std::string>& columns, const std::string& column) {
  if (!column.empty() && std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
}

void add_all(std::vector<std::string>& columns, const std::vector<std::string>& more) {
  for (const std::string& column : more) add_unique(columns, column);
}

/// A key that may be a constant names a column only when the file has it.
void add_if_present(std::vector<std::string>& columns, const ColumnOrConstant& key,
                    const std::vector<std::string>& header) {
  const bool present = std::find(header.begin(), header.end(), key.text) != header.end();
  if (!key.is_constant && present) add_unique(columns, key.text);
}

/// A source's files, or why the run cannot start.
Result<std::vector<SourceFile>> find_files(const Job& job, const SourceSpec& spec) {
  if (spec.path == "-") return std::vector<SourceFile>{{"-", "-"}};
  const bool is_absolute = std::filesystem::path(spec.path).is_absolute();
  std::vector<SourceFile> files;
  for (const std::string& path : io::expand_glob(resolve_path(job, spec.path))) {
    if (!std::filesystem::exists(path)) continue;
    const std::filesystem::path directory = job.directory.empty() ? "." : job.directory;
    files.push_back({path, is_absolute ? path : std::filesystem::proximate(path, directory).string()});
  }
  if (files.empty() && !spec.may_be_late) {
    return Status::invalid_data(fmt::format("source \"{}\": no file at {}", spec.name, spec.path))
        .hint("may_be_late = true lets a run go on without it");
  }
  return files;
}

/// As they stand on the disk; 0 for what is no file.
uint64_t input_bytes(const std::vector<std::vector<SourceFile>>& files) {
  uint64_t bytes = 0;
  for (const std::vector<SourceFile>& of_source : files) {
    for (const SourceFile& file : of_source) {
      std::error_code error;
      const uintmax_t size = std::filesystem::file_size(file.path, error);
      if (!error) bytes += size;
    }
  }
  return bytes;
}

Status check_not_empty(const SourceSpec& spec, const SourceRows& rows) {
  if (rows.rows_in > 0 || spec.may_be_late) return {};
  return Status::invalid_data(fmt::format("source \"{}\" is empty tonight", spec.name))
      .at({rows.table.files.empty() ? spec.path : rows.table.files.front()})
      .hint("may_be_late = true lets a run go on without it");
}

/// Sources are read side by side: one is parsed while another is read from disk, expanded or folded.
Result<SourceRows> read_whole_source(const Job& job, uint32_t ordinal, const std::vector<SourceFile>& files,
                                     const Executor& executor, MemoryAccountant& memory) {
  const SourceSpec& spec = job.sources[ordinal];
  SOSIE_ASSIGN_OR_RETURN(SourceRows rows, read_source(spec, ordinal, files, executor, memory));
  SOSIE_RETURN_IF_ERROR(check_not_empty(spec, rows));
  SOSIE_RETURN_IF_ERROR(check_rejects(job, rows.table, rows.rejects, rows.rows_in));
  SOSIE_RETURN_IF_ERROR(fold_deliveries(spec, job, rows.row_bytes, rows.table));
  return rows;
}

void add_source(SourceRows&& rows, Ingested& out) {
  out.rows_in.push_back(rows.rows_in);
  out.reject_columns.push_back(std::move(rows.columns));
  out.rejects.insert(out.rejects.end(), std::make_move_iterator(rows.rejects.begin()),
                     std::make_move_iterator(rows.rejects.end()));
  out.files.insert(out.files.end(), rows.files.begin(), rows.files.end());
  out.records.sources.push_back(std::move(rows.table));
}

void number_records(Ingested& out) {
  RecordSet& records = out.records;
  for (SourceTable& table : records.sources) {
    table.first_record = records.num_records;
    records.num_records += table.num_records;
    records.source_of.resize(records.num_records, static_cast<uint8_t>(table.ordinal));
  }
}

}  // namespace

Status check_rejects(const Job& job, const SourceTable& table, std::span<const SourceReject> rejects,
                     uint64_t rows_in) {
  SOSIE_ASSIGN_OR_RETURN(const RejectLimit limit, parse_reject_limit(job.rejects));
  const uint64_t allowed = limit.allowed(rows_in);
  if (rejects.size() <= allowed) return {};
  const SourceReject& first = rejects.front();
  return Status::invalid_data(fmt::format("source \"{}\": {} of {} rows refused, {} allowed; the first is {}: {}",
                                          table.name, rejects.size(), rows_in, allowed, first.reject.code,
                                          first.reject.message))
      .at({table.files[first.file], first.reject.line, 0})
      .hint("mend the file, or raise [limits] rejects");
}

std::vector<std::string> columns_read(const SourceSpec& source, const std::vector<std::string>& header) {
  std::vector<std::string> columns;
  add_unique(columns, source.id);
  add_all(columns, source.updated.columns);
  for (const FieldSpec& field : source.fields) add_all(columns, field.columns);
  for (const std::vector<FieldSpec>& address : source.addresses) {
    for (const FieldSpec& field : address) add_all(columns, field.columns);
  }
  for (const ConsentColumnSpec& consent : source.consent) {
    add_unique(columns, consent.column);
    add_unique(columns, consent.point);
    add_all(columns, consent.at.columns);
    for (const ColumnOrConstant* key :
         {&consent.valid_to, &consent.proof, &consent.method, &consent.basis, &consent.informed})
      add_if_present(columns, *key, header);
  }
  return columns;
}

Result<Ingested> ingest(const Job& job, const Executor& executor, MemoryAccountant& memory) {
  if (job.sources.size() > kMaxSources) return Status::invalid_job(fmt::format("at most {} sources", kMaxSources));
  std::vector<std::vector<SourceFile>> files;
  for (const SourceSpec& spec : job.sources) {
    SOSIE_ASSIGN_OR_RETURN(std::vector<SourceFile> found, find_files(job, spec));
    files.push_back(std::move(found));
  }
  // Later would be too late: what is read first would stay in memory, and it is what is needed last.
  if (memory.budget() != 0 && input_bytes(files) > memory.budget() / kMemoryPerInputByte) begin_spilling();
  std::vector<SourceRows> sources(job.sources.size());
  SOSIE_RETURN_IF_ERROR(executor.for_each(sources.size(), [&](size_t i) -> Status {
    SOSIE_ASSIGN_OR_RETURN(sources[i], read_whole_source(job, static_cast<uint32_t>(i), files[i], executor, memory));
    return {};
  }));
  Ingested out;
  for (SourceRows& rows : sources) add_source(std::move(rows), out);
  number_records(out);
  return out;
}

void keep_rejects(Ingested& ingested) {
  std::vector<std::shared_ptr<Arena>> kept(ingested.records.sources.size());
  for (SourceReject& refused : ingested.rejects) {
    std::shared_ptr<Arena>& arena = kept[refused.source];
    if (arena == nullptr) arena = std::make_shared<Arena>();
    refused.reject.raw = arena->copy(refused.reject.raw);
    for (TextRef& cell : refused.reject.cells) cell = TextRef(arena->copy(cell.view()));
  }
  for (SourceTable& table : ingested.records.sources) {
    if (kept[table.ordinal] != nullptr) table.owners.push_back(kept[table.ordinal]);
  }
}

Status forget_cells(Ingested& ingested, const Executor& executor) {
  std::vector<std::vector<std::shared_ptr<const void>>> owners;  // until rejects are copied
  for (SourceTable& table : ingested.records.sources) {
    std::vector<std::shared_ptr<Arena>> arenas((table.ids.size() + kIdsPerArena - 1) / kIdsPerArena);
    for (auto& arena : arenas) arena = std::make_shared<Arena>();
    SOSIE_RETURN_IF_ERROR(executor.for_ranges(table.ids.size(), kIdsPerArena, [&](size_t begin, size_t end) {
      for (size_t row = begin; row < end; ++row)
        table.ids[row] = TextRef(arenas[begin / kIdsPerArena]->copy(table.ids[row].view()));
      return Status();
    }));
    for (NamedColumn& column : table.columns) column.cells = TextColumn();
    table.lists.clear();
    owners.push_back(std::move(table.owners));
    table.owners.assign(arenas.begin(), arenas.end());
  }
  keep_rejects(ingested);
  return {};
}

}  // namespace sosie
