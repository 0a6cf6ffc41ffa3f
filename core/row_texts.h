// The texts of a table's rows, moved to where the rows go.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/aligned_array.h"
#include "core/executor.h"
#include "core/record_table.h"

namespace sosie {

/// A cell refers to its text wherever a file had it. Once rows are in another order, reading them one after the other
/// would read the file here and there, and where memory is spilled wait for the disk each time. So the texts are moved
/// too, in two steps that both read and write in order: dealt out into heaps of neighbouring rows while the rows are
/// where they were, and each heap, which fits into memory, put in order once they have moved.
class RowTexts {
 public:
  /// Copies every text of the table; row i of the order to come is row order[i], each row once.
  static Result<RowTexts> take(const SourceTable& table, std::span<const uint32_t> order, const Executor& executor);

  /// The table's rows are in that order now. Gives them their texts, those of a row next to each other, owned by the
  /// table. What the table owned before it owns no more: whoever else refers to it holds it.
  Status give(SourceTable& table, const Executor& executor) &&;

 private:
  /// Rows [first, first + num_rows), each as its number (32 bits) and its texts, in any order.
  struct Heap {
    uint32_t first = 0, num_rows = 0;
    AlignedArray<char> bytes;
  };
  std::vector<Heap> heaps_;
};

}  // namespace sosie
