// Everything stays in the lanes: a pair is a lane, each of its comparisons adds equal, near or far, and only the answer
// leaves as bits. Names and texts cost most to tell apart, so they count as near until a vector has a pair that reaches
// the weight.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/weight_bound.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/name_signature.h"
#include "matchers/similarity/text_signature.h"
#include "matchers/similarity/weight_bound.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<uint32_t>;
using V = hn::Vec<D>;
using M = hn::Mask<D>;

HWY_INLINE V Set(uint32_t value) { return hn::Set(D(), value); }
HWY_INLINE V Set(int32_t value) { return hn::Set(D(), static_cast<uint32_t>(value)); }
HWY_INLINE M None() { return hn::FirstN(D(), 0); }
// As signed numbers.
HWY_INLINE M Less(V a, V b) {
  const hn::RebindToSigned<D> d;
  return hn::RebindMask(D(), hn::BitCast(d, a) < hn::BitCast(d, b));
}
HWY_INLINE M IsZero(V v) { return v == hn::Zero(D()); }
HWY_INLINE V WithoutLowestBit(V v) { return hn::And(v, v - Set(1u)); }

HWY_INLINE M EmailsMayBeNear(V a, V b) {
  const V characters = hn::And(hn::Xor(a, b), Set((1u << kEmailCharacterBits) - 1));
  const M two_at_most = IsZero(WithoutLowestBit(WithoutLowestBit(characters)));
  return hn::Or(two_at_most, hn::ShiftRight<kEmailCharacterBits>(a) == hn::ShiftRight<kEmailCharacterBits>(b));
}

HWY_INLINE M PhonesMayBeNear(V a, V b) {
  V digits = hn::Xor(a, b);
  digits = hn::Or(digits, hn::ShiftRight<2>(digits));
  digits = hn::And(hn::Or(digits, hn::ShiftRight<1>(digits)), Set(0x11111111u));
  return IsZero(WithoutLowestBit(digits));
}

HWY_INLINE M NamesMayBeNear(V a, V b, unsigned tenths) {
  const V letters = Set((1u << 24) - 1), two = Set(2u);
  const V size_a = hn::ShiftRight<24>(a), size_b = hn::ShiftRight<24>(b);
  const V missing_b = hn::PopulationCount(hn::And(hn::AndNot(b, a), letters));
  const V missing_a = hn::PopulationCount(hn::And(hn::AndNot(a, b), letters));
  const M one_edit = hn::And(hn::And(Less(missing_a, two), Less(missing_b, two)),
                             hn::And(Less(size_a, size_b + two), Less(size_b, size_a + two)));
  const V matches = hn::Min(size_a - missing_b, size_b - missing_a);
  const M unlike = Less(matches * Set(10u) * (size_a + size_b), Set(tenths) * size_a * size_b);
  return hn::Or(hn::Or(IsZero(size_a), IsZero(size_b)), hn::Or(one_edit, hn::Not(unlike)));
}

HWY_INLINE M SoundsMayBeAlike(V a, V b) {
  const V different = hn::Xor(a, b), low = Set(0xffffu);
  const M low_equal = hn::AndNot(IsZero(hn::And(a, low)), IsZero(hn::And(different, low)));
  const M high_equal = hn::AndNot(IsZero(hn::ShiftRight<16>(a)), IsZero(hn::ShiftRight<16>(different)));
  return hn::Or(low_equal, high_equal);
}

HWY_INLINE V Lacking(V a, V b) { return hn::PopulationCount(hn::AndNot(b, a)); }

HWY_INLINE M TextsMayBeOneEditApart(V a, V b) {
  const V letters = Set((1u << 24) - 1), two = Set(2u);
  const V size_a = hn::ShiftRight<24>(a), size_b = hn::ShiftRight<24>(b);
  const M lacking = hn::And(IsZero(WithoutLowestBit(hn::And(hn::AndNot(b, a), letters))),
                            IsZero(WithoutLowestBit(hn::And(hn::AndNot(a, b), letters))));
  const M sizes = hn::And(Less(size_a, size_b + two), Less(size_b, size_a + two));
  return hn::Or(hn::Or(IsZero(size_a), IsZero(size_b)), hn::And(lacking, sizes));
}

// One row against the vector of rows that begins at a column.
class Pairs {
 public:
  HWY_INLINE Pairs(const LaneColumns& columns, size_t row, size_t others)
      : data_(columns.data), stride_(columns.stride), row_(row), others_(others) {}
  HWY_INLINE uint32_t Scalar(uint32_t lane) const { return data_[lane * stride_ + row_]; }
  HWY_INLINE V Row(uint32_t lane) const { return Set(Scalar(lane)); }
  HWY_INLINE V Others(uint32_t lane) const { return hn::LoadU(D(), data_ + lane * stride_ + others_); }
  HWY_INLINE M Equal(uint32_t lane) const { return Scalar(lane) == 0 ? None() : Row(lane) == Others(lane); }

 private:
  const uint32_t* HWY_RESTRICT data_;
  size_t stride_, row_, others_;
};

HWY_INLINE bool IsDear(NearSign sign) {
  return sign == NearSign::given_name || sign == NearSign::family_name || sign == NearSign::text;
}

HWY_INLINE M TextsMayBeAlike(const BoundedComparison& comparison, const Pairs& pairs) {
  const uint32_t letters = comparison.signs[0], low = comparison.signs[1], high = comparison.signs[2];
  const V high_a = pairs.Row(high), high_b = pairs.Others(high), classes = Set(TextSignature::kHighMask);
  const V size_a = hn::ShiftRight<TextSignature::kHighClasses>(high_a);
  const V size_b = hn::ShiftRight<TextSignature::kHighClasses>(high_b), sizes = size_a + size_b;
  const M unknown = hn::Or(IsZero(size_a), IsZero(size_b));
  const V letters_a = pairs.Row(letters), letters_b = pairs.Others(letters);
  const V shared = hn::Min(size_a - Lacking(letters_a, letters_b), size_b - Lacking(letters_b, letters_a));
  const M is_short = Less(hn::Max(size_a, size_b), Set(kLongestForJaroWinkler + 1));
  const V product = size_a * size_b;
  const M unlike = Less(hn::ShiftLeft<2>(shared * sizes), hn::ShiftLeft<2>(product) + product);
  const V low_a = pairs.Row(low), low_b = pairs.Others(low);
  const V lacking_b = Lacking(low_a, low_b) + Lacking(hn::And(high_a, classes), high_b);
  const V lacking_a = Lacking(low_b, low_a) + Lacking(hn::And(high_b, classes), high_a);
  const V one = Set(1u), bigrams = hn::Min(size_a - one - lacking_b, size_b - one - lacking_a);
  const M few_bigrams = Less(hn::ShiftLeft<2>(bigrams), sizes - one - one);
  return hn::Or(unknown, hn::Or(hn::AndNot(unlike, is_short), hn::Not(few_bigrams)));
}

// Whether values may be near that count as near at first.
HWY_INLINE M DearNear(const BoundedComparison& comparison, const Pairs& pairs) {
  if (comparison.near_sign == NearSign::text) return TextsMayBeAlike(comparison, pairs);
  const uint32_t first = comparison.signs[0], second = comparison.signs[1], third = comparison.signs[2];
  const V a = pairs.Row(first), b = pairs.Others(first), more_a = pairs.Row(second), more_b = pairs.Others(second);
  if (comparison.near_sign == NearSign::given_name) {
    const M nicknames = hn::Not(IsZero(hn::And(more_a, more_b)));
    return hn::Or(nicknames, NamesMayBeNear(a, b, kTenthsAt88));
  }
  const M birth_name = hn::Not(IsZero(hn::Or(pairs.Row(third), pairs.Others(third))));
  return hn::Or(birth_name, hn::Or(SoundsMayBeAlike(more_a, more_b), NamesMayBeNear(a, b, kTenthsAt92)));
}

// Names and texts count as near here.
HWY_INLINE M Near(const BoundedComparison& comparison, const Pairs& pairs) {
  const uint32_t sign = comparison.signs[0];
  switch (comparison.near_sign) {
    case NearSign::email: return EmailsMayBeNear(pairs.Row(sign), pairs.Others(sign));
    case NearSign::phone: return PhonesMayBeNear(pairs.Row(sign), pairs.Others(sign));
    case NearSign::edit: return TextsMayBeOneEditApart(pairs.Row(sign), pairs.Others(sign));
    default: return hn::Not(None());
  }
}

HWY_INLINE V Select(M condition, int32_t weight, V otherwise) {
  return hn::IfThenElse(condition, Set(weight), otherwise);
}

HWY_INLINE V Distance(V a, V b) { return hn::Max(a, b) - hn::Min(a, b); }

// What differing days add.
HWY_INLINE V DateMost(const BoundedComparison& comparison, const Pairs& pairs) {
  const auto& [slip, two_parts, year_close] = comparison.levels;
  const V a = pairs.Row(comparison.lane), b = pairs.Others(comparison.lane), differing = hn::Xor(a, b);
  V digits = hn::Or(differing, hn::ShiftRight<2>(differing));
  digits = hn::And(hn::Or(digits, hn::ShiftRight<1>(digits)), Set(0x11111111u));
  const V day_bits = Set(0xffu), month_bits = Set(0xff00u);
  const M year = IsZero(hn::ShiftRight<16>(differing));
  const M month = IsZero(hn::And(differing, month_bits)), day = IsZero(hn::And(differing, day_bits));
  const V turned = hn::Or(hn::And(hn::ShiftLeft<8>(b), month_bits), hn::And(hn::ShiftRight<8>(b), day_bits));
  const M swapped = hn::And(year, hn::And(hn::Xor(a, turned), Set(0xffffu)) == hn::Zero(D()));
  const M one_slip = hn::Or(swapped, IsZero(WithoutLowestBit(digits)));
  const M two = hn::Or(hn::And(year, hn::Or(month, day)), hn::And(month, day));
  const uint32_t years = comparison.signs[0];
  const M close = Less(Distance(pairs.Row(years), pairs.Others(years)), Set(2u));
  return Select(one_slip, slip, Select(two, two_parts, Select(close, year_close, Set(comparison.far))));
}

// What addresses with differing lines add.
HWY_INLINE V AddressMost(const BoundedComparison& comparison, const Pairs& pairs) {
  const auto& [street_level, postcode_level, area_level] = comparison.levels;
  const auto& [number, street, postcode, city, area] = comparison.signs;
  const auto both = [&](uint32_t lane) {
    return pairs.Scalar(lane) == 0 ? None() : hn::Not(IsZero(pairs.Others(lane)));
  };
  const M same_postcode = pairs.Equal(postcode), same_city = pairs.Equal(city), streets = both(street);
  const M same_street =
      hn::Or(hn::And(pairs.Equal(number), streets), hn::And(pairs.Equal(street), hn::Or(same_postcode, same_city)));
  const M comparable = hn::Or(streets, hn::Or(both(postcode), both(city)));
  const V far = hn::IfThenElseZero(comparable, Set(comparison.far));
  const M same_area = hn::Or(same_city, pairs.Equal(area));
  return Select(same_street, street_level, Select(same_postcode, postcode_level, Select(same_area, area_level, far)));
}

HWY_INLINE uint64_t Bits(M mask) {
  uint8_t bytes[8] = {};  // room for 64 lanes; more than eight bytes are never written
  hn::StoreMaskBits(D(), mask, bytes);
  uint64_t bits = 0;
  for (size_t i = 0; i * 8 < hn::Lanes(D()); ++i) bits |= uint64_t{bytes[i]} << (8 * i);
  return bits;
}

HWY_INLINE void ClearWords(size_t n, uint64_t* HWY_RESTRICT bits) { std::fill(bits, bits + (n + 63) / 64, 0); }

// Of the last vector some lanes lie beyond the rows.
HWY_INLINE void DropBeyond(size_t n, uint64_t* HWY_RESTRICT bits) {
  if (n % 64 != 0) bits[n / 64] &= (uint64_t{1} << n % 64) - 1;
}

class Reach {
 public:
  HWY_INLINE Reach(const WeightBound& bound, const Pairs& pairs)
      : bound_(bound),
        pairs_(pairs),
        filled_(hn::And(pairs.Row(bound.filled_lane), pairs.Others(bound.filled_lane))),
        several_(hn::Or(pairs.Row(bound.several_lane), pairs.Others(bound.several_lane))) {}

  HWY_INLINE M Reaches() const {
    const uint32_t filled_row = pairs_.Scalar(bound_.filled_lane);
    V reach = Set(bound_.start);
    for (size_t i = 0; i < bound_.comparisons.size(); ++i) {
      if ((filled_row >> i & 1) != 0) reach = reach + Most(i);
    }
    if (bound_.birth_date >= 0) reach = reach + OnlyYears();
    const M crossed = Crossed(filled_row);
    M reaches = hn::Or(crossed, AtLeast(reach));
    if (hn::AllFalse(D(), reaches)) return reaches;
    for (size_t i = 0; i < bound_.comparisons.size(); ++i) {
      if ((filled_row >> i & 1) != 0 && IsDear(bound_.comparisons[i].near_sign)) reach = reach - FarLoss(i);
    }
    return hn::Or(crossed, AtLeast(reach));
  }

 private:
  HWY_INLINE M AtLeast(V reach) const { return hn::Not(Less(reach, Set(bound_.least))); }
  HWY_INLINE M Has(V bits, size_t comparison) const { return hn::TestBit(bits, Set(1u << comparison)); }
  HWY_INLINE M MayBeEqual(size_t i) const { return hn::Or(pairs_.Equal(bound_.comparisons[i].lane), Has(several_, i)); }
  HWY_INLINE V Most(size_t i) const {
    const BoundedComparison& comparison = bound_.comparisons[i];
    const int32_t* by_value = comparison.equal_by_value;
    const int32_t equal = by_value == nullptr ? comparison.equal : by_value[pairs_.Scalar(comparison.lane)];
    const V most = Select(Has(several_, i), comparison.equal,
                          Select(pairs_.Equal(comparison.lane), equal, Differing(i, comparison)));
    return hn::IfThenElseZero(Has(filled_, i), most);
  }
  HWY_INLINE V Differing(size_t i, const BoundedComparison& comparison) const {
    if (comparison.near_sign == NearSign::birth_date) return DateMost(comparison, pairs_);
    if (comparison.near_sign == NearSign::address) {
      const V most = AddressMost(comparison, pairs_);
      if (static_cast<int>(i) != bound_.address) return most;
      return hn::IfThenElse(IsOld(), AtLeastZero(most), most);
    }
    return Select(Near(comparison, pairs_), comparison.near, Far(i, comparison));
  }
  HWY_INLINE V AtLeastZero(V weight) const { return hn::IfThenZeroElse(Less(weight, hn::Zero(D())), weight); }
  HWY_INLINE M IsOld() const {
    const uint32_t lane = bound_.updated_lane;
    if (pairs_.Scalar(lane) == 0) return None();
    const V others = pairs_.Others(lane);
    return hn::AndNot(IsZero(others), hn::Not(Less(Distance(pairs_.Row(lane), others), Set(WeightBound::kOldAddress))));
  }
  HWY_INLINE V Far(size_t i, const BoundedComparison& comparison) const {
    const V far = Set(comparison.far);
    const bool may_be_excused = static_cast<int>(i) == bound_.family_name && bound_.given_name >= 0 &&
                                bound_.birth_date >= 0 && comparison.far < 0;
    if (!may_be_excused) return far;
    const auto lane = [&](int name) { return bound_.comparisons[static_cast<size_t>(name)].lane; };
    return hn::IfThenZeroElse(hn::And(pairs_.Equal(lane(bound_.given_name)), pairs_.Equal(lane(bound_.birth_date))),
                              far);
  }
  // What names and texts lose that are certainly far apart.
  HWY_INLINE V FarLoss(size_t i) const {
    const BoundedComparison& comparison = bound_.comparisons[i];
    const M not_far = hn::Or(MayBeEqual(i), DearNear(comparison, pairs_));
    return hn::IfThenElseZero(hn::AndNot(not_far, Has(filled_, i)), Set(comparison.near) - Far(i, comparison));
  }
  HWY_INLINE V OnlyYears() const {
    const M filled = Has(filled_, static_cast<size_t>(bound_.birth_date));
    if (pairs_.Scalar(bound_.year_lane) == 0) return hn::Zero(D());
    const V years = pairs_.Others(bound_.year_lane), apart = Distance(pairs_.Row(bound_.year_lane), years);
    const auto& [equal, close, other] = bound_.years;
    const V most = Select(IsZero(apart), equal, Select(apart == Set(1u), close, Set(other)));
    return hn::IfThenElseZero(hn::Not(hn::Or(filled, IsZero(years))), most);
  }
  HWY_INLINE M Crossed(uint32_t filled_row) const {
    if (bound_.given_name < 0 || bound_.family_name < 0) return None();
    const uint32_t names = 1u << bound_.given_name | 1u << bound_.family_name;
    if ((filled_row & names) != names) return None();
    const uint32_t given = bound_.comparisons[static_cast<size_t>(bound_.given_name)].lane;
    const uint32_t family = bound_.comparisons[static_cast<size_t>(bound_.family_name)].lane;
    const M filled = hn::And(filled_, Set(names)) == Set(names);
    return hn::And(filled,
                   hn::And(pairs_.Row(given) == pairs_.Others(family), pairs_.Row(family) == pairs_.Others(given)));
  }

  const WeightBound& bound_;
  const Pairs& pairs_;
  const V filled_, several_;
};

void PairsWithinReach(const WeightBound& bound, const LaneColumns& columns, size_t row, size_t n,
                      uint64_t* HWY_RESTRICT bits) {
  const size_t lanes = hn::Lanes(D());
  const uint64_t vector = lanes >= 64 ? ~uint64_t{0} : (uint64_t{1} << lanes) - 1;
  for (size_t k = 0; k < n; k += lanes) {
    const uint64_t asked = vector << k % 64;
    if ((bits[k / 64] & asked) == 0) continue;
    const Pairs pairs(columns, row, row + 1 + k);
    bits[k / 64] &= ~asked | Bits(Reach(bound, pairs).Reaches()) << k % 64;
  }
}

void PairsSharingALane(const LaneColumns& columns, size_t num_lanes, size_t row, size_t n,
                       uint64_t* HWY_RESTRICT bits) {
  ClearWords(n, bits);
  const size_t lanes = hn::Lanes(D());
  for (size_t k = 0; k < n; k += lanes) {
    const Pairs pairs(columns, row, row + 1 + k);
    M shares = None();
    for (uint32_t lane = 0; lane < num_lanes; ++lane) shares = hn::Or(shares, pairs.Equal(lane));
    bits[k / 64] |= Bits(shares) << k % 64;
  }
  DropBeyond(n, bits);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {

HWY_EXPORT(PairsWithinReach);
HWY_EXPORT(PairsSharingALane);

void pairs_within_reach(const WeightBound& bound, const LaneColumns& columns, size_t row, size_t n, uint64_t* bits) {
  HWY_DYNAMIC_DISPATCH(PairsWithinReach)(bound, columns, row, n, bits);
}

void pairs_sharing_a_lane(const LaneColumns& columns, size_t num_lanes, size_t row, size_t n, uint64_t* bits) {
  HWY_DYNAMIC_DISPATCH(PairsSharingALane)(columns, num_lanes, row, n, bits);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
