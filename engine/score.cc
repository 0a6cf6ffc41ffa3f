#include "engine/score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

#include "engine/frequencies.h"
#include "engine/updated.h"
#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/row_mask.h"

namespace sosie {
namespace {

constexpr int64_t kTwoYears = 2 * 365 * 86'400;
constexpr Weight kCrossedLoss = static_cast<Weight>(kWeightsPerBit);  // a bit for each of the two crossed names

Weight weight_of_probability(double p) {
  return static_cast<Weight>(std::lround(std::log2(p / (1 - p)) * kWeightsPerBit));
}

/// Cheap and decisive first; given name and birth date before the family name, whose disagreement they may excuse.
int cost_rank(ComparisonKind kind) {
  switch (kind) {
    case ComparisonKind::birth_date: return 0;
    case ComparisonKind::given_name: return 1;
    case ComparisonKind::family_name: return 2;
    case ComparisonKind::identifier: return 3;
    case ComparisonKind::mobile: return 4;
    case ComparisonKind::landline: return 5;
    case ComparisonKind::address: return 6;
    case ComparisonKind::email: return 7;
    case ComparisonKind::text: return 8;
  }
  return 9;
}

bool more_than_two_years_apart(int64_t a, int64_t b) {
  return a != kNeverUpdated && b != kNeverUpdated && std::llabs(a - b) > kTwoYears;
}

}  // namespace

Result<Scorer> Scorer::build(const Model& model, const Comparer& comparer, const RecordRows& rows,
                             const VetoRules& veto, const ScoreOptions& options, const Executor& executor) {
  Scorer scorer;
  scorer.model_ = &model;
  scorer.comparer_ = &comparer;
  scorer.rows_ = &rows;
  scorer.veto_ = &veto;
  scorer.scoring_ = options.scoring;
  scorer.prior_ = static_cast<Weight>(std::lround(model.prior_bits * kWeightsPerBit));
  scorer.family_cap_ = static_cast<Weight>(std::lround((model.family_cap_bits - model.prior_bits) * kWeightsPerBit));
  scorer.review_weight_ = weight_of_probability(options.review);
  scorer.link_weight_ = weight_of_probability(options.link);
  const size_t n = model.comparisons.size();
  scorer.weights_.resize(n);
  scorer.by_frequency_.resize(n);
  for (size_t i = 0; i < n; ++i) {
    const Comparison& comparison = model.comparisons[i];
    for (size_t level = 1; level < comparison.levels.size(); ++level)
      scorer.weights_[i][level] = level_weight(comparison.levels[level]);
    scorer.order_.push_back(i);
    if (comparison.kind == ComparisonKind::given_name) scorer.given_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::family_name) scorer.family_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::birth_date) scorer.birth_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::address) scorer.address_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::email) scorer.email_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::mobile) scorer.mobile_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::landline) scorer.landline_ = static_cast<int>(i);
  }
  std::stable_sort(scorer.order_.begin(), scorer.order_.end(), [&](size_t a, size_t b) {
    return cost_rank(model.comparisons[a].kind) < cost_rank(model.comparisons[b].kind);
  });
  SOSIE_RETURN_IF_ERROR(executor.for_each(n, [&](size_t i) {
    if (model.comparisons[i].by_frequency)
      scorer.by_frequency_[i] =
          frequency_weights(model.comparisons[i], count_persons(model.comparisons[i], comparer.comparables()));
    return Status();
  }));
  scorer.always_near_ = ~uint32_t{0};
  for (const int tells : {scorer.address_, scorer.email_, scorer.mobile_, scorer.landline_}) {
    if (tells >= 0) scorer.always_near_ &= ~(1u << tells);
  }
  for (size_t i = 0; i < n; ++i) {
    if (rows.value_lane(i) != 0) scorer.always_near_ &= ~(1u << i), scorer.values_ |= 1u << i;
  }
  for (const int name : {scorer.given_, scorer.family_}) {
    if (name >= 0) scorer.names_ |= 1u << name;
  }
  scorer.make_bounds();
  scorer.bound_ = scorer.bound_of_rows();
  return scorer;
}

Scorer::Bounds Scorer::bounds_of(size_t comparison) const {
  const Comparison& definition = model_->comparisons[comparison];
  const bool birth = definition.kind == ComparisonKind::birth_date;
  const size_t top = birth ? level::birth::kEqual : definition.levels.size() - 1;
  // Signatures tell far names, e-mails and phones; a far address still may share its area.
  const bool is_name = definition.kind == ComparisonKind::given_name || definition.kind == ComparisonKind::family_name;
  const bool has_signature = is_name || (always_near_ >> comparison & 1) == 0;
  const size_t best_far = definition.kind == ComparisonKind::address ? level::address::kArea : level::kElse;
  // Crossed names are told from the lanes of both names; score() asks for them apart.
  const size_t crossed = definition.kind == ComparisonKind::given_name    ? level::given::kCrossed
                         : definition.kind == ComparisonKind::family_name ? level::family::kCrossed
                                                                          : SIZE_MAX;
  Bounds bounds;
  for (size_t level = 1; level < definition.levels.size(); ++level) {
    if (level == top || level == crossed) continue;
    bounds.near = std::max(bounds.near, weights_[comparison][level]);
    if (!has_signature || level <= best_far) bounds.far = std::max(bounds.far, weights_[comparison][level]);
  }
  const std::vector<Weight>& frequent = by_frequency_[comparison];
  const Weight most =
      frequent.empty() ? weights_[comparison][top] : *std::max_element(frequent.begin(), frequent.end());
  bounds.equal = std::max(bounds.near, most);
  return bounds;
}

/// Sums of the bounds by byte of each mask, so that the bound of a pair takes a few additions.
void Scorer::make_bounds() {
  const size_t n = model_->comparisons.size();
  for (size_t i = 0; i < n; ++i) bounds_.push_back(bounds_of(i));
  const size_t num_bytes = (n + 7) / 8;
  far_sums_.assign(num_bytes, {});
  near_gains_.assign(num_bytes, {});
  equal_gains_.assign(num_bytes, {});
  for (size_t i = 0; i < n; ++i) {
    for (size_t mask = 0; mask < 256; ++mask) {
      if ((mask >> (i % 8) & 1) == 0) continue;
      far_sums_[i / 8][mask] += bounds_[i].far;
      near_gains_[i / 8][mask] += bounds_[i].near - bounds_[i].far;
      equal_gains_[i / 8][mask] += bounds_[i].equal - bounds_[i].far;
    }
  }
}

/// Of the comparisons that signatures tell about, those that are asked for.
uint32_t Scorer::near_mask(const RecordPair& pair, uint32_t equal, uint32_t asked) const {
  using Extra = RecordRows::Extra;
  const auto lane_equal = [&](Extra extra) { return (equal >> rows_->lane(extra) & 1) != 0; };
  uint32_t near = always_near_;
  const auto tell = [&](int comparison, Extra extra, bool (*may_be_near)(uint32_t, uint32_t)) {
    if (comparison < 0 || (asked >> comparison & 1) == 0) return;
    const size_t lane = rows_->lane(extra);
    near |= uint32_t{may_be_near(pair.row_a[lane], pair.row_b[lane])} << comparison;
  };
  tell(email_, Extra::kEmailSignature, matchers::emails_may_be_near);
  tell(mobile_, Extra::kMobileSignature, matchers::phones_may_be_near);
  tell(landline_, Extra::kLandlineSignature, matchers::phones_may_be_near);
  for (uint32_t bits = values_ & asked; bits != 0; bits &= bits - 1) {
    const auto i = static_cast<size_t>(std::countr_zero(bits));
    near |= uint32_t{comparer_->may_be_near(i, pair)} << i;
  }
  if (address_ >= 0 && (lane_equal(Extra::kHouseNumber) || lane_equal(Extra::kStreet) || lane_equal(Extra::kPostcode)))
    near |= 1u << address_;
  return near & asked;
}

uint32_t Scorer::near_names(const RecordPair& pair) const {
  uint32_t near = 0;
  if (given_ >= 0 && rows_->given_names_may_be_near(pair.row_a, pair.row_b)) near |= 1u << given_;
  if (family_ < 0) return near;
  const size_t birth_name = rows_->lane(RecordRows::kHasBirthName);
  const bool has_birth_name = (pair.row_a[birth_name] | pair.row_b[birth_name]) != 0;
  if (has_birth_name || rows_->family_names_may_be_near(pair.row_a, pair.row_b)) near |= 1u << family_;
  return near;
}

Weight Scorer::term(size_t comparison, unsigned level, const RecordPair& pair) const {
  const std::vector<Weight>& frequent = by_frequency_[comparison];
  if (frequent.empty()) return weights_[comparison][level];
  const Code x = pair.row_a[comparison], y = pair.row_b[comparison];
  const unsigned top = static_cast<unsigned>(model_->comparisons[comparison].levels.size()) - 1;
  if (level == top) return std::min(frequent[x], frequent[y]);
  const auto i = static_cast<int>(comparison);
  const bool crossed =
      (i == given_ && level == level::given::kCrossed) || (i == family_ && level == level::family::kCrossed);
  return crossed ? std::max(frequent[x], frequent[y]) - kCrossedLoss : weights_[comparison][level];
}

/// A changed surname is excused by an equal given name and birth date, an old address by its age.
bool Scorer::is_excused(size_t comparison, const WeightTerms& terms, RecordId a, RecordId b) const {
  const auto i = static_cast<int>(comparison);
  if (i == family_ && given_ >= 0 && birth_ >= 0) {
    return terms.levels[comparison] == level::kElse &&
           terms.levels[static_cast<size_t>(given_)] == level::given::kEqual &&
           terms.levels[static_cast<size_t>(birth_)] == level::birth::kEqual;
  }
  const std::vector<int64_t>& updated = comparer_->comparables().updated;
  return i == address_ && terms.terms[comparison] < 0 && more_than_two_years_apart(updated[a], updated[b]);
}

/// Level and term of one comparison; those before it in `order_` are known.
void Scorer::weigh(size_t comparison, const RecordPair& pair, WeightTerms& terms) const {
  terms.levels[comparison] = static_cast<uint8_t>(comparer_->level(comparison, pair));
  terms.terms[comparison] = term(comparison, terms.levels[comparison], pair);
  if (is_excused(comparison, terms, pair.a, pair.b)) terms.terms[comparison] = 0;
}

bool Scorer::is_family_evidence(size_t comparison, unsigned level, RecordId a, RecordId b) const {
  const Comparison& definition = model_->comparisons[comparison];
  if (definition.family_evidence) return true;
  const CodeColumn* column = definition.kind == ComparisonKind::email || definition.kind == ComparisonKind::mobile
                                 ? code_column(definition, comparer_->comparables())
                                 : nullptr;
  return column != nullptr && level + 1 == definition.levels.size() &&
         !comparer_->equal_point_is_personal(*column, a, b);
}

void Scorer::add_up(RecordId a, RecordId b, WeightTerms& terms) const {
  Weight personal = 0, family = 0;
  terms.gamma = 0;
  for (size_t i = 0; i < model_->comparisons.size(); ++i) {
    terms.gamma |= uint64_t{terms.levels[i]} << (4 * i);
    const bool shared = terms.terms[i] > 0 && is_family_evidence(i, terms.levels[i], a, b);
    (shared ? family : personal) += terms.terms[i];
  }
  terms.prior = prior_;
  terms.family_cap_loss = std::min(0, family_cap_ - family);
  terms.total = prior_ + personal + family + terms.family_cap_loss;
}

WeightTerms Scorer::explain(RecordId a, RecordId b) const {
  WeightTerms terms;
  weigh_all({a, b, rows_->row(a), rows_->row(b)}, terms);
  return terms;
}

void Scorer::weigh_all(const RecordPair& pair, WeightTerms& terms) const {
  for (const size_t i : order_) weigh(i, pair, terms);
  add_up(pair.a, pair.b, terms);
}

bool Scorer::score(const RecordPair& pair, WeightTerms& out) const {
  if (!weighs_every_level()) return score_within_bound(pair, out);
  weigh_all(pair, out);
  return out.total >= review_weight_;
}

matchers::WeightBound Scorer::bound_of_rows() const {
  using Extra = RecordRows::Extra;
  using matchers::NearSign;
  const auto lane = [&](Extra extra) { return static_cast<uint32_t>(rows_->lane(extra)); };
  matchers::WeightBound bound;
  for (size_t i = 0; i < bounds_.size(); ++i)
    bound.comparisons.push_back(
        {static_cast<uint32_t>(i), NearSign::none, {}, bounds_[i].equal, bounds_[i].near, bounds_[i].far});
  const auto tell = [&](int comparison, NearSign sign, std::array<uint32_t, 3> signs) {
    if (comparison < 0) return;
    bound.comparisons[static_cast<size_t>(comparison)].near_sign = sign;
    bound.comparisons[static_cast<size_t>(comparison)].signs = signs;
  };
  tell(given_, NearSign::given_name, {lane(Extra::kGivenSignature), lane(Extra::kNicknames), 0});
  tell(family_, NearSign::family_name,
       {lane(Extra::kFamilySignature), lane(Extra::kFamilySound), lane(Extra::kHasBirthName)});
  tell(email_, NearSign::email, {lane(Extra::kEmailSignature), 0, 0});
  tell(mobile_, NearSign::phone, {lane(Extra::kMobileSignature), 0, 0});
  tell(landline_, NearSign::phone, {lane(Extra::kLandlineSignature), 0, 0});
  for (size_t i = 0; i < bounds_.size(); ++i) {
    const auto first = static_cast<uint32_t>(rows_->value_lane(i));
    if (first == 0) continue;
    const bool is_text = model_->comparisons[i].kind == ComparisonKind::text;
    tell(static_cast<int>(i), is_text ? NearSign::text : NearSign::edit, {first, first + 1, first + 2});
  }
  tell(address_, NearSign::any_equal, {lane(Extra::kHouseNumber), lane(Extra::kStreet), lane(Extra::kPostcode)});
  bound.filled_lane = static_cast<uint32_t>(rows_->lanes() - 1);
  bound.several_lane = static_cast<uint32_t>(rows_->lanes() - 2);
  bound.start = prior_;
  bound.least = review_weight_;
  bound.birth_date = birth_;
  bound.year_lane = lane(Extra::kBirthYear);
  bound.years = birth_ < 0 ? 0 : std::max(0, weights_[static_cast<size_t>(birth_)][level::birth::kOnlyYearEqual]);
  bound.given_name = given_;
  bound.family_name = family_;
  return bound;
}

Scorer::Reach Scorer::reach_of(const RecordPair& pair) const {
  const size_t lanes = rows_->lanes();
  Reach reach;
  reach.equal = matchers::equal_lanes(pair.row_a, pair.row_b, lanes);
  const uint32_t filled = RecordRows::filled(pair.row_a, lanes) & RecordRows::filled(pair.row_b, lanes);
  reach.filled = filled;
  reach.several = RecordRows::more(pair.row_a, lanes) | RecordRows::more(pair.row_b, lanes);
  const uint32_t may_be_equal = reach.may_be_equal = (reach.equal | reach.several) & filled;
  uint32_t may_be_near = near_mask(pair, reach.equal, filled & ~may_be_equal);
  Weight most = prior_;
  for (size_t byte = 0; byte < far_sums_.size(); ++byte) {
    most += far_sums_[byte][filled >> (8 * byte) & 255] + near_gains_[byte][may_be_near >> (8 * byte) & 255] +
            equal_gains_[byte][may_be_equal >> (8 * byte) & 255];
  }
  // Two outcomes that the lanes of one comparison do not show: only a year on one side, and crossed names.
  const size_t year = rows_->lane(RecordRows::kBirthYear);
  const bool only_years = birth_ >= 0 && (filled >> birth_ & 1) == 0 && pair.row_a[year] != 0 && pair.row_b[year] != 0;
  reach.year_bound = only_years ? bound_.years : 0;
  reach.crossed = given_ >= 0 && family_ >= 0 && (filled >> given_ & filled >> family_ & 1) != 0 &&
                  pair.row_a[given_] == pair.row_b[family_] && pair.row_b[given_] == pair.row_a[family_];
  most += reach.year_bound;
  if (!reach.crossed && most < review_weight_) return reach;
  const uint32_t far_names = may_be_near & names_ & ~near_names(pair);
  may_be_near &= ~far_names;
  for (const int name : {given_, family_}) {
    if (name < 0 || (far_names >> name & 1) == 0) continue;
    most -= bounds_[static_cast<size_t>(name)].near - bounds_[static_cast<size_t>(name)].far;
  }
  reach.may_be_near = may_be_near;
  reach.most = most;
  reach.may_reach = reach.crossed || most >= review_weight_;
  return reach;
}

bool Scorer::score_within_bound(const RecordPair& pair, WeightTerms& out) const {
  const Reach reach = reach_of(pair);
  if (!reach.may_reach) return false;
  Weight reachable = reach.most;
  const auto weigh_and_test = [&](size_t i) {
    weigh(i, pair, out);
    if (reach.crossed) return true;
    const uint32_t bit = 1u << i;
    if (reach.filled & bit)
      reachable -= reach.may_be_equal & bit  ? bounds_[i].equal
                   : reach.may_be_near & bit ? bounds_[i].near
                                             : bounds_[i].far;
    else if (static_cast<int>(i) == birth_) reachable -= reach.year_bound;
    reachable += out.terms[i];
    return reachable >= review_weight_;
  };
  // First what needs no text: birth dates, equal lanes and missing sides. Then the rest, given name before family name.
  uint32_t textless = ~reach.filled | (reach.equal & ~reach.several);
  if (birth_ >= 0) textless |= 1u << birth_;
  if (address_ >= 0) textless &= ~(1u << address_) | ~reach.filled;
  for (const uint32_t wanted : {textless, ~textless}) {
    for (const size_t i : order_) {
      if ((wanted >> i & 1) != 0 && !weigh_and_test(i)) return false;
    }
  }
  add_up(pair.a, pair.b, out);
  return out.total >= review_weight_;
}

bool Scorer::has_person_specific_agreement(const WeightTerms& terms, RecordId a, RecordId b) const {
  if (given_ < 0 && family_ < 0) return true;  // no persons here
  for (size_t i = 0; i < model_->comparisons.size(); ++i) {
    const Comparison& comparison = model_->comparisons[i];
    if (!comparison.person_specific) continue;
    const unsigned level = terms.levels[i];
    switch (comparison.kind) {
      case ComparisonKind::given_name:
        if (level >= level::given::kNear) return true;
        break;
      case ComparisonKind::birth_date:
        if (level == level::birth::kEqual || level == level::birth::kSlip) return true;
        break;
      case ComparisonKind::email:
      case ComparisonKind::mobile:
        if (level + 1 == comparison.levels.size() &&
            comparer_->equal_point_is_personal(*code_column(comparison, comparer_->comparables()), a, b))
          return true;
        break;
      default:
        if (level + 1 == comparison.levels.size()) return true;
    }
  }
  return false;
}

PairVerdict Scorer::decide(const WeightTerms& terms, RecordId a, RecordId b) const {
  PairVerdict verdict;
  verdict.veto = veto_->check(a, b);
  verdict.person_specific = has_person_specific_agreement(terms, a, b);
  if (verdict.veto != Veto::none) {
    bool personal_point = false;
    for (size_t i = 0; i < model_->comparisons.size(); ++i) {
      const Comparison& comparison = model_->comparisons[i];
      if (comparison.kind != ComparisonKind::email && comparison.kind != ComparisonKind::mobile &&
          comparison.name != "national_id")
        continue;
      const CodeColumn& column = *code_column(comparison, comparer_->comparables());
      const bool equal = terms.levels[i] + 1u == comparison.levels.size();
      personal_point |= equal && (comparison.name == "national_id" || comparer_->equal_point_is_personal(column, a, b));
    }
    verdict.outcome = personal_point ? Outcome::review : Outcome::non_link;
    return verdict;
  }
  verdict.generational = veto_->generational_without_birth(a, b);
  const bool link = terms.total >= link_weight_ && verdict.person_specific && !verdict.generational;
  verdict.outcome = link ? Outcome::link : Outcome::review;
  return verdict;
}

}  // namespace sosie
