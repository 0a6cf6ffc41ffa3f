#include "io/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/nearest_name.h"
#include "io/csv_dialect.h"
#include "io/csv_reader.h"
#include "io/decompress.h"
#include "io/encoding.h"
#include "io/file_bytes.h"
#include "io/file_text.h"
#include "io/ndjson_reader.h"

namespace sosie::io {
namespace {

using std::string_view_literals::operator""sv;

size_t chunk_bytes = 4 << 20;

/// The name without what says how it is compressed.
std::string_view uncompressed_name(std::string_view path) {
  for (const std::string_view ending : {".gz"sv, ".zst"sv}) {
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  return path;
}

/// Files of other kinds that people hand in, told by their first bytes.
Status refuse_foreign(std::string_view bytes) {
  if (bytes.starts_with("PK\3\4"sv))
    return Status::invalid_data("this is a ZIP or Excel file").hint("save the sheet as CSV, or extract the archive");
  if (bytes.starts_with("PAR1"sv))
    return Status::invalid_data("this is a Parquet file, which is not read").hint("export it as CSV");
  return {};
}

Status check_named_compression(std::string_view path, Compression found, std::string_view bytes) {
  const bool needs_gzip = path.ends_with(".gz"), needs_zstd = path.ends_with(".zst");
  if (needs_gzip && found != Compression::gzip)
    return Status::invalid_data(bytes.empty() ? "the gzip file is empty" : "not gzip data");
  if (needs_zstd && found != Compression::zstd)
    return Status::invalid_data(bytes.empty() ? "the zstd file is empty" : "not zstd data");
  return {};
}

Format format_by_content(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' ? Format::ndjson : Format::csv;
}

Format recognise_format(std::string_view path, std::string_view text) {
  const std::string_view name = uncompressed_name(path);
  for (const std::string_view ending : {".csv"sv, ".tsv"sv, ".txt"sv}) {
    if (name.ends_with(ending)) return Format::csv;
  }
  for (const std::string_view ending : {".ndjson"sv, ".jsonl"sv}) {
    if (name.ends_with(ending)) return Format::ndjson;
  }
  return format_by_content(text);
}

/// Keeps what an error already says of its place, and adds the file.
Status in_file(Status status, const std::string& path) {
  if (status.ok()) return status;
  Location location = status.location();
  location.path = input_name(path);
  return std::move(status).at(std::move(location));
}

}  // namespace

struct Input::State {
  std::string path;
  InputOptions options;
  Format format = Format::csv;
  CsvOptions csv;
  CsvDialect dialect;
  std::vector<std::string> columns;
  uint64_t bytes_on_disk = 0;
  Hash128 content_hash;
  std::shared_ptr<const FileText> text;

  Status load(MemoryAccountant& memory);
  Status decode(ByteBuffer bytes, MemoryAccountant& memory);
  Status recognise_csv();
  Status absent(const std::string& column) const;
  Result<std::vector<int>> csv_fields(const ReadRequest& request) const;
  Status read_csv(const ReadRequest& request, const Executor& executor, const ChunkConsumer& consume) const;
  Status read_ndjson(const ReadRequest& request, const Executor& executor, const ChunkConsumer& consume) const;
};

Status Input::State::load(MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(ByteBuffer bytes, read_file_bytes(path, memory));
  bytes_on_disk = bytes.size();
  content_hash = hash_bytes_128(bytes.view());
  const Compression compression = recognise_compression(bytes.view());
  SOSIE_RETURN_IF_ERROR(check_named_compression(path, compression, bytes.view()));
  if (compression == Compression::none) return decode(std::move(bytes), memory);
  ByteBuffer expanded(memory, "decompressing " + input_name(path));
  const ExpansionLimits limits{options.max_expansion, options.max_expanded_bytes};
  SOSIE_RETURN_IF_ERROR(decompress(compression, bytes.view(), limits, expanded));
  return decode(std::move(expanded), memory);
}

Status Input::State::decode(ByteBuffer bytes, MemoryAccountant& memory) {
  SOSIE_RETURN_IF_ERROR(refuse_foreign(bytes.view()));
  SOSIE_ASSIGN_OR_RETURN(EncodingGuess guess, recognise_encoding(bytes.view(), options.csv.encoding));
  const bool is_single_byte = guess.encoding == Encoding::windows_1252 || guess.encoding == Encoding::latin1;
  // JSON is Unicode: bad bytes are rejects there, whatever the file as a whole looks like.
  const bool is_named_ndjson = options.format.value_or(recognise_format(path, bytes.view())) == Format::ndjson;
  if (is_named_ndjson && is_single_byte) guess.encoding = Encoding::utf8;
  SOSIE_ASSIGN_OR_RETURN(text, FileText::decode(std::move(bytes), guess, memory));
  format = options.format.value_or(
      recognise_format(path, text->text().substr(std::min(text->bom_bytes(), text->text().size()))));
  csv.encoding = guess.encoding;
  if (format == Format::csv) return recognise_csv();
  columns = ndjson_columns(*text, options.max_row_bytes);
  return {};
}

Status Input::State::recognise_csv() {
  const bool prefer_tab = uncompressed_name(path).ends_with(".tsv");
  SOSIE_ASSIGN_OR_RETURN(dialect, recognise_dialect(*text, options.csv, prefer_tab));
  csv = {dialect.symbols.delimiter, dialect.symbols.quote, dialect.has_header, csv.encoding};
  columns = dialect.columns;
  return {};
}

Status Input::State::absent(const std::string& column) const {
  const std::vector<std::string_view> names(columns.begin(), columns.end());
  std::string hint = suggestion(column, names);
  if (hint.empty()) hint = fmt::format("its columns: {}", fmt::join(columns, ", "));
  return Status::invalid_data(fmt::format("the file has no column \"{}\"", column))
      .at({input_name(path)})
      .hint(std::move(hint));
}

Result<std::vector<int>> Input::State::csv_fields(const ReadRequest& request) const {
  std::vector<int> fields;
  for (size_t i = 0; i < request.columns.size(); ++i) {
    const auto found = std::find(columns.begin(), columns.end(), request.columns[i]);
    const bool may_lack = !request.optional.empty() && request.optional[i];
    if (found == columns.end() && !may_lack && !columns.empty()) return absent(request.columns[i]);
    fields.push_back(found == columns.end() ? -1 : static_cast<int>(found - columns.begin()));
  }
  return fields;
}

Status Input::State::read_csv(const ReadRequest& request, const Executor& executor,
                              const ChunkConsumer& consume) const {
  if (!request.lists.empty())
    return Status::invalid_job(fmt::format("a CSV file has no list \"{}\"", request.lists.front().path))
        .at({input_name(path)});
  CsvPlan plan{dialect.symbols, columns.size(), {}, options.max_row_bytes};
  SOSIE_ASSIGN_OR_RETURN(plan.fields, csv_fields(request));
  const CsvChunkParser parser(*text, std::move(plan));
  const DataRange range{dialect.data_begin, text->text().size(), dialect.data_line};
  return read_in_chunks(parser, range, options.chunk_bytes, executor, consume);
}

Status Input::State::read_ndjson(const ReadRequest& request, const Executor& executor,
                                 const ChunkConsumer& consume) const {
  const NdjsonPlan plan(request, options.max_row_bytes);
  const NdjsonChunkParser parser(*text, plan);
  const DataRange range{text->bom_bytes(), text->text().size(), 1};
  SOSIE_RETURN_IF_ERROR(read_in_chunks(parser, range, options.chunk_bytes, executor, consume));
  if (!parser.any_row_accepted()) return {};
  for (size_t i = 0; i < request.columns.size(); ++i) {
    const bool may_lack = !request.optional.empty() && request.optional[i];
    if (!may_lack && !parser.seen(i)) return absent(request.columns[i]);
  }
  for (size_t i = 0; i < request.lists.size(); ++i) {
    if (!request.lists[i].optional && !parser.seen(request.columns.size() + i)) return absent(request.lists[i].path);
  }
  return {};
}

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

size_t default_chunk_bytes() { return chunk_bytes; }

Status set_chunk_bytes_from_environment() {
  const char* text = std::getenv("SOSIE_CHUNK_BYTES");
  if (text == nullptr) return {};
  size_t bytes = 0;
  const char* const end = text + std::strlen(text);
  const auto [stopped, error] = std::from_chars(text, end, bytes);
  if (error != std::errc() || stopped != end || bytes == 0)
    return Status::invalid_argument("SOSIE_CHUNK_BYTES is no number of bytes");
  chunk_bytes = bytes;
  return {};
}

Result<Input> Input::open(const std::string& path, const InputOptions& options, MemoryAccountant& memory) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->options = options;
  SOSIE_RETURN_IF_ERROR(in_file(state->load(memory), path));
  return Input(std::move(state));
}

const std::string& Input::path() const { return state_->path; }
Format Input::format() const { return state_->format; }
const CsvOptions& Input::csv() const { return state_->csv; }
const std::vector<std::string>& Input::columns() const { return state_->columns; }
uint64_t Input::bytes_on_disk() const { return state_->bytes_on_disk; }
uint64_t Input::bytes() const { return state_->text->file_size(); }
Hash128 Input::content_hash() const { return state_->content_hash; }
std::shared_ptr<const void> Input::owner() const { return state_->text; }

Status Input::read(const ReadRequest& request, const Executor& executor, const ChunkConsumer& consume) const {
  SOSIE_CHECK(request.optional.empty() || request.optional.size() == request.columns.size(), "one flag per column");
  return state_->format == Format::csv ? state_->read_csv(request, executor, consume)
                                       : state_->read_ndjson(request, executor, consume);
}

}  // namespace sosie::io
