#include "engine/score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/frequencies.h"
#include "engine/score_bound.h"
#include "engine/updated.h"
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

Scorer Scorer::build(const Model& model, const Comparer& comparer, const RecordRows& rows, const VetoRules& veto,
                     const ScoreOptions& options) {
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
  }
  std::stable_sort(scorer.order_.begin(), scorer.order_.end(), [&](size_t a, size_t b) {
    return cost_rank(model.comparisons[a].kind) < cost_rank(model.comparisons[b].kind);
  });
  for (size_t i = 0; i < n; ++i) {
    if (model.comparisons[i].by_frequency)
      scorer.by_frequency_[i] = frequency_weights(model.comparisons[i], comparer.frequencies()[i]);
  }
  scorer.bound_ = weight_bound(model, rows, scorer.weights_, scorer.by_frequency_);
  scorer.bound_.start = scorer.prior_;
  scorer.bound_.least = scorer.review_weight_;
  return scorer;
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

bool Scorer::may_reach(const RecordPair& pair) const {
  if (weighs_every_level()) return true;
  matchers::PairBound reach;
  matchers::bound_pair(bound_, pair.row_a, pair.row_b, reach);
  return reach.may_reach;
}

bool Scorer::score_within_bound(const RecordPair& pair, WeightTerms& out) const {
  matchers::PairBound reach;
  matchers::bound_pair(bound_, pair.row_a, pair.row_b, reach);
  if (!reach.may_reach) return false;
  Weight reachable = reach.sum;
  const auto weigh_and_test = [&](size_t i) {
    weigh(i, pair, out);
    reachable += out.terms[i] - reach.most[i];
    return reach.crossed || reachable >= review_weight_;
  };
  // First what needs no text: birth dates, equal lanes and missing sides. Then the rest, given name before family name.
  const size_t lanes = rows_->lanes();
  const uint32_t equal = matchers::equal_lanes(pair.row_a, pair.row_b, lanes);
  const uint32_t filled = RecordRows::filled(pair.row_a, lanes) & RecordRows::filled(pair.row_b, lanes);
  const uint32_t several = RecordRows::more(pair.row_a, lanes) | RecordRows::more(pair.row_b, lanes);
  uint32_t textless = ~filled | (equal & ~several);
  if (birth_ >= 0) textless |= 1u << birth_;
  if (address_ >= 0) textless &= ~(1u << address_) | ~filled;
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

PairVerdict Scorer::decide(const WeightTerms& terms, const RecordPair& pair) const {
  PairVerdict verdict;
  verdict.veto = veto_->check(pair);
  verdict.person_specific = has_person_specific_agreement(terms, pair.a, pair.b);
  if (verdict.veto != Veto::none) {
    bool personal_point = false;
    for (size_t i = 0; i < model_->comparisons.size(); ++i) {
      const Comparison& comparison = model_->comparisons[i];
      if (comparison.kind != ComparisonKind::email && comparison.kind != ComparisonKind::mobile &&
          comparison.name != "national_id")
        continue;
      const CodeColumn& column = *code_column(comparison, comparer_->comparables());
      const bool equal = terms.levels[i] + 1u == comparison.levels.size();
      personal_point |=
          equal && (comparison.name == "national_id" || comparer_->equal_point_is_personal(column, pair.a, pair.b));
    }
    verdict.outcome = personal_point ? Outcome::review : Outcome::non_link;
    return verdict;
  }
  verdict.generational = veto_->generational_without_birth(pair);
  const bool link = terms.total >= link_weight_ && verdict.person_specific && !verdict.generational;
  verdict.outcome = link ? Outcome::link : Outcome::review;
  return verdict;
}

}  // namespace sosie
