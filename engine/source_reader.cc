#include "engine/source_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "core/fault.h"
#include "core/hash.h"
#include "engine/column_builder.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

/// What a chunk leaves behind once its cells stand in columns.
struct ChunkRows {
  std::vector<ColumnChunk> columns;
  std::vector<ListTable> lists;
  std::vector<TextRef> ids;
  std::vector<uint64_t> ordinals, lines;
  std::vector<std::string_view> bytes;
  std::vector<io::Reject> rejects;
  std::shared_ptr<Arena> arena;
};

void add_unique(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

bool is_optional(const SourceSpec& spec, const std::string& column) {
  return std::any_of(spec.consent.begin(), spec.consent.end(),
                     [&](const ConsentColumnSpec& consent) { return consent.optional && consent.column == column; });
}

std::vector<std::string> list_members(const ConsentListSpec& list) {
  std::vector<std::string> members;
  for (const std::string& member : {list.channel, list.purpose, list.status, list.point}) add_unique(members, member);
  for (const std::string& member : list.at.columns) add_unique(members, member);
  for (const ColumnOrConstant* key : {&list.valid_to, &list.proof, &list.method, &list.basis, &list.informed}) {
    if (!key->is_constant) add_unique(members, key->text);
  }
  return members;
}

/// `columns` are those of all files so far; of them this file must have `needed`.
io::ReadRequest request_for(const SourceSpec& spec, const std::vector<std::string>& columns,
                            const std::vector<std::string>& needed) {
  io::ReadRequest request;
  request.columns = columns;
  for (const std::string& column : columns) {
    const bool is_needed = std::find(needed.begin(), needed.end(), column) != needed.end();
    request.optional.push_back(!is_needed || is_optional(spec, column));
  }
  for (const ConsentListSpec& list : spec.consent_lists) request.lists.push_back({list.path, list_members(list)});
  return request;
}

template <typename T>
void keep(const std::vector<uint32_t>& kept, std::vector<T>& values) {
  for (size_t i = 0; i < kept.size(); ++i) values[i] = std::move(values[kept[i]]);
  values.resize(kept.size());
}

void keep_list_rows(const std::vector<uint32_t>& kept, ListTable& list) {
  std::vector<uint32_t> elements, offsets(1, 0);
  for (const uint32_t row : kept) {
    for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) elements.push_back(e);
    offsets.push_back(static_cast<uint32_t>(elements.size()));
  }
  for (std::vector<TextRef>& cells : list.cells) keep(elements, cells);
  list.offsets = std::move(offsets);
}

/// Keeps only the rows named, in their order.
void keep_rows(const std::vector<uint32_t>& kept, io::RowChunk& chunk) {
  const size_t num_columns = chunk.num_rows == 0 ? 0 : chunk.cells.size() / chunk.num_rows;
  std::vector<TextRef> cells;
  cells.reserve(num_columns * kept.size());
  for (size_t column = 0; column < num_columns; ++column) {
    for (const uint32_t row : kept) cells.push_back(chunk.cell(column, row));
  }
  std::vector<uint32_t> new_row(chunk.num_rows, UINT32_MAX);
  for (uint32_t i = 0; i < kept.size(); ++i) new_row[kept[i]] = i;
  for (std::vector<MoreCell>& more : chunk.more) {
    std::erase_if(more, [&](const MoreCell& cell) { return new_row[cell.row] == UINT32_MAX; });
    for (MoreCell& cell : more) cell.row = new_row[cell.row];
  }
  for (ListTable& list : chunk.lists) keep_list_rows(kept, list);
  keep(kept, chunk.row_ordinals);
  keep(kept, chunk.row_lines);
  keep(kept, chunk.row_offsets);
  keep(kept, chunk.row_bytes);
  chunk.cells = std::move(cells);
  chunk.num_rows = static_cast<uint32_t>(kept.size());
}

/// Moves rows without an id to the rejects, cells and all: what they say of consent still counts.
void refuse_rows_without_id(const SourceSpec& spec, size_t num_columns, io::RowChunk& chunk) {
  std::vector<uint32_t> kept;
  for (uint32_t row = 0; row < chunk.num_rows; ++row) {
    if (!matchers::trim(chunk.cell(0, row).view()).empty()) {
      kept.push_back(row);
      continue;
    }
    io::Reject reject{chunk.row_ordinals[row],
                      chunk.row_lines[row],
                      chunk.row_offsets[row],
                      "missing_id",
                      "expected a value in the id column \"" + spec.id + "\", found nothing",
                      chunk.row_bytes[row],
                      {}};
    for (size_t column = 0; column < num_columns; ++column) reject.cells.push_back(chunk.cell(column, row));
    chunk.rejects.push_back(std::move(reject));
  }
  if (kept.size() == chunk.num_rows) return;
  std::stable_sort(chunk.rejects.begin(), chunk.rejects.end(),
                   [](const io::Reject& a, const io::Reject& b) { return a.row < b.row; });
  keep_rows(kept, chunk);
}

/// Rows the whole file holds, judging by this chunk.
uint64_t estimated_rows(const io::RowChunk& chunk, uint64_t file_bytes) {
  uint64_t bytes = 0;
  for (const std::string_view row : chunk.row_bytes) bytes += row.size() + 1;
  return bytes == 0 ? chunk.num_rows : std::max<uint64_t>(chunk.num_rows, file_bytes * chunk.num_rows / bytes);
}

ChunkRows take_chunk(const SourceSpec& spec, size_t num_columns, uint64_t file_bytes, io::RowChunk&& chunk) {
  if (!spec.id.empty()) refuse_rows_without_id(spec, num_columns, chunk);
  ChunkRows rows;
  const uint64_t file_rows = estimated_rows(chunk, file_bytes);
  for (size_t column = 0; column < num_columns; ++column) {
    const auto begin = chunk.cells.begin() + static_cast<ptrdiff_t>(column * chunk.num_rows);
    std::vector<TextRef> cells(begin, begin + chunk.num_rows);
    const bool is_id = column == 0 && !spec.id.empty();
    if (is_id) {
      for (TextRef& cell : cells) cell = TextRef(matchers::trim(cell.view()));
      rows.ids = cells;
    }
    auto more = column < chunk.more.size() ? std::move(chunk.more[column]) : std::vector<MoreCell>();
    rows.columns.push_back(is_id ? build_chunk(std::move(cells), std::move(more), false)
                                 : build_chunk_by_sample(std::move(cells), std::move(more), file_rows));
  }
  rows.lists = std::move(chunk.lists);
  rows.ordinals = std::move(chunk.row_ordinals);
  rows.lines = std::move(chunk.row_lines);
  rows.bytes = std::move(chunk.row_bytes);
  rows.rejects = std::move(chunk.rejects);
  rows.arena = std::make_shared<Arena>(std::move(chunk.arena));
  return rows;
}

/// Records, rows and lines are numbered with 32 bits.
Status check_length(const std::vector<ChunkRows>& chunks, const std::string& file) {
  for (const ChunkRows& chunk : chunks) {
    if (chunk.lines.empty() || chunk.lines.back() <= UINT32_MAX) continue;
    return Status::invalid_data("the file has more than 4,294,967,295 lines").at({file}).hint("split it");
  }
  return {};
}

/// "csv, delimiter ';', windows-1252": what was given or recognised.
std::string describe_format(const io::Input& input) {
  if (input.format() == io::Format::ndjson) return "ndjson";
  const char delimiter = *input.csv().delimiter;
  return fmt::format("csv, delimiter {}, {}{}", delimiter == '\t' ? "tab" : fmt::format("'{}'", delimiter),
                     io::encoding_name(*input.csv().encoding), *input.csv().header ? "" : ", no header");
}

class SourceReader {
 public:
  SourceReader(const SourceSpec& spec, uint32_t ordinal, const Executor& executor, MemoryAccountant& memory)
      : spec_(spec), executor_(executor), memory_(memory) {
    rows_.table.name = spec.name;
    rows_.table.ordinal = ordinal;
  }

  Status read_file(const SourceFile& source_file);
  Status join(const Executor& executor);
  SourceRows take() { return std::move(rows_); }

 private:
  /// Room for the rows of a file: vectors that double as they grow leave half of a large file's memory unused.
  void reserve_rows(const std::vector<ChunkRows>& chunks);
  void append_rows(uint32_t file, ChunkRows& chunk);
  void append_list(const ListTable& from, ListTable& to);
  void hash_ids();

  const SourceSpec& spec_;
  const Executor& executor_;
  MemoryAccountant& memory_;
  std::vector<std::vector<ColumnChunk>> chunks_;  // by column, then chunk over all files
  SourceRows rows_;
};

Status SourceReader::read_file(const SourceFile& source_file) {
  io::InputOptions options;
  options.csv = spec_.csv;
  SOSIE_ASSIGN_OR_RETURN(io::Input input, io::Input::open(source_file.path, options, memory_));
  const std::vector<std::string> needed = columns_read(spec_, input.columns());
  for (const std::string& column : needed) add_unique(rows_.columns, column);
  const size_t num_columns = rows_.columns.size();
  std::vector<ChunkRows> chunks;
  std::mutex mutex;
  const auto consume = [&](io::RowChunk&& chunk) {
    const uint32_t index = chunk.index;
    ChunkRows rows = take_chunk(spec_, num_columns, input.bytes(), std::move(chunk));
    const std::lock_guard lock(mutex);
    if (chunks.size() <= index) chunks.resize(index + 1);
    chunks[index] = std::move(rows);
    return Status();
  };
  SOSIE_RETURN_IF_ERROR(input.read(request_for(spec_, rows_.columns, needed), executor_, consume));
  const auto file = static_cast<uint32_t>(rows_.table.files.size());
  rows_.table.files.push_back(source_file.name);
  rows_.table.owners.push_back(input.owner());
  const uint64_t rows_before = rows_.rows_in;
  chunks_.resize(num_columns);
  reserve_rows(chunks);
  SOSIE_RETURN_IF_ERROR(check_length(chunks, source_file.name));
  for (ChunkRows& chunk : chunks) append_rows(file, chunk);
  rows_.files.push_back({source_file.name, spec_.name, input.bytes_on_disk(), input.content_hash(),
                         describe_format(input), rows_.rows_in - rows_before});
  return {};
}

void SourceReader::reserve_rows(const std::vector<ChunkRows>& chunks) {
  size_t num_rows = rows_.table.row_ordinals.size();
  for (const ChunkRows& chunk : chunks) num_rows += chunk.ordinals.size();
  if (!spec_.id.empty()) rows_.table.ids.reserve(num_rows);
  rows_.table.row_ordinals.reserve(num_rows);
  rows_.table.row_lines.reserve(num_rows);
  rows_.row_bytes.reserve(num_rows);
}

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Rows and lines of a file that could be read: see check_length().
void append_short(std::vector<uint32_t>& to, const std::vector<uint64_t>& from) {
  std::transform(from.begin(), from.end(), std::back_inserter(to), [](uint64_t n) { return static_cast<uint32_t>(n); });
}

/// A column that only later files have is missing in the rows before.
void fill_up(size_t num_rows, std::vector<ColumnChunk>& chunks) {
  size_t have = 0;
  for (const ColumnChunk& chunk : chunks) have += chunk.num_rows();
  if (have < num_rows) chunks.push_back(build_chunk(std::vector<TextRef>(num_rows - have), {}, false));
}

void SourceReader::append_rows(uint32_t file, ChunkRows& chunk) {
  SourceTable& table = rows_.table;
  rows_.rows_in += chunk.ordinals.size() + chunk.rejects.size();
  if (!chunk.rejects.empty() && fault_fires("ingest.lose_row")) chunk.rejects.pop_back();
  table.num_rows += static_cast<uint32_t>(chunk.ordinals.size());
  for (size_t column = 0; column < chunk.columns.size(); ++column) {
    fill_up(table.row_ordinals.size(), chunks_[column]);
    chunks_[column].push_back(std::move(chunk.columns[column]));
  }
  append(table.ids, chunk.ids);
  append_short(table.row_ordinals, chunk.ordinals);
  append_short(table.row_lines, chunk.lines);
  table.row_files.resize(table.row_ordinals.size(), file);
  append(rows_.row_bytes, chunk.bytes);
  if (table.lists.empty()) table.lists.resize(chunk.lists.size());
  for (size_t i = 0; i < chunk.lists.size(); ++i) append_list(chunk.lists[i], table.lists[i]);
  for (io::Reject& reject : chunk.rejects) rows_.rejects.push_back({table.ordinal, file, std::move(reject)});
  table.owners.push_back(std::move(chunk.arena));
}

void SourceReader::append_list(const ListTable& from, ListTable& to) {
  if (to.offsets.empty()) {
    to = from;
    return;
  }
  const uint32_t shift = to.offsets.back();
  for (size_t i = 1; i < from.offsets.size(); ++i) to.offsets.push_back(from.offsets[i] + shift);
  for (size_t i = 0; i < from.cells.size(); ++i) append(to.cells[i], from.cells[i]);
}

/// Rows without an id column are named by their content: a hash, and the ordinal among equal rows.
void SourceReader::hash_ids() {
  auto arena = std::make_shared<Arena>();
  std::unordered_map<uint64_t, uint32_t> seen;
  for (const std::string_view bytes : rows_.row_bytes) {
    const uint64_t hash = hash_bytes(bytes);
    const uint32_t ordinal = ++seen[hash];
    rows_.table.ids.push_back(TextRef(arena->copy(fmt::format("{:016x}-{}", hash, ordinal))));
  }
  rows_.table.owners.push_back(std::move(arena));
}

Status SourceReader::join(const Executor& executor) {
  if (spec_.id.empty()) hash_ids();
  SourceTable& table = rows_.table;
  if (table.files.size() == 1) table.row_files = {};
  table.columns.resize(rows_.columns.size());
  chunks_.resize(rows_.columns.size());
  return executor.for_each(table.columns.size(), [&](size_t column) {
    fill_up(table.num_rows, chunks_[column]);
    table.columns[column] = {rows_.columns[column], join_chunks(chunks_[column])};
    return Status();
  });
}

}  // namespace

Result<SourceRows> read_source(const SourceSpec& spec, uint32_t ordinal, const std::vector<SourceFile>& files,
                               const Executor& executor, MemoryAccountant& memory) {
  SourceReader reader(spec, ordinal, executor, memory);
  for (const SourceFile& file : files) SOSIE_RETURN_IF_ERROR(reader.read_file(file));
  SOSIE_RETURN_IF_ERROR(reader.join(executor));
  return reader.take();
}

}  // namespace sosie
