#include "engine/recognize/recognize.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <mutex>
#include <set>

#include "core/hash.h"
#include "io/input.h"

namespace sosie {
namespace {

constexpr uint32_t kSampleRows = 2'000;
constexpr size_t kSampleChunkBytes = 1 << 20;  // holds 2,000 rows of up to 500 bytes

/// The first rows of a file. Owns the bytes that the columns point to.
struct Sample {
  std::vector<io::RowChunk> chunks;
  std::vector<SampledColumn> columns;
};

void append_rows(const io::RowChunk& chunk, std::vector<SampledColumn>& columns) {
  for (size_t column = 0; column < columns.size(); ++column) {
    std::vector<std::string_view>& values = columns[column].values;
    for (uint32_t row = 0; row < chunk.num_rows && values.size() < kSampleRows; ++row)
      values.push_back(chunk.cell(column, row).view());
  }
}

/// Reads the first chunk. Later chunks stop the reader; which of them ran first cannot matter.
Result<Sample> read_sample(const io::Input& input) {
  Sample sample;
  for (const std::string& name : input.columns()) sample.columns.push_back({name, {}});
  io::ReadRequest request;
  request.columns = input.columns();
  request.optional.assign(request.columns.size(), true);
  std::mutex mutex;
  const Executor one_thread(1);
  const Status status = input.read(request, one_thread, [&](io::RowChunk&& chunk) -> Status {
    if (chunk.index > 0) return Status::cancelled("the sample is complete");
    const std::lock_guard lock(mutex);
    sample.chunks.push_back(std::move(chunk));
    return {};
  });
  if (!status.ok() && status.code() != StatusCode::cancelled) return status;
  for (const io::RowChunk& chunk : sample.chunks) append_rows(chunk, sample.columns);
  return sample;
}

/// Whether every row of the file has a value of its own in the column, by 64-bit hashes.
Result<bool> is_unique(const io::Input& input, const std::string& column, const Executor& executor) {
  std::vector<uint64_t> hashes;
  bool has_gap = false;
  std::mutex mutex;
  const Status status =
      input.read({.columns = {column}, .optional = {}, .lists = {}}, executor, [&](io::RowChunk&& chunk) -> Status {
        std::vector<uint64_t> local;
        local.reserve(chunk.num_rows);
        bool gap = false;
        for (uint32_t row = 0; row < chunk.num_rows; ++row) {
          gap = gap || chunk.cell(0, row).missing();
          local.push_back(hash_bytes(chunk.cell(0, row).view()));
        }
        const std::lock_guard lock(mutex);
        has_gap = has_gap || gap;
        hashes.insert(hashes.end(), local.begin(), local.end());
        return {};
      });
  SOSIE_RETURN_IF_ERROR(status);
  std::sort(hashes.begin(), hashes.end());
  return !has_gap && std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end();
}

void use_as_id(RecognizedFile& file, const std::string& column) {
  file.source.id = column;
  std::erase_if(file.source.fields,
                [&](const FieldSpec& field) { return field.columns == std::vector<std::string>{column}; });
  for (RecognizedColumn& recognized : file.columns) {
    if (recognized.column == column)
      recognized = {column, ColumnUse::id, {}, "unique in the file and named like an id", {}};
  }
}

Status choose_id(const io::Input& input, const Executor& executor, RecognizedFile& file) {
  for (const std::string& candidate : file.id_candidates) {
    SOSIE_ASSIGN_OR_RETURN(const bool unique, is_unique(input, candidate, executor));
    if (!unique) continue;
    use_as_id(file, candidate);
    return {};
  }
  return {};
}

Result<RecognizedFile> recognize_file(const std::string& path, const std::string& country, const Executor& executor,
                                      MemoryAccountant& memory) {
  if (path == "-")
    return Status::invalid_argument("columns are recognised in files, not in standard input")
        .hint("write it to a file first, or a job with path = \"-\"");
  io::InputOptions options;
  options.chunk_bytes = kSampleChunkBytes;
  SOSIE_ASSIGN_OR_RETURN(const io::Input input, io::Input::open(path, options, memory));
  SOSIE_ASSIGN_OR_RETURN(const Sample sample, read_sample(input));
  RecognizedFile file = recognize_columns(sample.columns, country);
  file.path = path;
  file.source.path = path;
  file.source.has_no_consent = true;
  if (input.format() == io::Format::csv) file.source.csv = input.csv();
  SOSIE_RETURN_IF_ERROR(choose_id(input, executor, file));
  if (file.source.fields.empty())
    return Status::invalid_data("no column of this file could be used")
        .at({path, 0, 0})
        .hint("write a job file that says what the columns mean");
  return file;
}

/// The stem, or with a number behind it when another file has it.
std::string free_name(const std::string& path, std::set<std::string>& names) {
  std::string stem = stem_of(path);
  std::replace(stem.begin(), stem.end(), ':', '_');
  std::string name = stem;
  for (int i = 2; !names.insert(name).second; ++i) name = fmt::format("{}_{}", stem, i);
  return name;
}

}  // namespace

std::string stem_of(const std::string& path) {
  static constexpr std::array<std::string_view, 2> kCompressed = {".gz", ".zst"};
  std::filesystem::path name = std::filesystem::path(path).filename();
  const std::string last = name.extension().string();
  if (std::find(kCompressed.begin(), kCompressed.end(), last) != kCompressed.end()) name = name.stem();
  return name.stem().string();
}

Result<Recognition> recognize(const std::vector<std::string>& paths, const std::string& country,
                              const Executor& executor, MemoryAccountant& memory) {
  if (paths.empty()) return Status::invalid_argument("no file was named");
  Recognition recognition;
  recognition.job.country = country;
  std::set<std::string> names;
  for (const std::string& path : paths) {
    SOSIE_ASSIGN_OR_RETURN(RecognizedFile file, recognize_file(path, country, executor, memory));
    file.source.name = free_name(path, names);
    recognition.job.sources.push_back(file.source);
    recognition.files.push_back(std::move(file));
  }
  return recognition;
}

}  // namespace sosie
