#include "engine/column_builder.h"

#include <algorithm>
#include <utility>

namespace sosie {
namespace {

constexpr size_t kSampleRows = 8'192;  // enough for Chao1 to tell dates (they repeat) from e-mails (they do not)
constexpr double kInternBelow = 0.3;   // measured crossover of interning against storing text by row

/// The chunk's cells as codes of `global`.
void append_codes(const ColumnChunk& chunk, Dictionary& global, std::vector<Code>& codes) {
  const size_t begin = codes.size();
  codes.resize(begin + chunk.num_rows());
  if (!chunk.is_interned) {
    global.intern_batch(chunk.cells, std::span(codes).subspan(begin));
    return;
  }
  const std::vector<Code> global_code = global.intern_all(chunk.dictionary);
  for (size_t i = 0; i < chunk.codes.size(); ++i) codes[begin + i] = global_code[chunk.codes[i]];
}

void append_cells(const ColumnChunk& chunk, std::vector<TextRef>& cells) {
  if (!chunk.is_interned) {
    cells.insert(cells.end(), chunk.cells.begin(), chunk.cells.end());
    return;
  }
  for (const Code code : chunk.codes) cells.push_back(chunk.dictionary.ref(code));
}

/// `codes` are those of a sample, in `dictionary`, which holds nothing else.
double estimate_distinct_per_row(const Dictionary& dictionary, std::span<const Code> codes, uint64_t num_rows) {
  if (codes.empty() || num_rows == 0) return 0;
  std::vector<uint32_t> uses(dictionary.size() + 1);
  for (const Code code : codes) ++uses[code];
  double once = 0, twice = 0;
  for (Code code = 1; code < uses.size(); ++code) {
    once += uses[code] == 1;
    twice += uses[code] == 2;
  }
  const double distinct = dictionary.size() + once * (once - 1) / (2 * (twice + 1));
  return std::min(1.0, distinct / static_cast<double>(num_rows));
}

}  // namespace

double distinct_per_row(std::span<const TextRef> sample, uint64_t num_rows) {
  Dictionary dictionary;
  std::vector<Code> codes(sample.size());
  dictionary.intern_batch(sample, codes);
  return estimate_distinct_per_row(dictionary, codes, num_rows);
}

ColumnChunk build_chunk(std::vector<TextRef> cells, std::vector<MoreCell> more, bool intern) {
  ColumnChunk chunk;
  chunk.is_interned = intern;
  chunk.more = std::move(more);
  if (!intern) {
    chunk.cells = std::move(cells);
    return chunk;
  }
  chunk.codes.resize(cells.size());
  chunk.dictionary.intern_batch(cells, chunk.codes);
  return chunk;
}

ColumnChunk build_chunk_by_sample(std::vector<TextRef> cells, std::vector<MoreCell> more, uint64_t num_rows) {
  const size_t sample = std::min(kSampleRows, cells.size());
  std::vector<Code> codes(cells.size());
  Dictionary dictionary;
  const std::span all(codes);
  dictionary.intern_batch(std::span(cells).first(sample), all.first(sample));
  if (estimate_distinct_per_row(dictionary, all.first(sample), num_rows) >= kInternBelow)
    return build_chunk(std::move(cells), std::move(more), false);
  dictionary.intern_batch(std::span(cells).subspan(sample), all.subspan(sample));
  return {true, std::move(codes), std::move(dictionary), {}, std::move(more)};
}

TextColumn join_chunks(std::vector<ColumnChunk>& chunks) {
  size_t num_rows = 0;
  std::vector<MoreCell> more;
  for (ColumnChunk& chunk : chunks) {
    for (const MoreCell& cell : chunk.more) more.push_back({static_cast<uint32_t>(cell.row + num_rows), cell.value});
    num_rows += chunk.num_rows();
  }
  const bool intern = !chunks.empty() && chunks.front().is_interned;
  std::vector<Code> codes;
  std::vector<TextRef> cells;
  Dictionary dictionary;
  if (intern) codes.reserve(num_rows);
  else cells.reserve(num_rows);
  for (ColumnChunk& chunk : chunks) {
    if (intern) append_codes(chunk, dictionary, codes);
    else append_cells(chunk, cells);
    chunk = ColumnChunk();  // frees as it goes: both copies of a column never live at once
  }
  TextColumn column =
      intern ? TextColumn::interned(std::move(codes), std::move(dictionary)) : TextColumn::by_row(std::move(cells));
  column.set_more(std::move(more));
  return column;
}

}  // namespace sosie
