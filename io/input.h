// A file's bytes in memory, decompressed, with its format recognised.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/hash.h"
#include "core/memory.h"
#include "io/row_chunk.h"

namespace sosie::io {

enum class Format : uint8_t { csv, ndjson };
enum class Encoding : uint8_t { utf8, windows_1252, latin1, utf16_le, utf16_be };
const char* encoding_name(Encoding encoding);

/// How a CSV file is written. Unset members are recognised from the file's beginning.
struct CsvOptions {
  std::optional<char> delimiter;  ///< `, ; tab |`
  std::optional<char> quote;      ///< `"` or `'`; '\0' for none
  std::optional<bool> header;     ///< without a header, columns are named column1, column2, ...
  std::optional<Encoding> encoding;
  friend bool operator==(const CsvOptions&, const CsvOptions&) = default;
};

/// Parallel grain of reading where no option says otherwise: 4 MiB, or what SOSIE_CHUNK_BYTES says.
size_t default_chunk_bytes();
/// Takes SOSIE_CHUNK_BYTES, for tests of what must not depend on it; invalid_argument when it is no number above 0.
/// Call before threads read.
Status set_chunk_bytes_from_environment();

struct InputOptions {
  CsvOptions csv;
  std::optional<Format> format;  ///< by file name when unset: .csv .tsv .txt / .ndjson .jsonl, before .gz or .zst
  uint64_t max_expansion = 200;  ///< most bytes a compressed byte may become, over the whole file
  uint64_t max_expanded_bytes = uint64_t{1} << 40;
  /// A longer row is refused (`oversize_row`), and a quoted field that closes further from the start of its row counts
  /// as unclosed. At most 2^30 - 1.
  uint64_t max_row_bytes = 16 << 20;
  size_t chunk_bytes = default_chunk_bytes();  ///< parallel grain; never changes the result
};

/// An opened input: what was recognised, and its bytes. Cells of its chunks stay valid as long as `owner()` is held.
class Input {
 public:
  /// Opens, decompresses and looks at a file; "-" is standard input. Compression is known by the first bytes. io_error
  /// when it cannot be read, invalid_data when it is damaged, expands too far, or has no usable header. A file without
  /// any row opens as one without columns; reading it delivers no row and no error. `memory` outlives input and owner.
  static Result<Input> open(const std::string& path, const InputOptions& options, MemoryAccountant& memory);
  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

  const std::string& path() const;
  Format format() const;
  /// CSV only: everything set, as given or as recognised.
  const CsvOptions& csv() const;
  /// CSV: header names, in file order. NDJSON: the dotted paths of scalars and scalar arrays seen in the first 1,000
  /// rows, in order of arrival.
  const std::vector<std::string>& columns() const;
  uint64_t bytes_on_disk() const;
  uint64_t bytes() const;        ///< decompressed
  Hash128 content_hash() const;  ///< of the bytes on disk
  std::shared_ptr<const void> owner() const;

  /// Reads every row; see ReadRequest and RowChunk, and csv_scanner.h and ndjson_reader.h for what a row is. The result
  /// is the same for any number of threads and any chunk size. invalid_data when a requested column or list is absent:
  /// names the file, the column and the nearest header. Of NDJSON only the end of the file tells, when chunks are
  /// delivered.
  Status read(const ReadRequest& request, const Executor& executor, const ChunkConsumer& consume) const;

 private:
  struct State;
  explicit Input(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Paths a pattern names, in byte order: `*`, `?` and `[...]` in any component. A pattern without wildcards names
/// itself.
std::vector<std::string> expand_glob(const std::string& pattern);

}  // namespace sosie::io
