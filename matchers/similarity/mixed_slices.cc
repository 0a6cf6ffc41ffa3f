// Within a block every lane has its own length, hence its own limit. Lanes are grouped by limit and prefix once per
// length of a query; a query then selects, plane by plane, the lanes that are within theirs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/mixed_slices.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "matchers/similarity/miss_planes-inl.h"
#include "matchers/similarity/mixed_slices.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

HWY_INLINE Word WithinLimits(const MixedSlices::Tables& tables, size_t prefix, const MissPlanes& planes) {
  const Words d;
  const size_t n = hn::Lanes(d);
  const uint64_t* const limited = tables.limited + prefix * 64 * n;
  auto alive = hn::Zero(d);
  for (int k = tables.first[prefix]; k <= tables.last[prefix]; ++k) {
    alive = hn::Or(alive, hn::And(hn::Load(d, limited + static_cast<size_t>(k) * n), planes.within(k)));
  }
  return alive;
}

void FilterMixed(const MixedSlices::Tables& tables, const SliceRows& query, uint64_t* HWY_RESTRICT out) {
  const Words d;
  const size_t n = hn::Lanes(d);
  // Longer prefixes forgive more misses, but seldom does a lane have one: then fewer planes are enough.
  alignas(64) uint64_t same_words[5 * 8];
  auto same = hn::Not(hn::Zero(d));
  size_t longest = 0;
  for (; longest < std::min<size_t>(query.length, 4); ++longest) {
    same = hn::And(same, hn::Load(d, tables.prefix + (longest * tables.num_symbols + query.rows[longest]) * n));
    if (IsZero(same)) break;
    hn::Store(same, d, same_words + (longest + 1) * n);
  }
  MissPlanes planes;
  StoreMissesUpTo(tables.most[longest], {tables.absent_bag, 0}, query.bags, query.length, planes);
  auto alive = WithinLimits(tables, 0, planes);
  for (size_t prefix = 1; prefix <= longest; ++prefix) {
    alive = hn::Or(alive, hn::And(hn::Load(d, same_words + prefix * n), WithinLimits(tables, prefix, planes)));
  }
  hn::StoreU(alive, d, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(FilterMixed);

constexpr size_t kPrefixes = 5;
constexpr size_t kLimits = 64;

void set_range(uint64_t* words, size_t first, size_t size) {
  for (size_t lane = first; lane < first + size;) {
    const size_t count = std::min(64 - lane % 64, first + size - lane);
    const uint64_t bits = count == 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
    words[lane / 64] |= bits << lane % 64;
    lane += count;
  }
}

}  // namespace

void MixedSlices::build(std::span<const SliceRows> runs, ValueSlices::Alphabet alphabet) {
  const size_t words = num_slice_lanes() / 64;
  const size_t bag_lines = (alphabet.num_bag_symbols * words + 7) / 8;
  const size_t prefix_lines = (4 * alphabet.num_symbols * words + 7) / 8;
  lines_.resize(bag_lines + prefix_lines);
  uint64_t* const absent_bag = lines_[0].words.data();
  uint64_t* const prefix = lines_[bag_lines].words.data();
  std::fill_n(absent_bag, bag_lines * 8, ~uint64_t{0});
  std::fill_n(prefix, prefix_lines * 8, uint64_t{0});
  size_t lane = 0;
  for (const SliceRows& run : runs) {
    for (size_t i = 0; i < run.size; ++i, ++lane) {
      const uint64_t bit = uint64_t{1} << lane % 64;
      const uint8_t* const row = run.rows + i * run.stride;
      const uint8_t* const bag = run.bags + i * run.stride;
      for (size_t k = 0; k < run.length; ++k) absent_bag[bag[k] * words + lane / 64] &= ~bit;
      for (size_t k = 0; k < std::min<size_t>(run.length, 4); ++k) {
        prefix[(k * alphabet.num_symbols + row[k]) * words + lane / 64] |= bit;
      }
    }
  }
  limited_.resize(kPrefixes * kLimits * words / 8 + 1);
  tables_ = {};
  tables_.absent_bag = absent_bag;
  tables_.prefix = prefix;
  tables_.limited = limited_[0].words.data();
  tables_.num_symbols = alphabet.num_symbols;
}

void MixedSlices::set_limits(std::span<const SliceRows> runs, std::span<const MissLimits> limits) {
  const size_t words = num_slice_lanes() / 64;
  uint64_t* const limited = limited_[0].words.data();
  tables_.most = {};
  for (size_t prefix = 0; prefix < kPrefixes; ++prefix) {
    tables_.first[prefix] = kLimits;
    tables_.last[prefix] = -1;
    for (const MissLimits& of_run : limits) {
      if (of_run[prefix] < 0) continue;
      tables_.first[prefix] = std::min(tables_.first[prefix], of_run[prefix]);
      tables_.last[prefix] = std::max(tables_.last[prefix], of_run[prefix]);
    }
    uint64_t* const of_prefix = limited + prefix * kLimits * words;
    for (int k = tables_.first[prefix]; k <= tables_.last[prefix]; ++k) {
      std::fill_n(of_prefix + static_cast<size_t>(k) * words, words, uint64_t{0});
    }
    size_t lane = 0;
    for (size_t r = 0; r < runs.size(); lane += runs[r++].size) {
      if (limits[r][prefix] >= 0) {
        set_range(of_prefix + static_cast<size_t>(limits[r][prefix]) * words, lane, runs[r].size);
      }
    }
    tables_.most[prefix] = std::max({tables_.last[prefix], prefix > 0 ? tables_.most[prefix - 1] : 0});
  }
}

void MixedSlices::filter(const SliceRows& query, uint64_t* out) const {
  HWY_DYNAMIC_DISPATCH(FilterMixed)(tables_, query, out);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
