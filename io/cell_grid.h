// Cells by column while the number of rows is still growing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/text_ref.h"

namespace sosie::io {

/// Room for `max_rows` rows of `num_columns` cells, column after column; rows are filled one by one.
class CellGrid {
 public:
  CellGrid(size_t num_columns, size_t max_rows)
      : num_columns_(num_columns), stride_(max_rows), cells_(num_columns * max_rows) {}

  TextRef& at(size_t column, size_t row) { return cells_[column * stride_ + row]; }
  size_t stride() const { return stride_; }

  /// The cells of the first `num_rows` rows, without gaps.
  std::vector<TextRef> take(size_t num_rows) {
    for (size_t column = 1; column < num_columns_ && num_rows < stride_; ++column) {
      const auto from = cells_.begin() + static_cast<ptrdiff_t>(column * stride_);
      std::copy(from, from + static_cast<ptrdiff_t>(num_rows),
                cells_.begin() + static_cast<ptrdiff_t>(column * num_rows));
    }
    cells_.resize(num_columns_ * num_rows);
    return std::move(cells_);
  }

 private:
  size_t num_columns_;
  size_t stride_;
  std::vector<TextRef> cells_;
};

}  // namespace sosie::io
