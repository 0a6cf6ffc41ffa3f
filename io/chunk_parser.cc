#include "io/chunk_parser.h"

#include <algorithm>
#include <utility>

namespace sosie::io {
namespace {

constexpr size_t kChunksPerThread = 4;  // evens out chunks of unequal cost, and bounds what is held at once

/// What stands before a chunk.
struct Place {
  uint32_t index = 0;
  uint64_t rows = 0;
  uint64_t line = 1;
};

void put_in_place(const Place& place, RowChunk& rows) {
  rows.index = place.index;
  for (uint64_t& ordinal : rows.row_ordinals) ordinal += place.rows;
  for (uint64_t& line : rows.row_lines) line += place.line;
  for (Reject& reject : rows.rejects) {
    reject.row += place.rows;
    reject.line += place.line;
  }
}

class ChunkedReading {
 public:
  ChunkedReading(const ChunkParser& parser, const DataRange& range, size_t chunk_bytes, const Executor& executor)
      : parser_(parser),
        range_(range),
        chunk_bytes_(std::max<size_t>(chunk_bytes, 1)),
        executor_(executor),
        num_chunks_(std::max<size_t>(1, (range.end - range.begin + chunk_bytes_ - 1) / chunk_bytes_)),
        next_row_(range.begin),
        place_{.line = range.first_line} {}

  Status run(const ChunkConsumer& consume) {
    const size_t per_window = kChunksPerThread * executor_.num_threads();
    for (size_t first = 0; first < num_chunks_; first += per_window)
      SOSIE_RETURN_IF_ERROR(read_window(first, std::min(per_window, num_chunks_ - first), consume));
    return {};
  }

 private:
  /// Where chunk i begins, by size alone.
  size_t boundary(size_t chunk) const { return std::min(range_.begin + chunk * chunk_bytes_, range_.end); }

  ParsedChunk parse_guessed(size_t chunk, bool begin_is_known) const {
    const size_t begin = begin_is_known ? next_row_ : parser_.guess_row_start(boundary(chunk));
    return parser_.parse(begin, boundary(chunk + 1));
  }

  Status read_window(size_t first, size_t count, const ChunkConsumer& consume) {
    std::vector<ParsedChunk> chunks(count);
    SOSIE_RETURN_IF_ERROR(executor_.for_each(count, [&](size_t i) {
      chunks[i] = parse_guessed(first + i, /*begin_is_known=*/i == 0);
      return Status();
    }));
    std::vector<Place> places;
    for (size_t i = 0; i < count; ++i) {
      if (chunks[i].begin != next_row_) chunks[i] = parser_.parse(next_row_, boundary(first + i + 1));
      places.push_back(place_);
      pass(chunks[i]);
    }
    return executor_.for_each(count, [&](size_t i) {
      put_in_place(places[i], chunks[i].rows);
      return consume(std::move(chunks[i].rows));
    });
  }

  void pass(const ParsedChunk& chunk) {
    next_row_ = chunk.next;
    ++place_.index;
    place_.rows += chunk.num_rows;
    place_.line += chunk.num_lines;
  }

  const ChunkParser& parser_;
  DataRange range_;
  size_t chunk_bytes_;
  const Executor& executor_;
  size_t num_chunks_;
  size_t next_row_;  // the true beginning of the next chunk
  Place place_;
};

}  // namespace

Status read_in_chunks(const ChunkParser& parser, const DataRange& range, size_t chunk_bytes, const Executor& executor,
                      const ChunkConsumer& consume) {
  return ChunkedReading(parser, range, chunk_bytes, executor).run(consume);
}

}  // namespace sosie::io
