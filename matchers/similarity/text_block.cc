// One text against a block of values at once. A lane holds the state of one value, and a step takes one symbol of the
// query in all lanes: the recurrences of edit_blocks.h and jaro_counts.h, with the value as pattern. The masks of a
// symbol lie side by side, so a step reads them in order. Two or more vectors run side by side, since each step waits
// for the one before.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/text_block.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <bit>

#include "core/status.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_counts.h"
#include "matchers/similarity/jaro_lanes-inl.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/text_block.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

using BlockLanes = TextBlock::Lanes;

template <typename T>
using LaneTag = hn::CappedTag<T, 32 / sizeof(T)>;

template <typename T>
HWY_INLINE const T* PositionsOf(const BlockLanes& lanes, char symbol) {
  return reinterpret_cast<const T*>(lanes.positions.data()) + static_cast<uint8_t>(symbol) * lanes.num_lanes;
}
template <typename T>
HWY_INLINE const T* RowsOf(const BlockLanes& lanes) {
  return reinterpret_cast<const T*>(lanes.rows.data());
}

// ---- longest common subsequence, Levenshtein, optimal string alignment ----

template <typename T>
struct LcsLanes {
  using D = LaneTag<T>;
  using V = hn::Vec<D>;
  V rest;
  HWY_INLINE LcsLanes() : rest(hn::Set(D(), static_cast<T>(~T{0}))) {}
  HWY_INLINE void Step(V equal) { rest = hn::Or(hn::Add(rest, hn::And(rest, equal)), hn::AndNot(equal, rest)); }
  HWY_INLINE V Result(V rows, T) const { return hn::PopulationCount(hn::AndNot(rest, rows)); }
};

// Names and order of operations as in EditColumn.
template <typename T, bool kExchange>
struct EditLanes {
  using D = LaneTag<T>;
  using V = hn::Vec<D>;
  V not_vp;
  V vn;
  V last_d0;
  V last_equal;
  HWY_INLINE EditLanes()
      : not_vp(hn::Zero(D())), vn(hn::Zero(D())), last_d0(hn::Zero(D())), last_equal(hn::Zero(D())) {}

  static HWY_INLINE V Doubled(V bits) { return hn::Add(bits, bits); }

  HWY_INLINE void Step(V equal) {
    V diagonal = equal;
    const V not_sum = hn::Sub(not_vp, hn::AndNot(not_vp, equal));
    if (kExchange) {
      diagonal = hn::Or(diagonal, hn::And(Doubled(hn::AndNot(last_d0, equal)), last_equal));
      last_equal = equal;
    }
    const V known = hn::Or(diagonal, vn);
    const V rising = Doubled(hn::And(not_sum, hn::AndNot(known, not_vp)));
    const V d0 = hn::Or(hn::Xor(not_sum, not_vp), known);
    const V falling = Doubled(hn::AndNot(not_vp, hn::Or(not_sum, diagonal)));
    const V hp_known = hn::Or(Doubled(vn), hn::Set(D(), T{1}));
    not_vp = hn::AndNot(falling, hn::Or(rising, hn::Or(hp_known, d0)));
    vn = hn::And(d0, hn::Or(rising, hp_known));
    if (kExchange) last_d0 = d0;
  }
  HWY_INLINE V Result(V rows, T query_size) const {
    const V rises = hn::PopulationCount(hn::AndNot(not_vp, rows));
    return hn::Sub(hn::Add(hn::Set(D(), query_size), rises), hn::PopulationCount(hn::And(vn, rows)));
  }
};

template <typename T>
HWY_INLINE void Widen(hn::Vec<LaneTag<T>> lanes, uint32_t* HWY_RESTRICT out) {
  constexpr size_t kLanes = 32 / sizeof(T);
  HWY_ALIGN T narrow[kLanes];
  hn::Store(lanes, LaneTag<T>(), narrow);
  for (size_t i = 0; i < hn::Lanes(LaneTag<T>()); ++i) out[i] = static_cast<uint32_t>(narrow[i]);
}

// One query in kSideBySide vectors from `lane` on.
template <typename T, typename State, size_t kSideBySide>
HWY_INLINE void StepOnce(const BlockLanes& lanes, std::string_view query, size_t lane, uint32_t* HWY_RESTRICT out) {
  const LaneTag<T> d;
  const size_t step = hn::Lanes(d);
  State state[kSideBySide];
  for (const char symbol : query) {
    const T* const positions = PositionsOf<T>(lanes, symbol) + lane;
    for (size_t i = 0; i < kSideBySide; ++i) state[i].Step(hn::LoadU(d, positions + i * step));
  }
  for (size_t i = 0; i < kSideBySide; ++i) {
    const auto rows = hn::LoadU(d, RowsOf<T>(lanes) + lane + i * step);
    Widen<T>(state[i].Result(rows, static_cast<T>(query.size())), out + i * step);
  }
}

template <typename T, typename State, size_t kSideBySide>
HWY_INLINE void StepLanes(const BlockLanes& lanes, std::string_view query, uint32_t* HWY_RESTRICT out) {
  for (size_t lane = 0; lane < lanes.num_lanes; lane += hn::Lanes(LaneTag<T>()) * kSideBySide) {
    StepOnce<T, State, kSideBySide>(lanes, query, lane, out + lane);
  }
}

// Calls run(T()) with the type of a lane.
template <typename Run>
HWY_INLINE void WithLaneType(const BlockLanes& lanes, Run&& run) {
  switch (lanes.lane_bytes) {
    case 2: return run(uint16_t());
    case 4: return run(uint32_t());
    default: return run(uint64_t());
  }
}

void Lcs(const BlockLanes& lanes, std::string_view query, uint32_t* out) {
  WithLaneType(lanes, [&](auto lane) HWY_ATTR {
    using T = decltype(lane);
    StepLanes<T, LcsLanes<T>, 4>(lanes, query, out);
  });
}
void Levenshtein(const BlockLanes& lanes, std::string_view query, uint32_t* out) {
  WithLaneType(lanes, [&](auto lane) HWY_ATTR {
    using T = decltype(lane);
    StepLanes<T, EditLanes<T, false>, 2>(lanes, query, out);
  });
}
void Osa(const BlockLanes& lanes, std::string_view query, uint32_t* out) {
  WithLaneType(lanes, [&](auto lane) HWY_ATTR {
    using T = decltype(lane);
    StepLanes<T, EditLanes<T, true>, 2>(lanes, query, out);
  });
}

// 1 - (a + b - 2 * lcs) / (a + b), as metric_forms.h works it out.
HWY_INLINE double IndelOf(size_t query_size, size_t value_size, uint32_t lcs) {
  const auto all = static_cast<int32_t>(query_size + value_size);
  return 1.0 - static_cast<double>(all - 2 * static_cast<int32_t>(lcs)) / static_cast<double>(all);
}

template <typename T>
HWY_INLINE void IndelLanes(const BlockLanes& lanes, std::string_view query, double* HWY_RESTRICT out) {
  constexpr size_t kSideBySide = 4;
  uint32_t lcs[kSideBySide * 32 / sizeof(T)];
  const size_t step = hn::Lanes(LaneTag<T>()) * kSideBySide;
  for (size_t lane = 0; lane < lanes.num_lanes; lane += step) {
    StepOnce<T, LcsLanes<T>, kSideBySide>(lanes, query, lane, lcs);
    for (size_t i = 0; i < step; ++i) out[lane + i] = IndelOf(query.size(), lanes.sizes[lane + i], lcs[i]);
  }
}

void IndelSimilarity(const BlockLanes& lanes, std::string_view query, double* out) {
  WithLaneType(lanes, [&](auto lane) HWY_ATTR { IndelLanes<decltype(lane)>(lanes, query, out); });
}

// ---- Jaro ----

// For each lane: how far apart matching symbols may stand, and the window of the first symbol. By tables, since there
// are few lengths.
template <typename T>
struct JaroReach {
  T reach[TextBlock::kLongest + 1];
  T window[TextBlock::kLongest + 1];
  explicit JaroReach(size_t query_size) {
    for (size_t size = 0; size <= TextBlock::kLongest; ++size) {
      const size_t most = jaro_window(query_size, size);
      reach[size] = static_cast<T>(most);
      window[size] = static_cast<T>(most + 1 >= sizeof(T) * 8 ? ~T{0} : (T{1} << (most + 1)) - 1);
    }
  }
};

template <typename T>
struct JaroLanes {
  using D = LaneTag<T>;
  using V = hn::Vec<D>;
  V reach;
  V window;
  V matched;
  V matches;
  V disagreements;
  V not_found[TextBlock::kLongest];

  HWY_INLINE JaroLanes(V r, V w)
      : reach(r), window(w), matched(hn::Zero(D())), matches(hn::Zero(D())), disagreements(hn::Zero(D())) {}

  static HWY_INLINE V LowestBit(V bits) { return hn::And(bits, hn::Sub(hn::Zero(D()), bits)); }

  HWY_INLINE void Match(size_t j, V positions) {
    const V hit = hn::AndNot(matched, hn::And(positions, window));
    matched = hn::Or(matched, LowestBit(hit));
    not_found[j] = hn::VecFromMask(D(), hn::Eq(hit, hn::Zero(D())));
    matches = hn::Add(matches, hn::Add(not_found[j], hn::Set(D(), T{1})));
    const V enters = hn::VecFromMask(D(), hn::Gt(reach, hn::Set(D(), static_cast<T>(j))));
    window = hn::Sub(hn::Add(window, window), enters);
  }
  HWY_INLINE void Compare(size_t j, V positions) {
    const V next = hn::AndNot(not_found[j], LowestBit(matched));
    const V differs = hn::VecFromMask(D(), hn::Eq(hn::And(next, positions), hn::Zero(D())));
    disagreements = hn::Sub(disagreements, hn::AndNot(not_found[j], differs));
    matched = hn::Xor(matched, next);
  }
};

// Equal bytes at the beginning, up to four, per lane.
HWY_INLINE void CommonPrefixes(const uint32_t* HWY_RESTRICT first_four, uint32_t query, size_t count,
                               int32_t* HWY_RESTRICT out) {
  for (size_t i = 0; i < count; ++i) {
    const uint32_t different = first_four[i] ^ query;
    out[i] = ((different & 0xff) == 0) + ((different & 0xffff) == 0) + ((different & 0xffffff) == 0) + (different == 0);
  }
}

template <typename T>
HWY_INLINE void JaroScores(const BlockLanes& lanes, std::string_view query, const uint32_t* query_four,
                           double* HWY_RESTRICT out) {
  constexpr size_t kLanes = 32 / sizeof(T);
  const LaneTag<T> d;
  const size_t step = hn::Lanes(d);
  const JaroReach<T> by_size(query.size());
  for (size_t lane = 0; lane < lanes.num_lanes; lane += step) {
    HWY_ALIGN T reach[kLanes], window[kLanes], matches[kLanes], disagreements[kLanes];
    for (size_t i = 0; i < step; ++i) {
      reach[i] = by_size.reach[lanes.sizes[lane + i]];
      window[i] = by_size.window[lanes.sizes[lane + i]];
    }
    JaroLanes<T> state(hn::Load(d, reach), hn::Load(d, window));
    for (size_t j = 0; j < query.size(); ++j) {
      state.Match(j, hn::LoadU(d, PositionsOf<T>(lanes, query[j]) + lane));
    }
    for (size_t j = 0; j < query.size(); ++j) {
      state.Compare(j, hn::LoadU(d, PositionsOf<T>(lanes, query[j]) + lane));
    }
    hn::Store(state.matches, d, matches);
    hn::Store(state.disagreements, d, disagreements);
    int32_t counts[4][kLanes] = {};  // sizes, matches, transpositions, prefixes
    for (size_t i = 0; i < step; ++i) {
      counts[0][i] = lanes.sizes[lane + i];
      counts[1][i] = static_cast<int32_t>(matches[i]);
      counts[2][i] = static_cast<int32_t>(disagreements[i] / 2);
    }
    if (query_four != nullptr) CommonPrefixes(lanes.first_four.data() + lane, *query_four, step, counts[3]);
    const Doubles numbers;
    const hn::Rebind<int32_t, Doubles> narrow;
    const auto query_size = hn::Set(numbers, static_cast<double>(query.size()));
    for (size_t i = 0; i < step; i += hn::Lanes(numbers)) {
      const auto number = [&](size_t of) HWY_ATTR { return hn::PromoteTo(numbers, hn::LoadU(narrow, counts[of] + i)); };
      hn::StoreU(ScoreLanes(query_size, number(0), number(1), number(2), number(3)), numbers, out + lane + i);
    }
  }
}

void Jaro(const BlockLanes& lanes, std::string_view query, const uint32_t* query_four, double* out) {
  WithLaneType(lanes, [&](auto lane) HWY_ATTR { JaroScores<decltype(lane)>(lanes, query, query_four, out); });
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(Lcs);
HWY_EXPORT(Levenshtein);
HWY_EXPORT(Osa);
HWY_EXPORT(IndelSimilarity);
HWY_EXPORT(Jaro);

// Two vectors of 32 bytes side by side, or four.
constexpr size_t kLaneBlockBytes = 128;
constexpr size_t kSymbols = 128;

bool has_lane(std::string_view text) { return text.size() <= TextBlock::kLongest && is_ascii(text); }

size_t lane_bytes_for(std::span<const std::string_view> values) {
  size_t longest = 0;
  for (const std::string_view value : values) {
    if (has_lane(value)) longest = std::max(longest, value.size());
  }
  return longest <= 16 ? 2 : longest <= 32 ? 4 : 8;
}

// Sets a bit of a lane in a row of lanes of any width.
void set_bit(std::vector<uint64_t>& words, size_t lane, size_t lane_bytes, size_t bit) {
  const size_t per_word = 8 / lane_bytes;
  words[lane / per_word] |= uint64_t{1} << (lane % per_word * lane_bytes * 8 + bit);
}

uint32_t first_four_of(std::string_view text, uint8_t behind) {
  uint32_t bytes = 0;
  for (size_t i = 0; i < 4; ++i)
    bytes |= static_cast<uint32_t>(i < text.size() ? static_cast<uint8_t>(text[i]) : behind) << i * 8;
  return bytes;
}

bool has_lanes_for(std::string_view query) { return !query.empty() && has_lane(query); }

}  // namespace

TextBlock::TextBlock(std::span<const std::string_view> values) : values_(values.begin(), values.end()) {
  lanes_.lane_bytes = lane_bytes_for(values);
  const size_t per_block = kLaneBlockBytes / lanes_.lane_bytes;
  lanes_.num_lanes = (values.size() + per_block - 1) / per_block * per_block;
  lanes_.positions.resize(kSymbols * lanes_.num_lanes * lanes_.lane_bytes / 8);
  lanes_.rows.resize(lanes_.num_lanes * lanes_.lane_bytes / 8);
  lanes_.sizes.resize(lanes_.num_lanes);
  lanes_.first_four.resize(lanes_.num_lanes, first_four_of("", 0x80));
  for (size_t lane = 0; lane < values.size(); ++lane) {
    const std::string_view value = values[lane];
    if (!has_lane(value)) {
      others_.push_back(static_cast<uint32_t>(lane));
      continue;
    }
    for (size_t i = 0; i < value.size(); ++i) {
      const size_t row = static_cast<uint8_t>(value[i]) * lanes_.num_lanes;
      set_bit(lanes_.positions, row + lane, lanes_.lane_bytes, i);
      set_bit(lanes_.rows, lane, lanes_.lane_bytes, i);
    }
    lanes_.sizes[lane] = static_cast<uint8_t>(value.size());
    lanes_.first_four[lane] = first_four_of(value, 0x80);
  }
}

template <typename Result, typename Kernel, typename Pair>
void TextBlock::fill(std::string_view query, std::span<Result> out, Kernel&& kernel, Pair&& pair) const {
  SOSIE_DCHECK(out.size() >= num_results(), "results are written by whole vectors");
  if (!has_lanes_for(query)) {
    for (size_t i = 0; i < values_.size(); ++i) out[i] = static_cast<Result>(pair(query, values_[i]));
    return;
  }
  kernel();
  for (const uint32_t i : others_) out[i] = static_cast<Result>(pair(query, values_[i]));
}

void TextBlock::levenshtein_distance(std::string_view query, std::span<uint32_t> out) const {
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(Levenshtein)(lanes_, query, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::levenshtein_distance(a, b); });
}

void TextBlock::osa_distance(std::string_view query, std::span<uint32_t> out) const {
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(Osa)(lanes_, query, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::osa_distance(a, b); });
}

void TextBlock::lcs_similarity(std::string_view query, std::span<uint32_t> out) const {
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(Lcs)(lanes_, query, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::lcs_similarity(a, b); });
}

void TextBlock::indel_distance(std::string_view query, std::span<uint32_t> out) const {
  const auto kernel = [&] {
    HWY_DYNAMIC_DISPATCH(Lcs)(lanes_, query, out.data());
    for (size_t i = 0; i < lanes_.num_lanes; ++i) {
      out[i] = static_cast<uint32_t>(query.size()) + lanes_.sizes[i] - 2 * out[i];
    }
  };
  fill(query, out, kernel, [](std::string_view a, std::string_view b) { return matchers::indel_distance(a, b); });
}

void TextBlock::indel_normalized_similarity(std::string_view query, std::span<double> out) const {
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(IndelSimilarity)(lanes_, query, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::indel_normalized_similarity(a, b); });
}

void TextBlock::jaro_similarity(std::string_view query, std::span<double> out) const {
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(Jaro)(lanes_, query, nullptr, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::jaro_similarity(a, b); });
}

void TextBlock::jaro_winkler_similarity(std::string_view query, std::span<double> out) const {
  const uint32_t first_four = first_four_of(query, 0xff);
  fill(
      query, out, [&] { HWY_DYNAMIC_DISPATCH(Jaro)(lanes_, query, &first_four, out.data()); },
      [](std::string_view a, std::string_view b) { return matchers::jaro_winkler_similarity(a, b); });
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
