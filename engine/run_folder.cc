#include "engine/run_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <utility>

namespace sosie {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status::io_error("cannot be read").at({path});
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return Status::io_error("cannot be read").at({path});
  return text;
}

/// Tables are written in one dialect; nothing about them needs to be guessed.
io::InputOptions table_options(const std::string& format) {
  io::InputOptions options;
  options.format = format == "ndjson" ? io::Format::ndjson : io::Format::csv;
  if (options.format == io::Format::csv) {
    options.csv.delimiter = ',';
    options.csv.quote = '"';
    options.csv.header = true;
    options.csv.encoding = io::Encoding::utf8;
  }
  return options;
}

/// A chunk's cells, kept until all chunks are there and can be put in order.
struct Piece {
  uint32_t index = 0, num_rows = 0;
  std::vector<TextRef> cells;
  std::shared_ptr<const void> arena;
};

Status refuse(const std::string& path, const io::Reject& reject) {
  return Status::invalid_data(fmt::format("{}: {}", reject.code, reject.message)).at({path, reject.line, 0});
}

}  // namespace

Result<TableCells> TableCells::read(const std::string& path, const io::InputOptions& options,
                                    const std::vector<std::string>& columns, const Executor& executor,
                                    MemoryAccountant& memory) {
  TableCells table;
  table.columns_.resize(columns.size());
  std::error_code error;
  // A table without rows has no columns to find in NDJSON.
  if (options.format == io::Format::ndjson && fs::file_size(path, error) == 0 && !error) return table;
  SOSIE_ASSIGN_OR_RETURN(io::Input input, io::Input::open(path, options, memory));
  std::vector<Piece> pieces;
  std::mutex mutex;
  io::ReadRequest request;
  request.columns = columns;
  SOSIE_RETURN_IF_ERROR(input.read(request, executor, [&](io::RowChunk&& chunk) -> Status {
    if (!chunk.rejects.empty()) return refuse(path, chunk.rejects.front());
    Piece piece{chunk.index, chunk.num_rows, std::move(chunk.cells), std::make_shared<Arena>(std::move(chunk.arena))};
    const std::lock_guard lock(mutex);
    pieces.push_back(std::move(piece));
    return {};
  }));
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.index < b.index; });
  table.owners_.push_back(input.owner());
  for (Piece& piece : pieces) {
    for (size_t column = 0; column < columns.size(); ++column) {
      const auto begin = piece.cells.begin() + static_cast<ptrdiff_t>(column * piece.num_rows);
      table.columns_[column].insert(table.columns_[column].end(), begin, begin + piece.num_rows);
    }
    table.num_rows_ += piece.num_rows;
    table.owners_.push_back(std::move(piece.arena));
  }
  return table;
}

Result<RunFolder> RunFolder::open(const std::string& path) {
  for (const std::string& directory : {path, path + "/current"}) {
    const std::string manifest = directory + "/manifest.json";
    std::error_code error;
    if (!fs::exists(manifest, error)) continue;
    RunFolder run;
    // Resolved once, so that a publication meanwhile does not mix two runs.
    const fs::path resolved = fs::canonical(directory, error);
    run.directory_ = error ? directory : resolved.string();
    SOSIE_ASSIGN_OR_RETURN(const std::string json, read_text(run.directory_ + "/manifest.json"));
    SOSIE_ASSIGN_OR_RETURN(run.manifest_, manifest_from_json(json, manifest));
    return run;
  }
  return Status::invalid_argument(
             fmt::format("\"{}\" is neither a run folder nor an output folder with a published run", path))
      .hint("name a folder that holds manifest.json, or one that holds `current`");
}

bool RunFolder::has_table(std::string_view table) const {
  return std::any_of(manifest_.tables.begin(), manifest_.tables.end(),
                     [&](const TableAccount& t) { return t.name == table; });
}

Result<std::string> RunFolder::table_path(const std::string& table) const {
  const auto found = std::find_if(manifest_.tables.begin(), manifest_.tables.end(),
                                  [&](const TableAccount& t) { return t.name == table; });
  if (found != manifest_.tables.end()) return directory_ + "/" + found->file;
  return Status::invalid_data(fmt::format("the run has no table `{}`", table))
      .at({directory_})
      .hint("[output] tables left it out");
}

Result<std::vector<std::string>> RunFolder::columns(const std::string& table, MemoryAccountant& memory) const {
  SOSIE_ASSIGN_OR_RETURN(const std::string path, table_path(table));
  std::error_code error;
  if (manifest_.format == "ndjson" && fs::file_size(path, error) == 0 && !error) return std::vector<std::string>();
  SOSIE_ASSIGN_OR_RETURN(const io::Input input, io::Input::open(path, table_options(manifest_.format), memory));
  return input.columns();
}

Result<TableCells> RunFolder::read(const std::string& table, const std::vector<std::string>& columns,
                                   const Executor& executor, MemoryAccountant& memory) const {
  SOSIE_ASSIGN_OR_RETURN(const std::string path, table_path(table));
  return TableCells::read(path, table_options(manifest_.format), columns, executor, memory);
}

Result<std::string> RunFolder::text(const std::string& file) const { return read_text(directory_ + "/" + file); }

}  // namespace sosie
