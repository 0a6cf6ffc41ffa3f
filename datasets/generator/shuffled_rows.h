// Rows gathered in one order and written in another.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/random.h"

namespace sosie::generator {

/// Append rows to `bytes()`, calling `end_row` behind each; `shuffled` gives them in the order of drawn keys.
class ShuffledRows {
 public:
  std::string& bytes() { return bytes_; }
  size_t row_begin() const { return rows_.empty() ? 0 : rows_.back().end; }
  size_t num_rows() const { return rows_.size(); }

  void end_row(Random& random) {
    rows_.push_back({random.next(), static_cast<uint32_t>(row_begin()), static_cast<uint32_t>(bytes_.size())});
  }

  std::string shuffled() {
    std::ranges::sort(rows_,
                      [](const Row& a, const Row& b) { return a.key != b.key ? a.key < b.key : a.begin < b.begin; });
    std::string out;
    out.reserve(bytes_.size());
    for (const Row& row : rows_) out.append(bytes_, row.begin, row.end - row.begin);
    return out;
  }

 private:
  struct Row {
    uint64_t key;
    uint32_t begin, end;
  };
  std::string bytes_;
  std::vector<Row> rows_;
};

}  // namespace sosie::generator
