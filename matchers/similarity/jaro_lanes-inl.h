// Jaro-Winkler scores from counts, several at once. For inclusion below hwy/foreach_target.h only.
#if defined(SOSIE_JARO_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_JARO_LANES_INL_H_
#undef SOSIE_JARO_LANES_INL_H_
#else
#define SOSIE_JARO_LANES_INL_H_
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::CappedTag<double, 4>;

// jaro_score and winkler_boost of jaro_counts.h, in their order of operations.
HWY_INLINE hn::Vec<Doubles> ScoreLanes(hn::Vec<Doubles> query_size, hn::Vec<Doubles> size, hn::Vec<Doubles> matches,
                                       hn::Vec<Doubles> transpositions, hn::Vec<Doubles> prefix) {
  const Doubles d;
  const auto one = hn::Set(d, 1.0);
  const auto in_order = hn::Div(hn::Sub(matches, transpositions), matches);
  const auto shares = hn::Add(hn::Div(matches, query_size), hn::Div(matches, size));
  const auto jaro = hn::Div(hn::Add(shares, in_order), hn::Set(d, 3.0));
  const auto lifted = hn::Add(jaro, hn::Mul(hn::Mul(prefix, hn::Set(d, 0.1)), hn::Sub(one, jaro)));
  const auto boosted = hn::IfThenElse(hn::Gt(jaro, hn::Set(d, 0.7)), hn::Min(lifted, one), jaro);
  return hn::IfThenElse(hn::Gt(matches, hn::Zero(d)), boosted, hn::Zero(d));
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#endif
