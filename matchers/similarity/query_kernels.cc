// One prepared ASCII text against others, one after the other: the table of positions by symbol is made once, and what
// remains per text is a chain of bit operations that waits for itself. So each kernel is written for the shortest
// chain, for loops whose ends can be predicted (texts of names are read by fours, with padding that costs nothing), and
// for early ends: with a cutoff, the symbols of a text that the query has are counted by two shuffles per 16 of them
// before anything else is done.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/query_kernels.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/metric_forms.h"
#include "matchers/similarity/query_edits-inl.h"
#include "matchers/similarity/query_jaro-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
// Without vectors of 16 bytes the functions of two texts do as well.
const QueryKernels* Kernels() { return nullptr; }
#else

size_t LevenshteinDistance(const QueryText& query, std::string_view text, size_t cutoff) {
  return EditsFrom<EditKind::levenshtein>(query, text, cutoff);
}
size_t OsaDistance(const QueryText& query, std::string_view text, size_t cutoff) {
  return EditsFrom<EditKind::osa>(query, text, cutoff);
}

size_t LcsSimilarity(const QueryText& query, std::string_view text, size_t cutoff) {
  const size_t length = LcsLengthOf(query, text);
  if (length == kNotAscii) return lcs_similarity(query.text, text, cutoff);
  return length >= cutoff ? length : 0;
}

size_t IndelDistance(const QueryText& query, std::string_view text, size_t cutoff) {
  const size_t length = LcsLengthOf(query, text);
  if (length == kNotAscii) return indel_distance(query.text, text, cutoff);
  const size_t all = query.text.size() + text.size();
  return distance_within({all - 2 * length, all}, cutoff);
}

double IndelNormalizedSimilarity(const QueryText& query, std::string_view text, double cutoff) {
  const size_t length = LcsLengthOf(query, text);
  if (length == kNotAscii) return indel_normalized_similarity(query.text, text, cutoff);
  const size_t all = query.text.size() + text.size();
  return normalized_similarity_from({all - 2 * length, all}, cutoff);
}

double JaroSimilarity(const QueryText& query, std::string_view text, double cutoff) {
  return JaroFrom<false>(query, text, cutoff);
}
double JaroWinklerSimilarity(const QueryText& query, std::string_view text, double cutoff) {
  return JaroFrom<true>(query, text, cutoff);
}

const QueryKernels* Kernels() {
  static constexpr QueryKernels kKernels = {
      .levenshtein_distance = LevenshteinDistance,
      .osa_distance = OsaDistance,
      .lcs_similarity = LcsSimilarity,
      .indel_distance = IndelDistance,
      .indel_normalized_similarity = IndelNormalizedSimilarity,
      .jaro_similarity = JaroSimilarity,
      .jaro_winkler_similarity = JaroWinklerSimilarity,
  };
  return &kKernels;
}

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(Kernels);

// For queries without positions: the functions of two texts.
template <auto kMetric>
auto of_pair(const QueryText& query, std::string_view text, auto cutoff) {
  return kMetric(query.text, text, cutoff);
}

constexpr QueryKernels kPairKernels = {
    .levenshtein_distance = of_pair<levenshtein_distance>,
    .osa_distance = of_pair<osa_distance>,
    .lcs_similarity = of_pair<lcs_similarity>,
    .indel_distance = of_pair<indel_distance>,
    .indel_normalized_similarity = of_pair<indel_normalized_similarity>,
    .jaro_similarity = of_pair<jaro_similarity>,
    .jaro_winkler_similarity = of_pair<jaro_winkler_similarity>,
};

}  // namespace

QueryText::QueryText(std::string_view t) : text(t) {
  if (text.empty() || !is_ascii(text)) return;
  num_words = (text.size() + 63) / 64;
  positions.resize(256 * num_words);
  for (size_t i = 0; i < text.size(); ++i) {
    const auto symbol = static_cast<uint8_t>(text[i]);
    positions[symbol * num_words + i / 64] |= uint64_t{1} << i % 64;
    symbols[symbol % 16] = static_cast<uint8_t>(symbols[symbol % 16] | 1 << symbol / 16);
  }
  // The query goes on with padding, as texts in registers do.
  if (text.size() < 64) positions[kPadding] = ~uint64_t{0} << text.size();
  rows = ~uint64_t{0} >> (num_words * 64 - text.size());
  const size_t first = std::min<size_t>(text.size(), 4);
  first_four = static_cast<uint32_t>(load_short_text(text.data(), first) | ~uint64_t{0} << first * 8);
}

const QueryKernels& query_kernels(const QueryText& query) {
  const QueryKernels* const kernels = query.num_words > 0 ? HWY_DYNAMIC_DISPATCH(Kernels)() : nullptr;
  return kernels != nullptr ? *kernels : kPairKernels;
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
