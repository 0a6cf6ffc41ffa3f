// All pairs inside a block of records, by level of Jaro-Winkler similarity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "matchers/similarity/coded_values.h"

namespace sosie::matchers {

/// Two places of a block whose values are alike, left < right.
struct BlockHit {
  uint32_t left = 0;
  uint32_t right = 0;
  uint32_t level = 0;  ///< how many of the levels the similarity reaches; at least 1
  double similarity = 0.0;

  friend bool operator==(const BlockHit&, const BlockHit&) = default;
};

class BlockLevels;

/// Compares the values of a block with one another. Made once per column and thread, used for any number of blocks.
///
/// A query meets as many places of the block at once as a vector has bits; counting which symbols they share leaves few
/// pairs above the lowest level, and these are scored exactly: similarities are those of jaro_winkler_similarity, and
/// levels agree with them to the last bit. Worth it from some 30 values on; below, compare pairs.
///
/// Keeps a reference to the values. Not thread-safe: it owns the working memory of a block.
class ValueBlock {
 public:
  /// `levels`: ascending, 1 to 8 of them, each in (0, 1].
  ValueBlock(const CodedValues& values, std::span<const double> levels);
  ValueBlock(ValueBlock&&) noexcept;
  ~ValueBlock();

  /// Appends the pairs that reach the lowest level, in no particular order that survives a change of the SIMD target.
  /// `block`: indices into CodedValues::values(), at most 2^32 - 1; a value may stand in several places.
  void find_pairs(std::span<const uint32_t> block, std::vector<BlockHit>& hits);

 private:
  std::unique_ptr<BlockLevels> levels_;
};

}  // namespace sosie::matchers
