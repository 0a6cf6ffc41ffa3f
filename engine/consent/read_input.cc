#include "engine/consent/read_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace sosie::consent {
namespace {

void add_unique(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::string describe(const io::Input& input) {
  if (input.format() == io::Format::ndjson) return "ndjson";
  return fmt::format("csv, delimiter '{}', {}", *input.csv().delimiter, io::encoding_name(*input.csv().encoding));
}

/// Gathers the chunks of one file after another. Columns are known before the first row: a companion is read when any
/// file has it.
class Gatherer {
 public:
  Gatherer(const InputRequest& request, const Executor& executor, MemoryAccountant& memory)
      : request_(request), executor_(executor), memory_(memory) {}

  Status open_files();
  Status read_files();
  InputRows take();

 private:
  Status read_file(const io::Input& input);
  void append(const std::string& path, std::vector<io::RowChunk>& chunks);

  const InputRequest& request_;
  const Executor& executor_;
  MemoryAccountant& memory_;
  std::vector<io::Input> inputs_;
  std::vector<std::vector<TextRef>> columns_;
  InputRows rows_;
};

Status Gatherer::open_files() {
  for (const std::string& path : request_.paths) {
    io::InputOptions options;
    options.csv = request_.csv;
    SOSIE_ASSIGN_OR_RETURN(io::Input input, io::Input::open(path, options, memory_));
    inputs_.push_back(std::move(input));
  }
  for (const std::string& column : request_.columns) add_unique(rows_.names, column);
  for (const std::string& companion : request_.companions) {
    for (const io::Input& input : inputs_) {
      const auto& header = input.columns();
      if (std::find(header.begin(), header.end(), companion) != header.end()) add_unique(rows_.names, companion);
    }
  }
  columns_.resize(rows_.names.size());
  return {};
}

Status Gatherer::read_files() {
  for (const io::Input& input : inputs_) SOSIE_RETURN_IF_ERROR(read_file(input));
  return {};
}

Status Gatherer::read_file(const io::Input& input) {
  io::ReadRequest wanted;
  wanted.columns = rows_.names;
  for (const std::string& name : rows_.names) {
    const auto& required = request_.columns;
    wanted.optional.push_back(std::find(required.begin(), required.end(), name) == required.end());
  }
  std::vector<io::RowChunk> chunks;
  std::mutex mutex;
  SOSIE_RETURN_IF_ERROR(input.read(wanted, executor_, [&](io::RowChunk&& chunk) {
    const std::lock_guard lock(mutex);
    if (chunks.size() <= chunk.index) chunks.resize(chunk.index + 1);
    const uint32_t index = chunk.index;
    chunks[index] = std::move(chunk);
    return Status();
  }));
  uint64_t rows = 0;
  for (const io::RowChunk& chunk : chunks) rows += chunk.num_rows + chunk.rejects.size();
  rows_.files.push_back(
      {input.path(), request_.name, input.bytes_on_disk(), input.content_hash(), describe(input), rows});
  rows_.owners.push_back(input.owner());
  append(input.path(), chunks);
  return {};
}

void Gatherer::append(const std::string& path, std::vector<io::RowChunk>& chunks) {
  for (io::RowChunk& chunk : chunks) {
    for (size_t column = 0; column < columns_.size(); ++column) {
      for (uint32_t row = 0; row < chunk.num_rows; ++row) columns_[column].push_back(chunk.cell(column, row));
    }
    for (io::Reject& reject : chunk.rejects) {
      rows_.reject_cells.push_back(std::move(reject.cells));
      reject.cells.clear();
      rows_.rejects.push_back({request_.name, path, std::move(reject)});
    }
    rows_.owners.push_back(std::make_shared<Arena>(std::move(chunk.arena)));
  }
}

InputRows Gatherer::take() {
  rows_.cells = std::make_shared<RefCells>(rows_.names, std::move(columns_));
  return std::move(rows_);
}

}  // namespace

Result<InputRows> read_input(const InputRequest& request, const Executor& executor, MemoryAccountant& memory) {
  Gatherer gatherer(request, executor, memory);
  SOSIE_RETURN_IF_ERROR(gatherer.open_files());
  SOSIE_RETURN_IF_ERROR(gatherer.read_files());
  return gatherer.take();
}

}  // namespace sosie::consent
