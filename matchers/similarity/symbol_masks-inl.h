// Equality masks of two short texts, compiled once per SIMD target: the input of every bit-parallel string kernel.
// For inclusion below hwy/foreach_target.h only.
#if defined(SOSIE_SYMBOL_MASKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_SYMBOL_MASKS_INL_H_
#undef SOSIE_SYMBOL_MASKS_INL_H_
#else
#define SOSIE_SYMBOL_MASKS_INL_H_
#endif

#include <hwy/highway.h>

#include "matchers/similarity/symbols.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

// Sets bit i of masks[j] when pattern[i] == text[j]. Mask is as wide as the longest pattern; bits beyond the pattern
// are set when text[j] is 0, so callers mask them.
template <typename Mask>
HWY_INLINE void SymbolMasks(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, Mask* HWY_RESTRICT masks) {
  for (size_t j = 0; j < text.size(); ++j) {
    Mask mask = 0;
    for (size_t i = 0; i < pattern.size(); ++i) mask = static_cast<Mask>(mask | Mask{pattern[i] == text[j]} << i);
    masks[j] = mask;
  }
}

#else

// Up to 16 bytes come from registers: writing them to memory first would stall the vector load behind narrow stores.
HWY_INLINE hn::Vec<hn::FixedTag<uint8_t, 16> > LoadUpTo16(const uint8_t* bytes, size_t size) {
  const hn::FixedTag<uint64_t, 2> words;
  const auto* text = reinterpret_cast<const char*>(bytes);
  uint64_t low, high = 0;
  if (size <= 8) {
    low = load_short_text(text, size);
  } else {
    low = load_short_text(text, 8);
    high = load_short_text(text + size - 8, 8) >> ((16 - size) * 8);
  }
  return hn::BitCast(hn::FixedTag<uint8_t, 16>(),
                     hn::InterleaveLower(words, hn::Set(words, low), hn::Set(words, high)));
}

// As above, with the pattern in vectors.
template <typename Mask>
HWY_INLINE void SymbolMasks(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, Mask* HWY_RESTRICT masks) {
  constexpr size_t kBits = sizeof(Mask) * 8;
  const hn::CappedTag<uint8_t, kBits> d;
  const size_t lanes = hn::Lanes(d);
  alignas(64) uint8_t padded[kBits];
  for (size_t i = 0; i < kBits; i += 16) {
    const hn::FixedTag<uint8_t, 16> d16;
    const size_t left = pattern.size() > i ? HWY_MIN(pattern.size() - i, size_t{16}) : 0;
    hn::Store(LoadUpTo16(pattern.data() + i, left), d16, padded + i);
  }
  for (size_t j = 0; j < text.size(); ++j) {
    const auto symbol = hn::Set(d, text[j]);
    for (size_t i = 0; i < kBits; i += lanes) {
      hn::StoreMaskBits(d, hn::Load(d, padded + i) == symbol, reinterpret_cast<uint8_t*>(masks + j) + i / 8);
    }
  }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#endif
