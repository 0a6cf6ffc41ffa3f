// How the kernels of a prepared query read a text. For inclusion below hwy/foreach_target.h only.
#if defined(SOSIE_QUERY_TEXT_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_QUERY_TEXT_INL_H_
#undef SOSIE_QUERY_TEXT_INL_H_
#else
#define SOSIE_QUERY_TEXT_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "matchers/similarity/query_kernels.h"
#include "matchers/similarity/short_text.h"

#if HWY_TARGET != HWY_SCALAR
HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Sixteen = hn::FixedTag<uint8_t, 16>;
using SixteenBytes = hn::Vec<Sixteen>;
constexpr size_t kSixteen = 16;

HWY_INLINE uint64_t Load4(const char* bytes) {
  uint32_t value;
  std::memcpy(&value, bytes, 4);
  return value;
}

HWY_INLINE SixteenBytes FromWords(uint64_t low, uint64_t high) {
  const hn::FixedTag<uint64_t, 2> words;
  return hn::BitCast(Sixteen(), hn::InterleaveLower(words, hn::Set(words, low), hn::Set(words, high)));
}

HWY_INLINE uint32_t Bits(hn::Mask<Sixteen> mask) {
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(Sixteen(), mask, bytes);
  return static_cast<uint32_t>(bytes[0] | bytes[1] << 8);
}

// A text of up to 16 bytes in a register, read without a branch on its length from four bytes on: four reads that
// overlap cover it, and a shuffle puts them side by side. Lengths of names are hard to predict.
HWY_INLINE SixteenBytes LoadSixteen(std::string_view text) {
  const size_t size = text.size();
  if (HWY_UNLIKELY(size < 4)) {
    const uint64_t behind = ~uint64_t{0} << size * 8;
    return FromWords(load_short_text(text.data(), size) | (behind & kHighBits), kHighBits);
  }
  // Row n holds, for each of 16 places, the byte to take, 0x80 behind place n. The last read starts at n - 4.
  struct Shuffles {
    alignas(16) uint8_t rows[17][16] = {};
    constexpr Shuffles() {
      for (size_t n = 4; n <= 16; ++n) {
        for (size_t i = 0; i < 16; ++i) {
          rows[n][i] = static_cast<uint8_t>(i >= n ? kPadding : i >= n - 4 ? 12 + i - (n - 4) : i);
        }
      }
    }
  };
  static constexpr Shuffles kShuffles;
  const size_t last = size - 4;
  const char* const bytes = text.data();
  const SixteenBytes read = FromWords(Load4(bytes) | Load4(bytes + std::min<size_t>(4, last)) << 32,
                                      Load4(bytes + std::min<size_t>(8, last)) | Load4(bytes + last) << 32);
  const SixteenBytes places = hn::Load(Sixteen(), kShuffles.rows[size]);
  const SixteenBytes padding = hn::And(places, hn::Set(Sixteen(), kPadding));
  return hn::Or(hn::TableLookupBytesOr0(read, places), padding);
}

// Bit i: the query has symbol i of the bytes.
HWY_INLINE uint32_t PresentBits(const QueryText& query, SixteenBytes bytes) {
  alignas(16) static constexpr uint8_t kBitOfHalf[16] = {1, 2, 4, 8, 16, 32, 64, 128};
  const Sixteen d;
  const auto low = hn::And(bytes, hn::Set(d, uint8_t{0x0f}));
  const auto high = hn::ShiftRight<4>(bytes);
  const auto rows = hn::TableLookupBytes(hn::LoadU(d, query.symbols.data()), low);
  const auto bits = hn::TableLookupBytes(hn::Load(d, kBitOfHalf), high);
  return Bits(hn::Ne(hn::And(rows, bits), hn::Zero(d)));
}

// All bytes of a text of at least kPart bytes together, in parts of that size, the last of which may overlap.
template <size_t kPart>
HWY_INLINE SixteenBytes AllBytes(std::string_view text) {
  SixteenBytes all = hn::Zero(Sixteen());
  const auto add = [&](size_t first) HWY_ATTR {
    for (size_t i = first; i < first + kPart; i += kSixteen) {
      all = hn::Or(all, hn::LoadU(Sixteen(), reinterpret_cast<const uint8_t*>(text.data() + i)));
    }
  };
  for (size_t i = 0; i + kPart <= text.size(); i += kPart) add(i);
  add(text.size() - kPart);
  return all;
}

// The function of symbols.h in vectors; large parts because every length that ends a loop elsewhere is hard to predict.
HWY_INLINE bool IsAscii(std::string_view text) {
  if (text.size() < kSixteen) return is_ascii(text);
  const SixteenBytes all = text.size() < 64 ? AllBytes<kSixteen>(text) : AllBytes<64>(text);
  return hn::AllTrue(Sixteen(), hn::Lt(all, hn::Set(Sixteen(), kPadding)));
}

// Calls see(present, count) for parts of an ASCII text of up to 16 symbols, until it returns false. Bits of `present`:
// the query has the symbol.
template <typename See>
HWY_INLINE void EachPart(const QueryText& query, std::string_view text, See&& see) {
  size_t i = 0;
  for (; i + kSixteen <= text.size(); i += kSixteen) {
    const auto bytes = hn::LoadU(Sixteen(), reinterpret_cast<const uint8_t*>(text.data() + i));
    if (!see(PresentBits(query, bytes), kSixteen)) return;
  }
  if (i < text.size()) see(PresentBits(query, LoadSixteen(text.substr(i))), text.size() - i);
}

// Whether the query lacks more symbols of an ASCII text than that.
HWY_INLINE bool LacksMoreThan(const QueryText& query, std::string_view text, size_t most_absent) {
  size_t absent = 0;
  EachPart(query, text, [&](uint32_t present, size_t count) HWY_ATTR {
    absent += count - static_cast<size_t>(std::popcount(present));
    return absent <= most_absent;
  });
  return absent > most_absent;
}

// Symbols of an ASCII text that the query has: at least as many as can match.
HWY_INLINE size_t NumPresent(const QueryText& query, std::string_view text) {
  size_t num_present = 0;
  EachPart(query, text, [&](uint32_t present, size_t) HWY_ATTR {
    num_present += static_cast<size_t>(std::popcount(present));
    return true;
  });
  return num_present;
}

// Low `count` bits, 0 to 64.
HWY_INLINE uint64_t LowBits(size_t count) { return count == 0 ? 0 : ~uint64_t{0} >> (64 - count); }

// What EachByFours came across.
struct Walked {
  size_t steps;    ///< size of the text, rounded up to fours
  uint64_t bytes;  ///< all of them together
  HWY_INLINE bool is_ascii() const { return (bytes & kHighBits) == 0; }
};

// The last one to four symbols, with padding behind them.
HWY_INLINE uint64_t LastFour(std::string_view text, size_t count) {
  const uint64_t bytes = HWY_LIKELY(text.size() >= 4) ? Load4(text.data() + text.size() - 4) >> (32 - count * 8)
                                                      : load_short_text(text.data(), count);
  return bytes | (kHighBits << count * 8 & 0xffffffffu);
}

// Calls step(symbol) for each symbol of a text that is not empty, and for padding up to a multiple of four: a loop that
// stops in fewer places is easier to predict.
template <typename Step>
HWY_INLINE Walked EachByFours(std::string_view text, Step&& step) {
  const size_t count = (text.size() - 1) % 4 + 1;
  const char* const last = text.data() + text.size() - count;
  uint64_t bytes = 0;
  for (const char* four = text.data(); four != last; four += 4) {
    bytes |= Load4(four);
    for (size_t k = 0; k < 4; ++k) step(static_cast<uint8_t>(four[k]));
  }
  const uint64_t rest = LastFour(text, count);
  bytes |= rest & ((uint64_t{1} << count * 8) - 1);
  for (size_t k = 0; k < 4; ++k) step(static_cast<uint8_t>(rest >> k * 8));
  return {text.size() - count + 4, bytes};
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();
#endif  // HWY_TARGET != HWY_SCALAR

#endif
