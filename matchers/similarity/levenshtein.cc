// Edit distances, one pair at a time.
//
// Common ends are cut off first; names seldom leave more than a few symbols. What remains takes one of four ways:
// a Levenshtein cutoff of 1 or 2 leaves so few possible edits that each is tried; otherwise, up to 64 symbols, Myers'
// bit vector over equality masks (one word per symbol of the shorter text); longer texts with a small cutoff, a DP over
// the diagonal band that the cutoff allows; other long texts, Myers' vector in blocks (edit_blocks.cc). Optimal string
// alignment is the same recurrence with Hyyrö's term for the exchange of neighbours.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/levenshtein.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "matchers/similarity/common_ends.h"
#include "matchers/similarity/edit_blocks.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/pair_rule.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <EditKind kKind, typename Mask>
HWY_INLINE size_t EditsWithin(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  MaskArray<Mask, sizeof(Mask) * 8> equal;
  SymbolMasks(pattern, text, equal.masks);
  return edits_from_masks<kKind>(equal.masks, pattern.size(), text.size());
}

template <EditKind kKind>
HWY_INLINE size_t EditsTiny(const ShortText& pattern, const ShortText& text) {
  MaskArray<uint16_t, ShortText::kMost> equal;
  SymbolMasks(pattern, text, equal.masks);
  return edits_from_masks<kKind>(equal.masks, pattern.size(), text.size());
}

// The pattern is the longer text and has 1 to 64 symbols; the text has at least one.
template <EditKind kKind>
HWY_INLINE size_t EditsShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  if (pattern.size() <= 32) return EditsWithin<kKind, uint32_t>(pattern, text);
  return EditsWithin<kKind, uint64_t>(pattern, text);
}

size_t LevenshteinShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  return EditsShort<EditKind::levenshtein>(pattern, text);
}
size_t OsaShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  return EditsShort<EditKind::osa>(pattern, text);
}

size_t LevenshteinTiny(const ShortText& pattern, const ShortText& text) {
  return EditsTiny<EditKind::levenshtein>(pattern, text);
}
size_t OsaTiny(const ShortText& pattern, const ShortText& text) { return EditsTiny<EditKind::osa>(pattern, text); }

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(LevenshteinShort);
HWY_EXPORT(OsaShort);
HWY_EXPORT(LevenshteinTiny);
HWY_EXPORT(OsaTiny);

template <EditKind kKind>
size_t short_edits(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  if constexpr (kKind == EditKind::osa) return HWY_DYNAMIC_DISPATCH(OsaShort)(pattern, text);
  return HWY_DYNAMIC_DISPATCH(LevenshteinShort)(pattern, text);
}

template <EditKind kKind>
size_t short_edits(SymbolSpan<char32_t> pattern, SymbolSpan<char32_t> text) {
  uint64_t equal[64];
  for (size_t j = 0; j < text.size(); ++j) {
    equal[j] = 0;
    for (size_t i = 0; i < pattern.size(); ++i) equal[j] |= uint64_t{pattern[i] == text[j]} << i;
  }
  return edits_from_masks<kKind>(equal, pattern.size(), text.size());
}

template <EditKind kKind>
size_t short_edits(const ShortText& pattern, const ShortText& text) {
  if constexpr (kKind == EditKind::osa) return HWY_DYNAMIC_DISPATCH(OsaTiny)(pattern, text);
  return HWY_DYNAMIC_DISPATCH(LevenshteinTiny)(pattern, text);
}

// Whether `count` symbols of a from a_first on are those of b from b_first on.
template <typename Symbol>
bool same_part(SymbolSpan<Symbol> a, size_t a_first, SymbolSpan<Symbol> b, size_t b_first, size_t count) {
  return std::ranges::equal(a.subspan(a_first, count), b.subspan(b_first, count));
}

bool same_part(const ShortText& a, size_t a_first, const ShortText& b, size_t b_first, size_t count) {
  const ShortText::Bits part = (ShortText::Bits{1} << count * 8) - 1;
  return (((a.bits() >> a_first * 8) ^ (b.bits() >> b_first * 8)) & part) == 0;
}

// Levenshtein distance up to 2, else 3, of texts that differ at both ends. Both ends need an edit, so two edits must be
// one each, with nothing between them changed (mbleven, for this special case). a is not shorter than b, b is not
// empty.
template <typename Text>
size_t two_edits(const Text& a, const Text& b) {
  const size_t n = b.size();
  switch (a.size() - n) {
    case 0:
      if (n == 1) return 1;
      return same_part(a, 1, b, 1, n - 2) || same_part(a, 1, b, 0, n - 1) || same_part(a, 0, b, 1, n - 1) ? 2 : 3;
    case 1: return same_part(a, 1, b, 0, n - 1) || same_part(a, 1, b, 1, n - 1) ? 2 : 3;
    case 2: return same_part(a, 1, b, 0, n) ? 2 : 3;
    default: return 3;
  }
}

// Beyond this the blocks of Myers' vector are cheaper than a band of cells.
constexpr size_t kWidestBand = 8;

// Both texts differ at both ends, and a is not the shorter one.
template <EditKind kKind, typename Symbol>
size_t different_edits(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, size_t cutoff) {
  if (a.size() <= 64) return short_edits<kKind>(a, b);
  return cutoff <= kWidestBand ? banded_edits(kKind, a, b, cutoff) : block_edits(kKind, a, b);
}

template <EditKind kKind>
size_t different_edits(const ShortText& a, const ShortText& b, size_t) {
  return short_edits<kKind>(a, b);
}

template <EditKind kKind, typename Text>
size_t edits(Text a, Text b, size_t cutoff) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > cutoff) return cutoff + 1;
  cut_common_ends(a, b);
  if (b.empty()) return std::min(a.size(), cutoff + 1);
  if (cutoff == 0) return 1;
  if (kKind == EditKind::levenshtein && cutoff <= 2) return std::min(two_edits(a, b), cutoff + 1);
  return std::min(different_edits<kKind>(a, b, cutoff), cutoff + 1);
}

// Codes, like ASCII, leave out the byte that stands behind the end of a text in masks.
ShortText short_row(SymbolSpan<uint8_t> row) {
  return ShortText(std::string_view(reinterpret_cast<const char*>(row.data()), row.size()));
}

// The largest distance whose similarity can reach the cutoff, one to spare for rounding.
size_t distance_cutoff(size_t longest, double cutoff) {
  if (cutoff <= 0.0) return kNoCutoff;
  if (cutoff > 1.0) return 0;
  return static_cast<size_t>(std::ceil((1.0 - cutoff) * static_cast<double>(longest))) + 1;
}

template <EditKind kKind, typename Text>
double normalized(const Text& a, const Text& b, double cutoff) {
  const size_t longest = std::max(a.size(), b.size());
  double similarity = 1.0;
  if (longest > 0) {
    const size_t distance = edits<kKind>(a, b, distance_cutoff(longest, cutoff));
    similarity -= static_cast<double>(std::min(distance, longest)) / static_cast<double>(longest);
  }
  return similarity >= cutoff ? similarity : 0.0;
}

// The forms besides distance and normalized similarity.
template <EditKind kKind>
size_t similarity(std::string_view a, std::string_view b, size_t cutoff) {
  return with_text(a, b, [=](const auto& left, const auto& right) -> size_t {
    const size_t longest = std::max(left.size(), right.size());
    if (longest < cutoff) return 0;
    const size_t value = longest - std::min(longest, edits<kKind>(left, right, longest - cutoff));
    return value >= cutoff ? value : 0;
  });
}

template <EditKind kKind>
double normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return with_text(a, b, [=](const auto& left, const auto& right) {
    const size_t longest = std::max(left.size(), right.size());
    if (longest == 0) return 0.0 <= cutoff ? 0.0 : 1.0;
    const size_t distance = edits<kKind>(left, right, distance_cutoff(longest, 1.0 - cutoff));
    const double normalized = static_cast<double>(std::min(distance, longest)) / static_cast<double>(longest);
    return normalized <= cutoff ? normalized : 1.0;
  });
}

template <typename Symbol>
bool one_edit(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  const auto at = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  if (a.size() > b.size()) return std::ranges::equal(a.subspan(at + 1), b.subspan(at));
  if (at == a.size()) return true;
  if (std::ranges::equal(a.subspan(at + 1), b.subspan(at + 1))) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         std::ranges::equal(a.subspan(at + 2), b.subspan(at + 2));
}

// Behind the first difference, what one edit skips is shifted out, and the rests must be equal.
bool one_edit(const ShortText& a, const ShortText& b) {
  if (a.size() < b.size()) return one_edit(b, a);
  if (a.size() - b.size() > 1) return false;
  const size_t at = common_prefix(a, b);
  if (at == b.size()) return true;
  const ShortText::Bits left = a.bits() >> at * 8;
  const ShortText::Bits right = b.bits() >> at * 8;
  if (a.size() > b.size()) return left >> 8 == right;
  const auto exchanged = static_cast<uint16_t>(left >> 8 & 0xff) | static_cast<uint16_t>(left & 0xff) << 8;
  return left >> 8 == right >> 8 || (left >> 16 == right >> 16 && exchanged == static_cast<int>(right & 0xffff));
}

}  // namespace

size_t levenshtein_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return with_text(a, b, [=](auto left, auto right) { return edits<EditKind::levenshtein>(left, right, cutoff); });
}

double levenshtein_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_text(a, b, [=](auto left, auto right) { return normalized<EditKind::levenshtein>(left, right, cutoff); });
}

size_t osa_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return with_text(a, b, [=](auto left, auto right) { return edits<EditKind::osa>(left, right, cutoff); });
}

double osa_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_text(a, b, [=](auto left, auto right) { return normalized<EditKind::osa>(left, right, cutoff); });
}

size_t levenshtein_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  return similarity<EditKind::levenshtein>(a, b, cutoff);
}
double levenshtein_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance<EditKind::levenshtein>(a, b, cutoff);
}
size_t osa_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  return similarity<EditKind::osa>(a, b, cutoff);
}
double osa_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance<EditKind::osa>(a, b, cutoff);
}

size_t few_edits(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b, size_t cutoff) {
  return edits<EditKind::levenshtein>(a, b, cutoff);
}

void levenshtein_of_rows(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
                         size_t cutoff, double* measures) {
  const bool fit_registers = queries.length <= ShortText::kMost && values.length <= ShortText::kMost;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const SymbolSpan<uint8_t> query(queries.rows + candidates[i].query * queries.stride, queries.length);
    const SymbolSpan<uint8_t> value(values.rows + candidates[i].value * values.stride, values.length);
    const size_t distance = fit_registers ? edits<EditKind::levenshtein>(short_row(query), short_row(value), cutoff)
                                          : edits<EditKind::levenshtein>(query, value, cutoff);
    measures[i] = distance <= cutoff ? static_cast<double>(distance) : kNoHit;
  }
}

bool within_one_edit(std::string_view a, std::string_view b) {
  // A symbol has at most four bytes, and so does an edit.
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > 4) return false;
  return with_text(a, b, [](const auto& left, const auto& right) { return one_edit(left, right); });
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
