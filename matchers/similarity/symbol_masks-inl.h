// Equality masks of two short texts, compiled once per SIMD target: the input of every bit-parallel string kernel.
// For inclusion below hwy/foreach_target.h only.
#if defined(SOSIE_SYMBOL_MASKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_SYMBOL_MASKS_INL_H_
#undef SOSIE_SYMBOL_MASKS_INL_H_
#else
#define SOSIE_SYMBOL_MASKS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstring>

#include "matchers/similarity/symbols.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Masks of up to kSize symbols. Highway may write eight bytes for a mask of fewer: the next mask overwrites what was
// written too much, and behind the last one there is room for it.
template <typename Mask, size_t kSize>
struct MaskArray {
  Mask masks[kSize + 8 / sizeof(Mask)];
};

// Sets bit i of masks[j] when pattern[i] == text[j]. Bits beyond the pattern are arbitrary: callers mask them. Mask is
// as wide as the longest pattern.
template <typename Mask>
HWY_INLINE void SymbolMasks(SymbolSpan<uint8_t> pattern, SymbolSpan<uint8_t> text, Mask* HWY_RESTRICT masks) {
#if HWY_TARGET == HWY_SCALAR
  for (size_t j = 0; j < text.size(); ++j) {
    Mask mask = 0;
    for (size_t i = 0; i < pattern.size(); ++i) mask = static_cast<Mask>(mask | Mask{pattern[i] == text[j]} << i);
    masks[j] = mask;
  }
#else
  constexpr size_t kBits = sizeof(Mask) * 8;
  const hn::CappedTag<uint8_t, kBits> d;
  alignas(64) uint8_t padded[kBits] = {};
  std::memcpy(padded, pattern.data(), pattern.size());
  for (size_t j = 0; j < text.size(); ++j) {
    const auto symbol = hn::Set(d, text[j]);
    for (size_t i = 0; i < kBits; i += hn::Lanes(d)) {
      hn::StoreMaskBits(d, hn::Load(d, padded + i) == symbol, reinterpret_cast<uint8_t*>(masks + j) + i / 8);
    }
  }
#endif
}

// The same for ASCII texts of up to 16 symbols. Masks are written by fours, since a loop that stops in fewer places is
// easier to predict; those behind the text are 0 within the pattern.
HWY_INLINE void SymbolMasks(const ShortText& pattern, const ShortText& text, uint16_t* HWY_RESTRICT masks) {
  // Behind the text stand bytes that no ASCII pattern holds.
  const ShortText::Bits none = text.size() < ShortText::kMost ? ~ShortText::Bits{0} << text.size() * 8 : 0;
  const ShortText::Bits padded = text.bits() | none;
  alignas(16) uint8_t symbols[16];
  std::memcpy(symbols, &padded, 16);
#if HWY_TARGET == HWY_SCALAR
  alignas(16) uint8_t letters[16];
  const ShortText::Bits bits = pattern.bits();
  std::memcpy(letters, &bits, 16);
  SymbolMasks(SymbolSpan<uint8_t>(letters, pattern.size()), SymbolSpan<uint8_t>(symbols, (text.size() + 3) / 4 * 4),
              masks);
#else
  // From registers: a vector load would have to wait for the narrow stores before it.
  const hn::FixedTag<uint64_t, 2> words;
  const hn::FixedTag<uint8_t, 16> d;
  const auto letters =
      hn::BitCast(d, hn::InterleaveLower(words, hn::Set(words, pattern.low()), hn::Set(words, pattern.high())));
  for (size_t j = 0; j < ShortText::kMost && j < text.size(); j += 4) {
    for (size_t k = j; k < j + 4; ++k) {
      hn::StoreMaskBits(d, letters == hn::Set(d, symbols[k]), reinterpret_cast<uint8_t*>(masks + k));
    }
  }
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#endif
