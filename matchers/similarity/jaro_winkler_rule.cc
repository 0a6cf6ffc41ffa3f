// Jaro-Winkler on rows of codes that a filter left: equality masks, the greedy assignment, and a table of integers that
// tells which counts reach the level. Only hits are scored in doubles.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/jaro_winkler_rule.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "matchers/similarity/coded_values.h"
#include "matchers/similarity/jaro_levels.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/pair_rule.h"
#include "matchers/similarity/symbol_masks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

template <typename Mask>
HWY_INLINE void RowMasks(const uint8_t* HWY_RESTRICT pattern, const uint8_t* HWY_RESTRICT text, size_t text_size,
                         Mask* HWY_RESTRICT masks) {
#if HWY_TARGET == HWY_SCALAR
  SymbolMasks<Mask>(SymbolSpan<uint8_t>(pattern, sizeof(Mask) * 8), SymbolSpan<uint8_t>(text, text_size), masks);
#else
  constexpr size_t kBits = sizeof(Mask) * 8;
  const hn::CappedTag<uint8_t, kBits> d;
  for (size_t j = 0; j < text_size; ++j) {
    const auto symbol = hn::Set(d, text[j]);
    for (size_t i = 0; i < kBits; i += hn::Lanes(d)) {
      hn::StoreMaskBits(d, hn::LoadU(d, pattern + i) == symbol, reinterpret_cast<uint8_t*>(masks + j) + i / 8);
    }
  }
#endif
}

HWY_INLINE size_t RowPrefix(const uint8_t* a, const uint8_t* b, size_t shorter) {
  uint32_t left;
  uint32_t right;
  std::memcpy(&left, a, 4);
  std::memcpy(&right, b, 4);
  const size_t same = left == right ? 4 : static_cast<size_t>(std::countr_zero(left ^ right)) / 8;
  return std::min(same, shorter);
}

template <typename Mask>
HWY_INLINE double RowScore(const uint8_t* query, size_t query_size, const uint8_t* value, size_t value_size,
                           size_t window, const JaroLevel& level) {
  MaskArray<Mask, sizeof(Mask) * 8> equal;
  RowMasks(value, query, query_size, equal.masks);
  const auto matched = jaro_matches<1>(equal.masks, value_size, query_size, window);
  const auto matches = static_cast<size_t>(std::popcount(matched.text));
  const size_t prefix = RowPrefix(query, value, query_size);
  const int most = level.most_transpositions(prefix, matches);
  if (most < 0) return kNoHit;
  const size_t disagreements = matches - jaro_agreements<1>(equal.masks, matched);
  if (static_cast<int>(disagreements / 2) > most) return kNoHit;
  return level.score(prefix, {matches, disagreements});
}

template <typename Mask>
HWY_INLINE void ScoreAll(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
                         const JaroLevel& level, double* HWY_RESTRICT measures) {
  const size_t window = jaro_window(queries.length, values.length);
  for (size_t i = 0; i < candidates.size(); ++i) {
    const uint8_t* const query = queries.rows + candidates[i].query * queries.stride;
    const uint8_t* const value = values.rows + candidates[i].value * values.stride;
    measures[i] = RowScore<Mask>(query, queries.length, value, values.length, window, level);
  }
}

void ScoreRows(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
               const JaroLevel& level, double* HWY_RESTRICT measures) {
  if (values.length <= 16) return ScoreAll<uint16_t>(queries, values, candidates, level, measures);
  if (values.length <= 32) return ScoreAll<uint32_t>(queries, values, candidates, level, measures);
  ScoreAll<uint64_t>(queries, values, candidates, level, measures);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <vector>

namespace sosie::matchers {
namespace {

HWY_EXPORT(ScoreRows);

class JaroWinklerRule final : public PairRule {
 public:
  explicit JaroWinklerRule(double level) : level_(level) {
    for (size_t value = 0; value <= CodedValues::kLongest; ++value) {
      for (size_t query = 0; query <= value; ++query) {
        levels_.emplace_back(query, value, level);
        limits_.push_back(limits_of(levels_.back(), query));
      }
    }
  }

  SliceReach reach(size_t query_length, size_t value_length) const override {
    const size_t window = jaro_window(query_length, value_length);
    return {window, window};
  }

  FirstBound first_bound() const override { return FirstBound::bags; }

  MissLimits limits(size_t query_length, size_t value_length) const override {
    return limits_[index_of(query_length, value_length)];
  }

  void measure(const SliceRows& queries, const SliceRows& values, std::span<const Candidate> candidates,
               double* measures) const override {
    HWY_DYNAMIC_DISPATCH(ScoreRows)
    (queries, values, candidates, level_of(queries.length, values.length), measures);
  }

  double measure(std::string_view a, std::string_view b) const override {
    const double similarity = jaro_winkler_similarity(a, b, level_);
    return similarity >= level_ ? similarity : kNoHit;
  }

 private:
  static size_t index_of(size_t query, size_t value) { return value * (value + 1) / 2 + query; }
  const JaroLevel& level_of(size_t query, size_t value) const { return levels_[index_of(query, value)]; }

  static MissLimits limits_of(const JaroLevel& level, size_t query_length) {
    MissLimits limits;
    for (size_t prefix = 0; prefix < limits.size(); ++prefix) {
      const size_t least = level.least_matches(prefix);
      limits[prefix] = least > query_length ? -1 : static_cast<int>(query_length - least);
    }
    return limits;
  }

  double level_;
  std::vector<JaroLevel> levels_;  // by index_of
  std::vector<MissLimits> limits_;
};

}  // namespace

std::unique_ptr<const PairRule> jaro_winkler_rule(double level) { return std::make_unique<JaroWinklerRule>(level); }

}  // namespace sosie::matchers
#endif  // HWY_ONCE
