// The bit-sliced filter. For each symbol of a query one word tells which values lack it; counting such misses in unary
// planes (at least one, at least two, ...) costs a load and two operations per plane, for all values of a word at once.
// A value with more misses than its score can afford is out. Two bounds are at hand: a symbol must be there at all, as
// often as the query has it (bags), or within reach. What both leave is settled exactly by the caller.
//
// The common prefix matters to Jaro-Winkler alone: it may forgive a miss more. Values stand in order, so most words
// have no value that begins with the query's first symbol, and then prefixes cost one test.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/value_slices.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstring>

#include "matchers/similarity/miss_planes-inl.h"
#include "matchers/similarity/value_slices.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

using Survivors = ValueSlices::Survivors;
using Tables = ValueSlices::Tables;

size_t NumWords() { return hn::Lanes(Words()); }

// Lanes that lack each symbol within reach of each position of a query.
void BuildAbsent(const uint64_t* HWY_RESTRICT positions, size_t length, SliceReach reach, size_t num_symbols,
                 uint64_t* HWY_RESTRICT absent) {
  const Words d;
  const size_t n = hn::Lanes(d);
  for (size_t j = 0; j < length; ++j) {
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

// Both bounds, in the order of their use.
struct Bounds {
  MissTable first;
  MissTable second;
  const uint8_t* first_symbols;
  const uint8_t* second_symbols;
};

HWY_INLINE Bounds BoundsOf(const Tables& tables, const SliceRows& queries, FirstBound first) {
  const MissTable bags{tables.absent_bag, 0};
  const MissTable reach{tables.absent, tables.num_symbols * hn::Lanes(Words())};
  if (first == FirstBound::bags) return {bags, reach, queries.bags, queries.rows};
  return {reach, bags, queries.rows, queries.bags};
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

// Lanes within the limit of their prefix.
HWY_INLINE Word AliveByPrefix(const Tables& tables, const uint8_t* query, size_t length, const MissLimits& limits,
                              const MissPlanes& planes) {
  const Words d;
  const size_t n = hn::Lanes(d);
  auto alive = planes.within(limits[0]);
  auto same = hn::Not(hn::Zero(d));
  for (size_t k = 0; k < std::min<size_t>(length, 4); ++k) {
    same = hn::And(same, hn::Load(d, tables.prefix + (k * tables.num_symbols + query[k]) * n));
    alive = hn::Or(alive, hn::And(same, planes.within(limits[k + 1])));
  }
  return alive;
}

// Queries [first, last) against lanes that have no symbol in common with them at the beginning.
template <int kLimit>
HWY_INLINE size_t FilterRange(const Tables& tables, const Bounds& bounds, const SliceRows& queries, size_t first,
                              size_t last, Survivors* HWY_RESTRICT out) {
  const auto lanes = hn::Load(Words(), tables.lanes);
  const size_t length = queries.length;
  size_t count = 0;
  for (size_t q = first; q < last; ++q) {
    const size_t row = q * queries.stride;
    auto alive = hn::AndNot(TooManyMisses<kLimit>(bounds.first, bounds.first_symbols + row, length), lanes);
    if (HWY_LIKELY(IsZero(alive))) continue;
    alive = hn::AndNot(TooManyMisses<kLimit>(bounds.second, bounds.second_symbols + row, length), alive);
    count += Append(alive, static_cast<uint32_t>(q), out + count);
  }
  return count;
}

HWY_INLINE size_t FilterAnyPrefix(const Tables& tables, const Bounds& bounds, const SliceRows& queries, size_t first,
                                  size_t last, const MissLimits& limits, Survivors* HWY_RESTRICT out) {
  const auto lanes = hn::Load(Words(), tables.lanes);
  const size_t length = queries.length;
  MissPlanes planes;
  size_t count = 0;
  for (size_t q = first; q < last; ++q) {
    const size_t row = q * queries.stride;
    StoreMissesUpTo(limits[4], bounds.first, bounds.first_symbols + row, length, planes);
    auto alive = hn::And(lanes, AliveByPrefix(tables, queries.rows + row, length, limits, planes));
    if (IsZero(alive)) continue;
    StoreMissesUpTo(limits[4], bounds.second, bounds.second_symbols + row, length, planes);
    alive = hn::And(alive, AliveByPrefix(tables, queries.rows + row, length, limits, planes));
    count += Append(alive, static_cast<uint32_t>(q), out + count);
  }
  return count;
}

HWY_INLINE size_t FilterUnprefixed(const Tables& tables, const Bounds& bounds, const SliceRows& queries, size_t first,
                                   size_t last, const MissLimits& limits, Survivors* HWY_RESTRICT out) {
  switch (limits[0]) {
    case -1: return 0;
    case 0: return FilterRange<0>(tables, bounds, queries, first, last, out);
    case 1: return FilterRange<1>(tables, bounds, queries, first, last, out);
    case 2: return FilterRange<2>(tables, bounds, queries, first, last, out);
    case 3: return FilterRange<3>(tables, bounds, queries, first, last, out);
    case 4: return FilterRange<4>(tables, bounds, queries, first, last, out);
    case 5: return FilterRange<5>(tables, bounds, queries, first, last, out);
    default: return FilterAnyPrefix(tables, bounds, queries, first, last, limits, out);
  }
}

// Queries with one first symbol stand together: they are taken at once.
size_t Filter(const Tables& tables, const SliceRows& queries, const MissLimits& limits, FirstBound first_bound,
              Survivors* HWY_RESTRICT out) {
  const Bounds bounds = BoundsOf(tables, queries, first_bound);
  if (limits[0] == limits[4]) return FilterUnprefixed(tables, bounds, queries, 0, queries.size, limits, out);
  size_t count = 0;
  for (size_t first = 0, last; first < queries.size; first = last) {
    const uint8_t symbol = queries.rows[first * queries.stride];
    for (last = first + 1; last < queries.size && queries.rows[last * queries.stride] == symbol;) ++last;
    const bool unprefixed = IsZero(hn::Load(Words(), tables.prefix + symbol * hn::Lanes(Words())));
    count += unprefixed ? FilterUnprefixed(tables, bounds, queries, first, last, limits, out + count)
                        : FilterAnyPrefix(tables, bounds, queries, first, last, limits, out + count);
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
void scatter_rows(const SliceRows& values, size_t num_symbols, size_t words, uint64_t* positions) {
  for (size_t lane = 0; lane < values.size; ++lane) {
    const uint8_t* const row = values.rows + lane * values.stride;
    uint64_t* const word = positions + lane / 64;
    for (size_t i = 0; i < values.length; ++i) word[(i * num_symbols + row[i]) * words] |= uint64_t{1} << lane % 64;
  }
}

void clear_bags(const SliceRows& values, size_t words, uint64_t* absent_bag) {
  for (size_t lane = 0; lane < values.size; ++lane) {
    const uint8_t* const bag = values.bags + lane * values.stride;
    uint64_t* const word = absent_bag + lane / 64;
    for (size_t i = 0; i < values.length; ++i) word[bag[i] * words] &= ~(uint64_t{1} << lane % 64);
  }
}

}  // namespace

size_t num_slice_lanes() { return num_words() * 64; }

void ValueSlices::build(const SliceRows& values, SliceReach reach, Alphabet alphabet) {
  const size_t words = num_words();
  const size_t row = alphabet.num_symbols * words;
  const auto lines = [](size_t num_words_in) { return (num_words_in + 7) / 8; };
  positions_.assign(lines(std::max<size_t>(values.length, 4) * row), {});
  const size_t bag_lines = lines(alphabet.num_bag_symbols * words);
  lines_.resize(1 + bag_lines + lines(values.length * row));

  uint64_t* const lanes = lines_[0].words.data();
  for (size_t w = 0; w < words; ++w) {
    const size_t left = values.size > w * 64 ? values.size - w * 64 : 0;
    lanes[w] = left >= 64 ? ~uint64_t{0} : (uint64_t{1} << left) - 1;
  }
  uint64_t* const absent_bag = lines_[1].words.data();
  std::fill_n(absent_bag, bag_lines * 8, ~uint64_t{0});
  clear_bags(values, words, absent_bag);
  uint64_t* const positions = positions_[0].words.data();
  scatter_rows(values, alphabet.num_symbols, words, positions);
  uint64_t* const absent = lines_[1 + bag_lines].words.data();
  HWY_DYNAMIC_DISPATCH(BuildAbsent)(positions, values.length, reach, alphabet.num_symbols, absent);
  tables_ = {absent, absent_bag, positions, lanes, alphabet.num_symbols};
}

size_t ValueSlices::filter(const SliceRows& queries, const MissLimits& limits, FirstBound first, Survivors* out) const {
  return HWY_DYNAMIC_DISPATCH(Filter)(tables_, queries, limits, first, out);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
