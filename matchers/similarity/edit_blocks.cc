#include "matchers/similarity/edit_blocks.h"

#include <algorithm>
#include <vector>

namespace sosie::matchers {
namespace {

// Equality masks of a long pattern by symbol, in words of 64 positions. A full table could be as large as the square of
// the pattern. Symbols that occur at least once a word on average have a row of their own, and there are at most 64 of
// these; the rows of rarer symbols are written when asked for, for less than the step over that row costs anyway.
template <typename Symbol>
class PatternRows {
 public:
  explicit PatternRows(SymbolSpan<Symbol> pattern)
      : num_words_((pattern.size() + 63) / 64), occurrences_(pattern.size()), scratch_(num_words_) {
    for (size_t i = 0; i < pattern.size(); ++i) occurrences_[i] = static_cast<uint64_t>(pattern[i]) << 32 | i;
    std::sort(occurrences_.begin(), occurrences_.end());
    for (auto first = occurrences_.begin(); first != occurrences_.end();) first = add_kind(first);
  }

  size_t num_words() const { return num_words_; }

  /// The row of a symbol; stays valid until the next call.
  const uint64_t* row(Symbol symbol) {
    const auto found = std::ranges::lower_bound(kinds_, symbol, {}, &Kind::symbol);
    set_scratch(written_, 0);
    written_ = {};
    if (found == kinds_.end() || found->symbol != symbol) return scratch_.data();
    if (found->row != kNoRow) return rows_.data() + found->row;
    written_ = found->positions;
    set_scratch(written_, ~uint64_t{0});
    return scratch_.data();
  }

 private:
  static constexpr size_t kNoRow = SIZE_MAX;
  struct Kind {
    Symbol symbol;
    size_t row;
    std::span<const uint64_t> positions;
  };
  using Iterator = std::vector<uint64_t>::iterator;

  Iterator add_kind(Iterator first) {
    const uint64_t symbol = *first >> 32;
    const Iterator last = std::find_if(first, occurrences_.end(), [=](uint64_t o) { return o >> 32 != symbol; });
    Kind kind{static_cast<Symbol>(symbol), kNoRow, {first, last}};
    if (kind.positions.size() >= num_words_) {
      kind.row = rows_.size();
      rows_.resize(rows_.size() + num_words_);
      for (const uint64_t o : kind.positions) rows_[kind.row + word_of(o)] |= bit_of(o);
    }
    kinds_.push_back(kind);
    return last;
  }

  void set_scratch(std::span<const uint64_t> positions, uint64_t value) {
    for (const uint64_t o : positions) scratch_[word_of(o)] = (scratch_[word_of(o)] & ~bit_of(o)) | (value & bit_of(o));
  }
  static size_t word_of(uint64_t occurrence) { return (occurrence & 0xffffffffu) / 64; }
  static uint64_t bit_of(uint64_t occurrence) { return uint64_t{1} << (occurrence % 64); }

  size_t num_words_;
  std::vector<uint64_t> occurrences_;  // symbol above, position below; sorted
  std::vector<Kind> kinds_;            // by symbol
  std::vector<uint64_t> rows_;
  std::vector<uint64_t> scratch_;
  std::span<const uint64_t> written_;  // whose bits stand in scratch_
};

// ASCII patterns of moderate length: a table by symbol, filled without sorting.
class ByteRows {
 public:
  static constexpr size_t kLongest = 4096;
  explicit ByteRows(SymbolSpan<uint8_t> pattern) : num_words_((pattern.size() + 63) / 64), rows_(256 * num_words_) {
    for (size_t i = 0; i < pattern.size(); ++i) rows_[pattern[i] * num_words_ + i / 64] |= uint64_t{1} << i % 64;
  }
  size_t num_words() const { return num_words_; }
  const uint64_t* row(uint8_t symbol) const { return rows_.data() + symbol * num_words_; }

 private:
  size_t num_words_;
  std::vector<uint64_t> rows_;
};

template <EditKind kKind, typename Rows, typename Symbol>
size_t block_distance(SymbolSpan<Symbol> pattern, SymbolSpan<Symbol> text) {
  using Column = EditColumn<kKind>;
  Rows rows(pattern);
  std::vector<Column> column(rows.num_words());
  const size_t last_bit = (pattern.size() - 1) % 64;
  size_t distance = pattern.size();
  for (const Symbol symbol : text) {
    const uint64_t* equal = rows.row(symbol);
    typename Column::Differences out;
    typename Column::Carry carry;
    for (size_t word = 0; word < column.size(); ++word) {
      out = column[word].step(equal[word], carry);
      carry = out.carry();
    }
    distance += out.hp >> last_bit & 1;
    distance -= out.hn >> last_bit & 1;
  }
  return distance;
}

template <typename Symbol, typename RowOf>
size_t lcs_of_many_words(size_t num_words, uint64_t last_rows, SymbolSpan<Symbol> text, RowOf&& row_of) {
  std::vector<uint64_t> rest(num_words, ~uint64_t{0});
  for (const Symbol symbol : text) {
    const uint64_t* const equal = row_of(symbol);
    uint64_t carry = 0;
    for (size_t word = 0; word < num_words; ++word) rest[word] = lcs_step(rest[word], equal[word], carry);
  }
  return lcs_length(rest.data(), num_words, last_rows);
}

uint64_t rows_of_last_word(size_t pattern_size) { return ~uint64_t{0} >> (63 - (pattern_size - 1) % 64); }

template <typename Symbol>
size_t lcs_by_kinds(SymbolSpan<Symbol> pattern, SymbolSpan<Symbol> text) {
  PatternRows<Symbol> rows(pattern);
  return lcs_of_many_words(rows.num_words(), rows_of_last_word(pattern.size()), text,
                           [&](Symbol symbol) { return rows.row(symbol); });
}

// Cell (i, j) of the matrix stands at index j + cutoff - i of row i. Cells outside the band hold `far`.
template <typename Symbol>
size_t band_distance(EditKind kind, SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, size_t cutoff) {
  const size_t far = cutoff + 1;
  const size_t width = 2 * cutoff + 1;
  std::vector<size_t> before(width + 2, far), last(width + 2, far), row(width + 2, far);
  for (size_t j = 0; j <= std::min(cutoff, b.size()); ++j) last[j + cutoff] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::fill(row.begin(), row.end(), far);
    size_t least = far;
    for (size_t k = i < cutoff ? cutoff - i : 0; k < width && i + k <= b.size() + cutoff; ++k) {
      const size_t j = i + k - cutoff;
      size_t cell = std::min(i <= cutoff && j == 0 ? i : far, last[k + 1] + 1);
      if (j > 0) {
        cell = std::min(cell, last[k] + (a[i - 1] != b[j - 1]));
        if (k > 0) cell = std::min(cell, row[k - 1] + 1);
      }
      if (kind == EditKind::osa && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cell = std::min(cell, before[k] + 1);
      }
      row[k] = std::min(cell, far);
      least = std::min(least, row[k]);
    }
    if (least == far) return far;
    before.swap(last);
    last.swap(row);
  }
  return last[b.size() + cutoff - a.size()];
}

template <typename Rows, typename Symbol>
size_t block_distance_of(EditKind kind, SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  return kind == EditKind::osa ? block_distance<EditKind::osa, Rows>(a, b)
                               : block_distance<EditKind::levenshtein, Rows>(a, b);
}

}  // namespace

size_t banded_edits(EditKind kind, SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b, size_t cutoff) {
  return band_distance(kind, a, b, cutoff);
}
size_t banded_edits(EditKind kind, SymbolSpan<char32_t> a, SymbolSpan<char32_t> b, size_t cutoff) {
  return band_distance(kind, a, b, cutoff);
}

size_t block_edits(EditKind kind, SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b) {
  if (a.size() <= ByteRows::kLongest) return block_distance_of<ByteRows>(kind, a, b);
  return block_distance_of<PatternRows<uint8_t>>(kind, a, b);
}
size_t block_edits(EditKind kind, SymbolSpan<char32_t> a, SymbolSpan<char32_t> b) {
  return block_distance_of<PatternRows<char32_t>>(kind, a, b);
}

size_t lcs_of_positions(const uint64_t* positions, size_t num_words, uint64_t rows, SymbolSpan<uint8_t> text) {
  switch (num_words) {
    case 2: return lcs_of_words<2>(positions, rows, text);
    case 3: return lcs_of_words<3>(positions, rows, text);
    case 4: return lcs_of_words<4>(positions, rows, text);
    default:
      return lcs_of_many_words(num_words, rows, text, [=](uint8_t symbol) { return positions + symbol * num_words; });
  }
}

size_t block_lcs(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b) {
  if (a.size() <= 64 || a.size() > ByteRows::kLongest) return lcs_by_kinds(a, b);
  const ByteRows rows(a);
  return lcs_of_positions(rows.row(0), rows.num_words(), rows_of_last_word(a.size()), b);
}
size_t block_lcs(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b) { return lcs_by_kinds(a, b); }

}  // namespace sosie::matchers
