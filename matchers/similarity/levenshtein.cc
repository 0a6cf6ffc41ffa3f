// Edit distances, one pair at a time.
//
// Common ends are cut off first; names seldom leave more than a few symbols. What remains takes one of three ways:
// up to 64 symbols, Myers' bit vector over equality masks (one word per symbol of the shorter text); longer texts with
// a small cutoff, a DP over the diagonal band that the cutoff allows; other long texts, Myers' vector in blocks
// (edit_blocks.cc). Optimal string alignment is the same recurrence with Hyyrö's term for the exchange of neighbours.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/levenshtein.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "matchers/similarity/edit_blocks.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <EditKind kKind, typename Mask>
HWY_INLINE size_t EditsWithin(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  Mask equal[sizeof(Mask) * 8];
  SymbolMasks(pattern, text, equal);
  return edits_from_masks<kKind>(equal, pattern.size(), text.size());
}

// The pattern is the longer text and has 1 to 64 symbols; the text has at least one.
template <EditKind kKind>
HWY_INLINE size_t EditsShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  if (pattern.size() <= 16) return EditsWithin<kKind, uint16_t>(pattern, text);
  if (pattern.size() <= 32) return EditsWithin<kKind, uint32_t>(pattern, text);
  return EditsWithin<kKind, uint64_t>(pattern, text);
}

size_t LevenshteinShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  return EditsShort<EditKind::levenshtein>(pattern, text);
}
size_t OsaShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text) {
  return EditsShort<EditKind::osa>(pattern, text);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(LevenshteinShort);
HWY_EXPORT(OsaShort);

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

template <typename Symbol>
void cut_common_ends(SymbolSpan<Symbol>& a, SymbolSpan<Symbol>& b) {
  const auto prefix = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a = a.subspan(prefix);
  b = b.subspan(prefix);
  const auto suffix = static_cast<size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  a = a.first(a.size() - suffix);
  b = b.first(b.size() - suffix);
}

// Beyond this the blocks of Myers' vector are cheaper than a band of cells.
constexpr size_t kWidestBand = 8;

template <EditKind kKind, typename Symbol>
size_t edits(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, size_t cutoff) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > cutoff) return cutoff + 1;
  cut_common_ends(a, b);
  size_t distance = a.size();
  if (!b.empty()) {
    if (cutoff == 0) return 1;
    if (a.size() <= 64) {
      distance = short_edits<kKind>(a, b);
    } else if (cutoff <= kWidestBand) {
      distance = banded_edits(kKind, a, b, cutoff);
    } else {
      distance = block_edits(kKind, a, b);
    }
  }
  return std::min(distance, cutoff + 1);
}

// The largest distance whose similarity can reach the cutoff, one to spare for rounding.
size_t distance_cutoff(size_t longest, double cutoff) {
  if (cutoff <= 0.0) return kNoCutoff;
  if (cutoff > 1.0) return 0;
  return static_cast<size_t>(std::ceil((1.0 - cutoff) * static_cast<double>(longest))) + 1;
}

template <EditKind kKind, typename Symbol>
double normalized(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, double cutoff) {
  const size_t longest = std::max(a.size(), b.size());
  double similarity = 1.0;
  if (longest > 0) {
    const size_t distance = edits<kKind>(a, b, distance_cutoff(longest, cutoff));
    similarity -= static_cast<double>(std::min(distance, longest)) / static_cast<double>(longest);
  }
  return similarity >= cutoff ? similarity : 0.0;
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

}  // namespace

size_t levenshtein_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return with_symbols(a, b, [=](auto left, auto right) { return edits<EditKind::levenshtein>(left, right, cutoff); });
}

double levenshtein_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_symbols(a, b,
                      [=](auto left, auto right) { return normalized<EditKind::levenshtein>(left, right, cutoff); });
}

size_t osa_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return with_symbols(a, b, [=](auto left, auto right) { return edits<EditKind::osa>(left, right, cutoff); });
}

double osa_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_symbols(a, b, [=](auto left, auto right) { return normalized<EditKind::osa>(left, right, cutoff); });
}

bool within_one_edit(std::string_view a, std::string_view b) {
  return with_symbols(a, b, [](auto left, auto right) { return one_edit(left, right); });
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
