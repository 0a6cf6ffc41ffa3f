// A column of raw cells.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/dictionary.h"
#include "core/text_ref.h"

namespace sosie {

/// Further values of a cell that holds several (a JSON array): sparse, ordered by row.
struct MoreCell {
  uint32_t row = 0;
  TextRef value;
};

/// Raw cells of one column, by row. Interned (codes into a dictionary of distinct raw values) or by row (one TextRef
/// each); readers need not know which. Immutable once built; then thread-safe.
class TextColumn {
 public:
  TextColumn() = default;
  static TextColumn interned(std::vector<Code> codes, Dictionary dictionary);
  static TextColumn by_row(std::vector<TextRef> cells);

  size_t num_rows() const { return is_interned_ ? codes_.size() : cells_.size(); }
  bool is_interned() const { return is_interned_; }
  /// The cell; missing when empty. Of several values, the first.
  TextRef ref(size_t row) const { return is_interned_ ? dictionary_.ref(codes_[row]) : cells_[row]; }
  std::string_view text(size_t row) const { return ref(row).view(); }

  /// Asks memory for the place of a row; once that has arrived, for what stands there.
  void prefetch(size_t row) const {
    if (is_interned_) __builtin_prefetch(&codes_[row]);
    else __builtin_prefetch(&cells_[row]);
  }
  void prefetch_text(size_t row) const {
    if (is_interned_) dictionary_.prefetch(codes_[row]);
    else __builtin_prefetch(cells_[row].data());
  }

  /// Only when is_interned(): codes by row, and their values.
  std::span<const Code> codes() const { return codes_; }
  const Dictionary& dictionary() const { return dictionary_; }

  /// Values beyond the first, ordered by row.
  std::span<const MoreCell> more() const { return more_; }
  void set_more(std::vector<MoreCell> more) { more_ = std::move(more); }
  /// Calls `visit(TextRef)` for every value of the row, the first first.
  template <typename Visitor>
  void for_each_value(uint32_t row, Visitor&& visit) const {
    if (const TextRef first = ref(row); !first.missing()) visit(first);
    if (more_.empty()) return;
    for (auto cell = first_more(row); cell != more_.end() && cell->row == row; ++cell) visit(cell->value);
  }

  /// Rows in the order given: row i becomes old row order[i].
  void reorder_rows(std::span<const uint32_t> order);

  /// The first values by row, none when is_interned(): for whoever moves their texts elsewhere.
  std::span<const TextRef> refs() const { return cells_; }
  std::span<TextRef> refs() { return cells_; }
  /// Moves all other texts, those of the dictionary and further values, into an arena that outlives the column.
  void move_values(Arena& arena);

 private:
  std::vector<MoreCell>::const_iterator first_more(uint32_t row) const;

  bool is_interned_ = false;
  std::vector<Code> codes_;
  Dictionary dictionary_;
  std::vector<TextRef> cells_;
  std::vector<MoreCell> more_;
};

}  // namespace sosie
