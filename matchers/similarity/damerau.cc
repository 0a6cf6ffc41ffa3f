// Rows instead of a matrix. A transposition that ends at cell (i, j) begins at the last row k whose symbol is b[j] and
// the last column l whose symbol is a[i]. It can only be cheaper than other edits when k or l is the neighbour; then
// its cost needs one older cell: of row k - 1 (kept per column), or of row i - 2 (kept per row).
#include "matchers/similarity/damerau.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "matchers/similarity/common_ends.h"
#include "matchers/similarity/metric_forms.h"

namespace sosie::matchers {
namespace {

// Memory for short texts on the stack.
template <typename T, size_t kOnStack>
class Scratch {
 public:
  explicit Scratch(size_t size) : heap_(size > kOnStack ? size : 0), data_(size > kOnStack ? heap_.data() : stack_) {}
  T* data() { return data_; }

 private:
  T stack_[kOnStack];
  std::vector<T> heap_;
  T* data_;
};

// The last row that holds a symbol; 0: none. Bytes by table, code points by their place among those of the text.
class LastRows8 {
 public:
  explicit LastRows8(SymbolSpan<uint8_t>) {}
  uint32_t& of(uint8_t symbol) { return rows_[symbol]; }

 private:
  std::array<uint32_t, 256> rows_ = {};
};

class LastRows32 {
 public:
  explicit LastRows32(SymbolSpan<char32_t> text) : symbols_(text.begin(), text.end()), rows_(text.size() + 1) {
    std::ranges::sort(symbols_);
  }
  uint32_t& of(char32_t symbol) {
    const auto found = std::ranges::lower_bound(symbols_, symbol);
    if (found == symbols_.end() || *found != symbol) return rows_.back() = 0;
    return rows_[static_cast<size_t>(found - symbols_.begin())];
  }

 private:
  std::vector<char32_t> symbols_;
  std::vector<uint32_t> rows_;
};

LastRows8 last_rows(SymbolSpan<uint8_t> text) { return LastRows8(text); }
LastRows32 last_rows(SymbolSpan<char32_t> text) { return LastRows32(text); }

template <typename Symbol>
size_t row_distance(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  const auto n = static_cast<uint32_t>(b.size());
  const auto far = static_cast<uint32_t>(std::max(a.size(), b.size()) + 1);
  Scratch<uint32_t, 256> memory(3 * (b.size() + 2));
  // Cell j of a row stands at j + 1: column -1 is far.
  uint32_t* row = memory.data();
  uint32_t* above = row + n + 2;
  uint32_t* const at_last_match = above + n + 2;  // of each column: the cell two to the left in the row above its match
  for (uint32_t j = 0; j < n + 2; ++j) {
    row[j] = j == 0 ? far : j - 1;
    above[j] = at_last_match[j] = far;
  }
  auto last_row = last_rows(a);
  for (uint32_t i = 1; i <= a.size(); ++i) {
    std::swap(row, above);  // `row` still holds row i - 2
    const Symbol symbol = a[i - 1];
    uint32_t last_column = 0;
    uint32_t two_above = row[1];  // cell (i - 2, j - 1)
    uint32_t before_match = far;  // cell (i - 2, l - 1)
    row[0] = far;
    row[1] = i;
    for (uint32_t j = 1; j <= n; ++j) {
      const bool same = symbol == b[j - 1];
      uint32_t cell = std::min({above[j] + (same ? 0u : 1u), row[j] + 1, above[j + 1] + 1});
      if (same) {
        last_column = j;
        at_last_match[j + 1] = above[j - 1];
        before_match = two_above;
      } else {
        const uint32_t k = last_row.of(b[j - 1]);
        if (last_column > 0 && j - last_column == 1) {
          cell = std::min(cell, at_last_match[j + 1] + (i - k));
        } else if (last_column > 0 && k > 0 && i - k == 1) {
          cell = std::min(cell, before_match + (j - last_column));
        }
      }
      two_above = row[j + 1];
      row[j + 1] = cell;
    }
    last_row.of(symbol) = i;
  }
  return row[n + 1];
}

template <typename Symbol>
size_t damerau(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  cut_common_ends(a, b);
  if (a.empty() || b.empty()) return a.size() + b.size();
  return row_distance(a, b);
}

MeasuredDistance measured(std::string_view a, std::string_view b) {
  return with_symbols(a, b, [](auto left, auto right) {
    return MeasuredDistance{damerau(left, right), std::max(left.size(), right.size())};
  });
}

}  // namespace

size_t damerau_levenshtein_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return distance_within(measured(a, b), cutoff);
}
size_t damerau_levenshtein_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  return similarity_from(measured(a, b), cutoff);
}
double damerau_levenshtein_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance_within(measured(a, b), cutoff);
}
double damerau_levenshtein_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return normalized_similarity_from(measured(a, b), cutoff);
}

}  // namespace sosie::matchers
