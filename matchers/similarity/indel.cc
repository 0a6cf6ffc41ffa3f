// Longest common subsequences, one pair at a time: Hyyrö's bit vector over equality masks, up to 64 symbols in one
// word, beyond that in blocks (edit_blocks.cc). Everything else follows from the length of the subsequence.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/indel.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <bit>
#include <utility>

#include "matchers/similarity/common_ends.h"
#include "matchers/similarity/edit_blocks.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/metric_forms.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <typename Mask>
HWY_INLINE size_t LcsWithin(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  MaskArray<Mask, sizeof(Mask) * 8> equal;
  SymbolMasks(pattern, text, equal.masks);
  return lcs_from_masks(equal.masks, pattern.size(), text.size());
}

// The pattern is the longer text and has 1 to 64 symbols; the text has at least one.
size_t LcsShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  return pattern.size() <= 32 ? LcsWithin<uint32_t>(pattern, text) : LcsWithin<uint64_t>(pattern, text);
}

size_t LcsTiny(const ShortText& pattern, const ShortText& text) {
  MaskArray<uint16_t, ShortText::kMost> equal;
  SymbolMasks(pattern, text, equal.masks);
  return lcs_from_masks(equal.masks, pattern.size(), text.size());
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(LcsShort);
HWY_EXPORT(LcsTiny);

size_t different_lcs(const ShortText& a, const ShortText& b) { return HWY_DYNAMIC_DISPATCH(LcsTiny)(a, b); }

size_t different_lcs(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b) {
  return a.size() <= 64 ? HWY_DYNAMIC_DISPATCH(LcsShort)(a, b) : block_lcs(a, b);
}

size_t different_lcs(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b) {
  if (a.size() > 64) return block_lcs(a, b);
  uint64_t equal[64];
  for (size_t j = 0; j < b.size(); ++j) {
    equal[j] = 0;
    for (size_t i = 0; i < a.size(); ++i) equal[j] |= uint64_t{a[i] == b[j]} << i;
  }
  return lcs_from_masks(equal, a.size(), b.size());
}

struct Lcs {
  size_t length = 0;
  size_t a = 0;  ///< symbols of the texts
  size_t b = 0;
};

// Exact when at least `needed`; else it may be 0.
template <typename Text>
size_t lcs_length(Text a, Text b, size_t needed) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.size() < needed) return 0;
  const size_t ends = cut_common_ends(a, b);
  return ends + (b.empty() ? 0 : different_lcs(a, b));
}

Lcs lcs_of(std::string_view a, std::string_view b) {
  return with_text(a, b, [](const auto& left, const auto& right) {
    return Lcs{lcs_length(left, right, 0), left.size(), right.size()};
  });
}

MeasuredDistance lcs_measured(std::string_view a, std::string_view b) {
  const Lcs lcs = lcs_of(a, b);
  const size_t longest = std::max(lcs.a, lcs.b);
  return {longest - lcs.length, longest};
}

MeasuredDistance indel_measured(std::string_view a, std::string_view b) {
  const Lcs lcs = lcs_of(a, b);
  return {lcs.a + lcs.b - 2 * lcs.length, lcs.a + lcs.b};
}

}  // namespace

size_t lcs_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  const size_t length =
      with_text(a, b, [=](const auto& left, const auto& right) { return lcs_length(left, right, cutoff); });
  return length >= cutoff ? length : 0;
}
size_t lcs_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return distance_within(lcs_measured(a, b), cutoff);
}
double lcs_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance_within(lcs_measured(a, b), cutoff);
}
double lcs_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return normalized_similarity_from(lcs_measured(a, b), cutoff);
}

size_t indel_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return distance_within(indel_measured(a, b), cutoff);
}
size_t indel_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  return similarity_from(indel_measured(a, b), cutoff);
}
double indel_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance_within(indel_measured(a, b), cutoff);
}
double indel_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return normalized_similarity_from(indel_measured(a, b), cutoff);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
