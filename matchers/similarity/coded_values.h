// A column's distinct values as rows of small symbol codes, ordered by length and text: what bit-sliced kernels read.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sosie::matchers {

/// Values of 1 to kLongest symbols over the column's most frequent symbols become rows of codes, one byte a symbol; the
/// frequent symbol has the small code. The others (empty, longer, or with a rare symbol) are `loose`: kernels
/// take their code points, with the same result. Values are UTF-8; a stray byte is a symbol of its own.
///
/// Beside its row a value has its `bag`: the same symbols, but each occurrence of a symbol has a code of its own, as
/// far as there are codes; occurrences from the fourth on share one. So a value holds a symbol n times exactly when its
/// bag has the code of the n-th occurrence, for n up to 4.
///
/// Rows stand in order of length, then of codes, so that neighbours are alike. `position` counts rows in this order.
/// Keeps views of the values, which must outlive it; 32 bytes a value (128 above 16 symbols) are its own. At most
/// 2^32 - 1 values. Const use from many threads.
class CodedValues {
 public:
  static constexpr size_t kLongest = 63;
  static constexpr size_t kMostSymbols = 254;
  /// Stands behind the end of a row. No symbol has this code.
  static constexpr uint8_t kBehind = 0xff;

  explicit CodedValues(std::span<const std::string_view> values);

  std::span<const std::string_view> values() const { return values_; }
  /// Codes are below this number.
  size_t num_symbols() const { return num_symbols_; }

  /// Codes in bags are below this number.
  size_t num_bag_symbols() const { return num_bag_symbols_; }

  /// Rows of one length stand together.
  struct Run {
    uint32_t first = 0;  ///< position of the first one
    uint32_t size = 0;   ///< how many
    size_t width = 16;   ///< bytes of a row: 16 or 64, never less than the length
    size_t stride = 32;  ///< bytes from one row to the next
    size_t first_byte = 0;
  };
  const Run& run(size_t length) const { return runs_[length]; }
  /// The row at `index` of the run of `length`; its bag stands behind it. `width` bytes each.
  const uint8_t* row(size_t length, size_t index) const {
    return rows_.data() + runs_[length].first_byte + index * runs_[length].stride;
  }
  const uint8_t* bag(size_t length, size_t index) const { return row(length, index) + runs_[length].width; }
  /// Index in values() of the row at `position`.
  uint32_t value_at(size_t position) const { return order_[position]; }
  /// Where the row of a value stands; length 0: it is loose.
  struct Place {
    uint32_t length = 0;
    uint32_t index = 0;
  };
  Place place_of(uint32_t value) const { return places_[value]; }
  /// Indices of the values that have no row, ascending.
  std::span<const uint32_t> loose() const { return loose_; }

 private:
  std::vector<std::string_view> values_;
  size_t num_symbols_ = 0;
  size_t num_bag_symbols_ = 0;
  std::array<Run, kLongest + 1> runs_;
  std::vector<uint8_t> rows_;
  std::vector<uint32_t> order_;
  std::vector<Place> places_;
  std::vector<uint32_t> loose_;
};

}  // namespace sosie::matchers
