// One text against a block of values at once, by the metrics of text_query.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sosie::matchers {

/// Values side by side in the lanes of vectors: 16 bits each when all have at most 16 symbols, else 32 or 64. Values
/// that are not ASCII or longer than kLongest, and queries that are, take the functions of two texts, with the same
/// result.
///
/// Exact for every value; where only pairs above a level matter, value_block.h and value_join.h are faster. 256 bytes
/// of masks for each value of up to 16 symbols, 512 or 1,024 for longer ones. The values must outlive it. Const use is
/// thread-safe. Results stand in the order of the values.
class TextBlock {
 public:
  static constexpr size_t kLongest = 64;

  explicit TextBlock(std::span<const std::string_view> values);

  size_t size() const { return values_.size(); }
  /// What `out` has room for; the first size() are results.
  size_t num_results() const { return lanes_.num_lanes; }

  void levenshtein_distance(std::string_view query, std::span<uint32_t> out) const;
  void osa_distance(std::string_view query, std::span<uint32_t> out) const;
  void lcs_similarity(std::string_view query, std::span<uint32_t> out) const;
  void indel_distance(std::string_view query, std::span<uint32_t> out) const;
  void indel_normalized_similarity(std::string_view query, std::span<double> out) const;
  void jaro_similarity(std::string_view query, std::span<double> out) const;
  void jaro_winkler_similarity(std::string_view query, std::span<double> out) const;

  /// What the kernels read. Internal to this folder.
  struct Lanes {
    size_t num_lanes = 0;              ///< a multiple of the longest vector
    size_t lane_bytes = 2;             ///< 2, 4 or 8
    std::vector<uint64_t> positions;   ///< [symbol][lane]: where the value has the symbol
    std::vector<uint64_t> rows;        ///< [lane]: a bit per symbol of the value
    std::vector<uint8_t> sizes;        ///< [lane]
    std::vector<uint32_t> first_four;  ///< [lane]: bytes of the value, 0x80 behind its end
  };

 private:
  /// Fills `out` by the kernel, and by the pair function where there is no lane.
  template <typename Result, typename Kernel, typename Pair>
  void fill(std::string_view query, std::span<Result> out, Kernel&& kernel, Pair&& pair) const;

  std::vector<std::string_view> values_;
  std::vector<uint32_t> others_;  ///< values that have no lane of their own
  Lanes lanes_;
};

}  // namespace sosie::matchers
