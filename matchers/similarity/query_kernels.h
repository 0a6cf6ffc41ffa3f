// One prepared ASCII text against others, compiled once per SIMD target. Internal to this folder; see text_query.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sosie::matchers {

/// Behind the end of a short text in registers stands this byte, which is no ASCII.
inline constexpr uint8_t kPadding = 0x80;

/// What depends on a query alone. Without positions (not ASCII, or empty) only the text is set.
struct QueryText {
  std::string_view text;
  size_t num_words = 0;             ///< of 64 positions each
  std::vector<uint64_t> positions;  ///< [symbol][word], a row for each byte
  /// Which symbols occur: bit symbol / 16 of byte symbol % 16.
  std::array<uint8_t, 16> symbols = {};
  uint64_t rows = 0;        ///< a bit per symbol of the last word
  uint32_t first_four = 0;  ///< bytes of the text, behind its end such as no text and no padding has

  /// `text` must outlive this.
  explicit QueryText(std::string_view text);
};

/// The metrics of TextQuery, by its contracts, for any text.
struct QueryKernels {
  size_t (*levenshtein_distance)(const QueryText&, std::string_view, size_t cutoff);
  size_t (*osa_distance)(const QueryText&, std::string_view, size_t cutoff);
  size_t (*lcs_similarity)(const QueryText&, std::string_view, size_t cutoff);
  size_t (*indel_distance)(const QueryText&, std::string_view, size_t cutoff);
  double (*indel_normalized_similarity)(const QueryText&, std::string_view, double cutoff);
  double (*jaro_similarity)(const QueryText&, std::string_view, double cutoff);
  double (*jaro_winkler_similarity)(const QueryText&, std::string_view, double cutoff);
};

/// The best ones for the query on the target that is chosen now.
const QueryKernels& query_kernels(const QueryText& query);

}  // namespace sosie::matchers
