// Counts of misses in bit slices, in unary: plane k holds the lanes with more than k misses. Compiled once per SIMD
// target. For inclusion below hwy/foreach_target.h only.
#if defined(SOSIE_MISS_PLANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_MISS_PLANES_INL_H_
#undef SOSIE_MISS_PLANES_INL_H_
#else
#define SOSIE_MISS_PLANES_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::CappedTag<uint64_t, 8>;  // a cache line at most
using Word = hn::VFromD<Words>;

// Lanes that lack a symbol of a query: word (j * row_words + symbols[j] * vector) for the j-th symbol.
struct MissTable {
  const uint64_t* words = nullptr;
  size_t row_words = 0;
};

// In memory: plane k + 1 holds the lanes with more than k misses, plane 0 all lanes.
struct MissPlanes {
  alignas(64) uint64_t words[65 * 8];

  HWY_INLINE Word within(int limit) const {
    const Words d;
    return hn::Not(hn::Load(d, words + static_cast<size_t>(limit + 1) * hn::Lanes(d)));
  }
};

// Calls use(more0, more1, ...) with the first kLimit + 1 planes, kept in registers; kLimit is 0 to 7.
template <int kLimit, typename Use>
HWY_INLINE auto WithMisses(MissTable table, const uint8_t* HWY_RESTRICT symbols, size_t length, Use&& use) {
  const Words d;
  const size_t n = hn::Lanes(d);
  const uint64_t* HWY_RESTRICT words = table.words;
  auto more0 = hn::Zero(d), more1 = more0, more2 = more0, more3 = more0;
  auto more4 = more0, more5 = more0, more6 = more0, more7 = more0;
  for (size_t j = 0; j < length; ++j, words += table.row_words) {
    const auto missing = hn::Load(d, words + symbols[j] * n);
    if constexpr (kLimit >= 7) more7 = hn::Or(more7, hn::And(more6, missing));
    if constexpr (kLimit >= 6) more6 = hn::Or(more6, hn::And(more5, missing));
    if constexpr (kLimit >= 5) more5 = hn::Or(more5, hn::And(more4, missing));
    if constexpr (kLimit >= 4) more4 = hn::Or(more4, hn::And(more3, missing));
    if constexpr (kLimit >= 3) more3 = hn::Or(more3, hn::And(more2, missing));
    if constexpr (kLimit >= 2) more2 = hn::Or(more2, hn::And(more1, missing));
    if constexpr (kLimit >= 1) more1 = hn::Or(more1, hn::And(more0, missing));
    more0 = hn::Or(more0, missing);
  }
  return use(more0, more1, more2, more3, more4, more5, more6, more7);
}

inline constexpr int kMostInRegisters = 7;

// The lanes with more than kLimit misses.
template <int kLimit>
HWY_INLINE Word TooManyMisses(MissTable table, const uint8_t* HWY_RESTRICT symbols, size_t length) {
  return WithMisses<kLimit>(table, symbols, length,
                            [](Word m0, Word m1, Word m2, Word m3, Word m4, Word m5, Word m6, Word m7) HWY_ATTR {
                              if constexpr (kLimit == 0) return m0;
                              if constexpr (kLimit == 1) return m1;
                              if constexpr (kLimit == 2) return m2;
                              if constexpr (kLimit == 3) return m3;
                              if constexpr (kLimit == 4) return m4;
                              if constexpr (kLimit == 5) return m5;
                              if constexpr (kLimit == 6) return m6;
                              return m7;
                            });
}

template <int kLimit>
HWY_INLINE void StoreMisses(MissTable table, const uint8_t* HWY_RESTRICT symbols, size_t length, MissPlanes& planes) {
  WithMisses<kLimit>(table, symbols, length,
                     [&](Word m0, Word m1, Word m2, Word m3, Word m4, Word m5, Word m6, Word m7) HWY_ATTR {
                       const Words d;
                       const size_t n = hn::Lanes(d);
                       uint64_t* HWY_RESTRICT const out = planes.words;
                       hn::Store(hn::Not(hn::Zero(d)), d, out);
                       hn::Store(m0, d, out + n);
                       if constexpr (kLimit >= 1) hn::Store(m1, d, out + 2 * n);
                       if constexpr (kLimit >= 2) hn::Store(m2, d, out + 3 * n);
                       if constexpr (kLimit >= 3) hn::Store(m3, d, out + 4 * n);
                       if constexpr (kLimit >= 4) hn::Store(m4, d, out + 5 * n);
                       if constexpr (kLimit >= 5) hn::Store(m5, d, out + 6 * n);
                       if constexpr (kLimit >= 6) hn::Store(m6, d, out + 7 * n);
                       if constexpr (kLimit >= 7) hn::Store(m7, d, out + 8 * n);
                       return 0;
                     });
}

// Any limit up to 63: planes in memory all the time.
HWY_INLINE void StoreManyMisses(MissTable table, const uint8_t* HWY_RESTRICT symbols, size_t length, size_t limit,
                                MissPlanes& planes) {
  const Words d;
  const size_t n = hn::Lanes(d);
  hn::Store(hn::Not(hn::Zero(d)), d, planes.words);
  for (size_t k = 1; k <= limit + 1; ++k) hn::Store(hn::Zero(d), d, planes.words + k * n);
  const uint64_t* words = table.words;
  for (size_t j = 0; j < length; ++j, words += table.row_words) {
    const auto missing = hn::Load(d, words + symbols[j] * n);
    for (size_t k = std::min(limit, j) + 1; k > 0; --k) {
      uint64_t* const plane = planes.words + k * n;
      hn::Store(hn::Or(hn::Load(d, plane), hn::And(hn::Load(d, plane - n), missing)), d, plane);
    }
  }
}

// The planes up to `limit`, and perhaps some beyond.
HWY_INLINE void StoreMissesUpTo(int limit, MissTable table, const uint8_t* HWY_RESTRICT symbols, size_t length,
                                MissPlanes& planes) {
  if (limit <= 1) return StoreMisses<1>(table, symbols, length, planes);
  if (limit <= 3) return StoreMisses<3>(table, symbols, length, planes);
  if (limit <= 5) return StoreMisses<5>(table, symbols, length, planes);
  if (limit <= 7) return StoreMisses<7>(table, symbols, length, planes);
  StoreManyMisses(table, symbols, length, static_cast<size_t>(limit), planes);
}

HWY_INLINE bool IsZero(Word word) {
  const Words d;
  return hn::AllTrue(d, hn::Eq(word, hn::Zero(d)));
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#endif
