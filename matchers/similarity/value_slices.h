// Values as bit slices: a bit is a value, a word holds as many as a vector has bits, and all are tested at once against
// one query. Internal to this folder; joins and blocks are built on it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sosie::matchers {

/// Rows of codes (CodedValues) that become lanes.
struct SliceRows {
  const uint8_t* rows = nullptr;
  const uint8_t* bags = nullptr;  ///< laid out like the rows
  size_t stride = 16;
  size_t size = 0;
  size_t length = 0;  ///< of every row, in symbols
};

/// The symbol at position j of a query may have its partner at positions j - before to j + after of a value.
struct SliceReach {
  size_t before = 0;
  size_t after = 0;

  friend bool operator==(const SliceReach&, const SliceReach&) = default;
};

/// How many symbols of a query may have no partner within reach, by the length of the prefix that query and value have
/// in common (0 to 4); -1 when such a value never qualifies. Ascending: a longer prefix allows no fewer.
using MissLimits = std::array<int, 5>;

/// Lanes of a slice on the target that is chosen now: the bits of its vector.
size_t num_slice_lanes();

/// What bounds a pair first; what it leaves meets the other one.
enum class FirstBound : uint8_t {
  bags,   ///< symbols that both have, wherever they stand: for wide reaches
  reach,  ///< symbols of the query with an equal one within reach
};

/// Up to num_slice_lanes() values. The target must not change between build and filter.
class ValueSlices {
 public:
  struct Alphabet {
    size_t num_symbols = 0;      ///< codes of rows are below
    size_t num_bag_symbols = 0;  ///< codes of bags are below
  };
  /// Queries have at most as many symbols as the values. Keeps no reference to the rows.
  void build(const SliceRows& values, SliceReach reach, Alphabet alphabet);

  /// Lanes among 64 that a query has left; bit i is lane first_lane + i.
  struct Survivors {
    uint32_t query = 0;
    uint32_t first_lane = 0;
    uint64_t lanes = 0;
  };
  /// Writes the lanes within the limits for each of the queries to `out`, which has room for
  /// (num_queries + 1) * num_slice_lanes() / 64, and returns how many it wrote. Lanes without a value never survive.
  size_t filter(const SliceRows& queries, const MissLimits& limits, FirstBound first, Survivors* out) const;

  /// What the kernels read. Words stand behind one another: positions, then symbols, then the words of a vector.
  struct Tables {
    const uint64_t* absent = nullptr;      ///< [position of query][symbol]: lanes without the symbol within reach
    const uint64_t* absent_bag = nullptr;  ///< [symbol of bags]: lanes without it
    const uint64_t* prefix = nullptr;      ///< [0 to 3][symbol]: lanes that have the symbol at this position
    const uint64_t* lanes = nullptr;       ///< lanes with a value
    size_t num_symbols = 0;
  };

 private:
  struct alignas(64) CacheLine {
    std::array<uint64_t, 8> words;
  };
  std::vector<CacheLine> lines_;
  std::vector<CacheLine> positions_;  // [position of value][symbol], while tables are built
  Tables tables_;
};

}  // namespace sosie::matchers
