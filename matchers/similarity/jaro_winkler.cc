// Jaro and Jaro-Winkler, one pair at a time.
//
// Up to 64 symbols the longer text lies in vectors; comparing it with each symbol of the shorter one gives a mask of
// equal positions, and the greedy assignment becomes bit arithmetic on these masks: a few operations per symbol instead
// of a scan of the window. Nothing is set up or cleared per pair, which is what a table of masks by symbol would cost.
// Longer ASCII texts take
// the windows of several words of a prepared query; code points above 64 symbols, and what is longer still, the sorting
// way of jaro_long.cc. For one value against many,
// bit-slicing is faster than any of this.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/jaro_winkler.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "matchers/similarity/jaro_counts.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/query_jaro-inl.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <typename Mask>
HWY_INLINE double JaroWithin(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, JaroRequest request) {
  MaskArray<Mask, sizeof(Mask) * 8> equal;
  SymbolMasks(pattern, text, equal.masks);
  return jaro_from_masks<1>(equal.masks, pattern.size(), text.size(), request);
}

// The pattern is the longer text; the text has at least one symbol. Both are ASCII.
double JaroTiny(const ShortText& pattern, const ShortText& text, JaroRequest request) {
  MaskArray<uint16_t, ShortText::kMost> equal;
  SymbolMasks(pattern, text, equal.masks);
  return jaro_from_masks<4>(equal.masks, pattern.size(), text.size(), request);
}

// The pattern is the longer text and has 1 to 64 symbols; the text has at least one.
double JaroShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, JaroRequest request) {
  if (pattern.size() <= 32) return JaroWithin<uint32_t>(pattern, text, request);
  return JaroWithin<uint64_t>(pattern, text, request);
}

// Both are ASCII and have at most kMostInWords symbols.
double JaroInWindows(std::string_view pattern, std::string_view text, JaroRequest request) {
#if HWY_TARGET == HWY_SCALAR
  return finished_score(
      jaro_score(pattern.size(), text.size(), long_jaro_counts(ascii_symbols(pattern), ascii_symbols(text))), request);
#else
  return JaroOfLong(QueryText(pattern), text, request);
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(JaroTiny);
HWY_EXPORT(JaroShort);
HWY_EXPORT(JaroInWindows);

double short_jaro(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, JaroRequest request) {
  return HWY_DYNAMIC_DISPATCH(JaroShort)(pattern, text, request);
}

double short_jaro(SymbolSpan<char32_t> pattern, SymbolSpan<char32_t> text, JaroRequest request) {
  uint64_t equal[64];
  for (size_t j = 0; j < text.size(); ++j) {
    uint64_t mask = 0;
    for (size_t i = 0; i < pattern.size(); ++i) mask |= uint64_t{pattern[i] == text[j]} << i;
    equal[j] = mask;
  }
  return jaro_from_masks<1>(equal, pattern.size(), text.size(), request);
}

// Beyond this sorting is cheaper than windows of many words.
constexpr size_t kMostInWindows = 256;

std::string_view text_of(SymbolSpan<uint8_t> symbols) {
  return {reinterpret_cast<const char*>(symbols.data()), symbols.size()};
}

double long_jaro(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b, JaroRequest request) {
  if (a.size() <= kMostInWindows) return HWY_DYNAMIC_DISPATCH(JaroInWindows)(text_of(a), text_of(b), request);
  return finished_score(jaro_score(a.size(), b.size(), long_jaro_counts(a, b)), request);
}

double long_jaro(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b, JaroRequest request) {
  return finished_score(jaro_score(a.size(), b.size(), long_jaro_counts(a, b)), request);
}

double empty_jaro(size_t a, size_t b, double cutoff) {
  const double score = a == b ? 1.0 : 0.0;
  return score >= cutoff ? score : 0.0;
}

template <typename Symbol>
double jaro(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, JaroRequest request) {
  if (a.empty() || b.empty()) return empty_jaro(a.size(), b.size(), request.cutoff);
  if (a.size() < b.size()) std::swap(a, b);
  if (!can_reach(a.size(), b.size(), b.size(), request)) return 0.0;
  if (a.size() <= 64) return short_jaro(a, b, request);
  return long_jaro(a, b, request);
}

double jaro(const ShortText& a, const ShortText& b, JaroRequest request) {
  if (a.empty() || b.empty()) return empty_jaro(a.size(), b.size(), request.cutoff);
  const bool in_order = a.size() >= b.size();
  const ShortText& pattern = in_order ? a : b;
  const ShortText& text = in_order ? b : a;
  if (!can_reach(pattern.size(), text.size(), text.size(), request)) return 0.0;
  return HWY_DYNAMIC_DISPATCH(JaroTiny)(pattern, text, request);
}

constexpr size_t kLongestPrefix = 4;

template <typename Symbol>
size_t winkler_prefix(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  const size_t longest = std::min({a.size(), b.size(), kLongestPrefix});
  size_t prefix = 0;
  while (prefix < longest && a[prefix] == b[prefix]) ++prefix;
  return prefix;
}

size_t winkler_prefix(const ShortText& a, const ShortText& b) { return std::min(common_prefix(a, b), kLongestPrefix); }

template <typename Text>
double jaro_winkler_of(const Text& a, const Text& b, double cutoff) {
  return jaro(a, b, {.prefix = winkler_prefix(a, b), .cutoff = cutoff});
}

}  // namespace

double jaro_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_text(
      a, b, [=](const auto& left, const auto& right) { return jaro(left, right, {.prefix = 0, .cutoff = cutoff}); });
}

double jaro_winkler_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_text(a, b, [=](const auto& left, const auto& right) { return jaro_winkler_of(left, right, cutoff); });
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
