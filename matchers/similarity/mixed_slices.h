// Bit slices of values of different lengths: a block's form of value_slices.h. Internal to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matchers/similarity/value_slices.h"

namespace sosie::matchers {

/// Lanes of different lengths, so that limits differ by lane; bounded by bags alone.
class MixedSlices {
 public:
  /// `runs` of rows in ascending length fill the lanes one after the other, num_slice_lanes() at most.
  void build(std::span<const SliceRows> runs, ValueSlices::Alphabet alphabet);

  /// Sets the limits for queries to come: limits[r] for the lanes of run r.
  void set_limits(std::span<const SliceRows> runs, std::span<const MissLimits> limits);
  /// Writes the lanes of `query` within their limits to `out`, num_slice_lanes() bits.
  void filter(const SliceRows& query, uint64_t* out) const;

  struct Tables {
    const uint64_t* absent_bag = nullptr;
    const uint64_t* prefix = nullptr;
    /// [prefix][limit]: lanes that have just this limit with this prefix.
    const uint64_t* limited = nullptr;
    size_t num_symbols = 0;
    std::array<int, 5> most = {};   ///< the largest limit with a prefix of at most so many symbols
    std::array<int, 5> first = {};  ///< limits that occur with a prefix: first to last
    std::array<int, 5> last = {};
  };

 private:
  struct alignas(64) CacheLine {
    std::array<uint64_t, 8> words;
  };
  std::vector<CacheLine> lines_;
  std::vector<CacheLine> limited_;
  Tables tables_;
};

}  // namespace sosie::matchers
