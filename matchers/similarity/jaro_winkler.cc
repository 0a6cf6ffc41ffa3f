// Jaro and Jaro-Winkler, one pair at a time.
//
// Up to 64 symbols the longer text lies in one vector; comparing it with each symbol of the shorter one gives a mask of
// equal positions, and the greedy assignment becomes bit arithmetic on these masks: a few operations per symbol instead
// of a scan of the window. Nothing is set up or cleared per pair, which is what a table of masks by symbol would cost.
// Longer texts, and code points above 64 symbols, take the sorting way of jaro_long.cc. For one value against many,
// bit-slicing is faster than any of this.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/jaro_winkler.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "matchers/similarity/jaro_counts.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <typename Mask>
HWY_INLINE double JaroWithin(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, JaroRequest request) {
  Mask equal[sizeof(Mask) * 8];
  SymbolMasks(pattern, text, equal);
  return jaro_from_masks(equal, pattern.size(), text.size(), request);
}

// The pattern is the longer text and has 1 to 64 symbols; the text has at least one.
double JaroShort(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, JaroRequest request) {
  if (pattern.size() <= 16) return JaroWithin<uint16_t>(pattern, text, request);
  if (pattern.size() <= 32) return JaroWithin<uint32_t>(pattern, text, request);
  return JaroWithin<uint64_t>(pattern, text, request);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(JaroShort);

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
  return jaro_from_masks(equal, pattern.size(), text.size(), request);
}

template <typename Symbol>
double jaro(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, JaroRequest request) {
  if (a.empty() || b.empty()) {
    const double score = a.size() == b.size() ? 1.0 : 0.0;
    return score >= request.cutoff ? score : 0.0;
  }
  if (a.size() < b.size()) std::swap(a, b);
  if (!can_reach(a.size(), b.size(), b.size(), request)) return 0.0;
  if (a.size() <= 64) return short_jaro(a, b, request);
  const double score = winkler_boost(jaro_score(a.size(), b.size(), long_jaro_counts(a, b)), request.prefix);
  return score >= request.cutoff ? score : 0.0;
}

template <typename Symbol>
double jaro_winkler_of(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b, double cutoff) {
  const size_t longest = std::min({a.size(), b.size(), size_t{4}});
  size_t prefix = 0;
  while (prefix < longest && a[prefix] == b[prefix]) ++prefix;
  return jaro(a, b, {.prefix = prefix, .cutoff = cutoff});
}

}  // namespace

double jaro_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_symbols(a, b, [=](auto left, auto right) { return jaro(left, right, {.prefix = 0, .cutoff = cutoff}); });
}

double jaro_winkler_similarity(std::string_view a, std::string_view b, double cutoff) {
  return with_symbols(a, b, [=](auto left, auto right) { return jaro_winkler_of(left, right, cutoff); });
}

double jaro_winkler_similarity_ascii(std::string_view a, std::string_view b, double cutoff) {
  return jaro_winkler_of(ascii_symbols(a), ascii_symbols(b), cutoff);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
