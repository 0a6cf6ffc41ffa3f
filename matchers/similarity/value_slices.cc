// The bit-sliced filter. For each position of a query one word tells which values lack its symbol within reach;
// counting such misses in unary planes (at least one, at least two, ...) costs a load and two operations per plane, for
// all values of a word at once. A value with more misses than its score can afford is out. What is left is settled
// exactly by the caller.
//
// The common prefix matters to Jaro-Winkler alone: it may forgive a miss more. Values stand in order, so most words
// have no value that begins with the query's first symbol, and then prefixes cost one test.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/value_slices.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstring>

#include "matchers/similarity/value_slices.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::CappedTag<uint64_t, 8>;  // a cache line at most
using Word = hn::VFromD<Words>;
using Survivors = ValueSlices::Survivors;
using Tables = ValueSlices::Tables;

size_t NumWords() { return hn::Lanes(Words()); }

// Lanes that lack each symbol within reach of each position of a query.
void BuildAbsent(const uint64_t* HWY_RESTRICT positions, size_t length, SliceReach reach, size_t num_symbols,
                 size_t longest_query, uint64_t* HWY_RESTRICT absent) {
  const Words d;
  const size_t n = hn::Lanes(d);
  for (size_t j = 0; j < longest_query; ++j) {
    const size_t first = j > reach.before ? j - reach.before : 0;
    const size_t last = std::min(j + reach.after + 1, length);
    for (size_t c = 0; c < num_symbols; ++c) {
      auto present = hn::Zero(d);
      for (size_t i = first; i < last; ++i) {
        present = hn::Or(present, hn::Load(d, positions + (i * num_symbols + c) * n));
      }
      hn::Store(hn::Not(present), d, absent + (j * num_symbols + c) * n);
    }
  }
}

// The lanes of one query with more than kLimit misses.
template <int kLimit>
HWY_INLINE Word TooManyMisses(const uint64_t* HWY_RESTRICT absent, size_t row_words, const uint8_t* HWY_RESTRICT query,
                              size_t length) {
  const Words d;
  const size_t n = hn::Lanes(d);
  auto more0 = hn::Zero(d), more1 = more0, more2 = more0, more3 = more0;
  for (size_t j = 0; j < length; ++j, absent += row_words) {
    const auto missing = hn::Load(d, absent + query[j] * n);
    if constexpr (kLimit >= 3) more3 = hn::Or(more3, hn::And(more2, missing));
    if constexpr (kLimit >= 2) more2 = hn::Or(more2, hn::And(more1, missing));
    if constexpr (kLimit >= 1) more1 = hn::Or(more1, hn::And(more0, missing));
    more0 = hn::Or(more0, missing);
  }
  if constexpr (kLimit == 0) return more0;
  if constexpr (kLimit == 1) return more1;
  if constexpr (kLimit == 2) return more2;
  return more3;
}

// Planes of any number: plane k holds the lanes with more than k - 1 misses; plane 0 holds all.
struct MissPlanes {
  static constexpr size_t kMost = 65;
  alignas(64) uint64_t words[kMost * 8];
};

HWY_INLINE void CountMisses(const uint64_t* HWY_RESTRICT absent, size_t row_words, const uint8_t* HWY_RESTRICT query,
                            size_t length, size_t limit, MissPlanes& planes) {
  const Words d;
  const size_t n = hn::Lanes(d);
  hn::Store(hn::Not(hn::Zero(d)), d, planes.words);
  for (size_t k = 1; k <= limit + 1; ++k) hn::Store(hn::Zero(d), d, planes.words + k * n);
  for (size_t j = 0; j < length; ++j, absent += row_words) {
    const auto missing = hn::Load(d, absent + query[j] * n);
    for (size_t k = std::min(limit, j) + 1; k > 0; --k) {
      uint64_t* const plane = planes.words + k * n;
      const auto below = hn::Load(d, plane - n);
      hn::Store(hn::Or(hn::Load(d, plane), hn::And(below, missing)), d, plane);
    }
  }
}

// Lanes within the limit of their prefix. Both prefix planes and miss planes are ready.
HWY_INLINE Word AliveByPrefix(const Tables& tables, const uint8_t* query, size_t length, const MissLimits& limits,
                              const MissPlanes& planes) {
  const Words d;
  const size_t n = hn::Lanes(d);
  const auto within = [&](int limit)
                          HWY_ATTR { return hn::Not(hn::Load(d, planes.words + static_cast<size_t>(limit + 1) * n)); };
  auto alive = within(limits[0]);
  auto same = hn::Not(hn::Zero(d));
  for (size_t k = 0; k < std::min<size_t>(length, 4); ++k) {
    same = hn::And(same, hn::Load(d, tables.prefix + (k * tables.num_symbols + query[k]) * n));
    alive = hn::Or(alive, hn::And(same, within(limits[k + 1])));
  }
  return alive;
}

// Appends the words that have a lane left, without a branch on them.
HWY_INLINE size_t Append(Word alive, uint32_t query, Survivors* HWY_RESTRICT out) {
  const Words d;
  alignas(64) uint64_t words[8];
  hn::Store(alive, d, words);
  size_t count = 0;
  for (size_t w = 0; w < hn::Lanes(d); ++w) {
    out[count] = {query, static_cast<uint32_t>(w * 64), words[w]};
    count += words[w] != 0;
  }
  return count;
}

HWY_INLINE bool NonePrefixed(const Tables& tables, uint8_t first_symbol) {
  const Words d;
  const auto same = hn::Load(d, tables.prefix + first_symbol * hn::Lanes(d));
  return hn::AllTrue(d, hn::Eq(same, hn::Zero(d)));
}

// Queries [first, last) against lanes that have no symbol in common with them at the beginning.
template <int kLimit>
HWY_INLINE size_t FilterRange(const Tables& tables, const SliceRows& queries, size_t first, size_t last,
                              Survivors* HWY_RESTRICT out) {
  const Words d;
  const auto lanes = hn::Load(d, tables.lanes);
  const size_t row_words = tables.num_symbols * hn::Lanes(d);
  const size_t length = queries.length;
  size_t count = 0;
  for (size_t q = first; q < last; ++q) {
    const auto dead = TooManyMisses<kLimit>(tables.absent, row_words, queries.rows + q * queries.stride, length);
    const auto alive = hn::AndNot(dead, lanes);
    if (HWY_UNLIKELY(!hn::AllTrue(d, hn::Eq(alive, hn::Zero(d))))) {
      count += Append(alive, static_cast<uint32_t>(q), out + count);
    }
  }
  return count;
}

HWY_INLINE size_t FilterAnyPrefix(const Tables& tables, const SliceRows& queries, size_t first, size_t last,
                                  const MissLimits& limits, Survivors* HWY_RESTRICT out) {
  const Words d;
  const auto lanes = hn::Load(d, tables.lanes);
  const size_t row_words = tables.num_symbols * hn::Lanes(d);
  const auto most = static_cast<size_t>(*std::ranges::max_element(limits));
  MissPlanes planes;
  size_t count = 0;
  for (size_t q = first; q < last; ++q) {
    const uint8_t* const query = queries.rows + q * queries.stride;
    CountMisses(tables.absent, row_words, query, queries.length, most, planes);
    const auto alive = hn::And(lanes, AliveByPrefix(tables, query, queries.length, limits, planes));
    count += Append(alive, static_cast<uint32_t>(q), out + count);
  }
  return count;
}

HWY_INLINE size_t FilterUnprefixed(const Tables& tables, const SliceRows& queries, size_t first, size_t last,
                                   const MissLimits& limits, Survivors* HWY_RESTRICT out) {
  switch (limits[0]) {
    case -1: return 0;
    case 0: return FilterRange<0>(tables, queries, first, last, out);
    case 1: return FilterRange<1>(tables, queries, first, last, out);
    case 2: return FilterRange<2>(tables, queries, first, last, out);
    case 3: return FilterRange<3>(tables, queries, first, last, out);
    default: return FilterAnyPrefix(tables, queries, first, last, limits, out);
  }
}

// Queries with one first symbol stand together: they are taken at once.
size_t Filter(const Tables& tables, const SliceRows& queries, const MissLimits& limits, Survivors* HWY_RESTRICT out) {
  if (limits[0] == limits[4]) return FilterUnprefixed(tables, queries, 0, queries.size, limits, out);
  size_t count = 0;
  for (size_t first = 0, last; first < queries.size; first = last) {
    const uint8_t symbol = queries.rows[first * queries.stride];
    for (last = first + 1; last < queries.size && queries.rows[last * queries.stride] == symbol;) ++last;
    count += NonePrefixed(tables, symbol) ? FilterUnprefixed(tables, queries, first, last, limits, out + count)
                                          : FilterAnyPrefix(tables, queries, first, last, limits, out + count);
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(NumWords);
HWY_EXPORT(BuildAbsent);
HWY_EXPORT(Filter);

size_t num_words() { return HWY_DYNAMIC_DISPATCH(NumWords)(); }

// Sets the bit of each lane in the word of each of its symbols.
void scatter(const SliceRows& values, size_t num_symbols, size_t words, uint64_t* positions) {
  for (size_t lane = 0; lane < values.size; ++lane) {
    const uint8_t* const row = values.rows + lane * values.stride;
    uint64_t* const word = positions + lane / 64;
    for (size_t i = 0; i < values.length; ++i) word[(i * num_symbols + row[i]) * words] |= uint64_t{1} << lane % 64;
  }
}

}  // namespace

size_t num_slice_lanes() { return num_words() * 64; }

void ValueSlices::build(const SliceRows& values, SliceReach reach, size_t num_symbols, size_t longest_query) {
  const size_t words = num_words();
  const size_t row = num_symbols * words;
  const size_t num_rows = std::max<size_t>(values.length, 4);
  positions_.assign((num_rows * row + 7) / 8, {});
  uint64_t* const positions = positions_.empty() ? nullptr : positions_[0].words.data();
  scatter(values, num_symbols, words, positions);
  lines_.resize((longest_query * row + words + 7) / 8 + 1);
  uint64_t* const lanes = lines_[0].words.data();
  for (size_t w = 0; w < words; ++w) {
    const size_t left = values.size > w * 64 ? values.size - w * 64 : 0;
    lanes[w] = left >= 64 ? ~uint64_t{0} : (uint64_t{1} << left) - 1;
  }
  uint64_t* const absent = lines_[1].words.data();
  HWY_DYNAMIC_DISPATCH(BuildAbsent)(positions, values.length, reach, num_symbols, longest_query, absent);
  tables_ = {absent, positions, lanes, num_symbols};
}

size_t ValueSlices::filter(const SliceRows& queries, const MissLimits& limits, Survivors* out) const {
  return HWY_DYNAMIC_DISPATCH(Filter)(tables_, queries, limits, out);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
