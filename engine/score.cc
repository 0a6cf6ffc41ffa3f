#include "engine/score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/frequencies.h"
#include "engine/updated.h"

namespace sosie {
namespace {

constexpr int64_t kTwoYears = 2 * 365 * 86'400;
constexpr Weight kCrossedLoss = static_cast<Weight>(kWeightsPerBit);  // a bit for each of the two crossed names

Weight weight_of_probability(double p) { return static_cast<Weight>(std::lround(std::log2(p / (1 - p)) * kWeightsPerBit)); }

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

Result<Scorer> Scorer::build(const Model& model, const Comparer& comparer, const RecordRows& rows, const VetoRules& veto,
                             const Thresholds& thresholds, const Executor& executor) {
  Scorer scorer;
  scorer.model_ = &model;
  scorer.comparer_ = &comparer;
  scorer.rows_ = &rows;
  scorer.veto_ = &veto;
  scorer.prior_ = static_cast<Weight>(std::lround(model.prior_bits * kWeightsPerBit));
  scorer.family_cap_ = static_cast<Weight>(std::lround((model.family_cap_bits - model.prior_bits) * kWeightsPerBit));
  scorer.review_weight_ = weight_of_probability(thresholds.review);
  scorer.link_weight_ = weight_of_probability(thresholds.link);
  const size_t n = model.comparisons.size();
  scorer.weights_.resize(n);
  scorer.by_frequency_.resize(n);
  for (size_t i = 0; i < n; ++i) {
    const Comparison& comparison = model.comparisons[i];
    for (size_t level = 1; level < comparison.levels.size(); ++level) scorer.weights_[i][level] = level_weight(comparison.levels[level]);
    scorer.order_.push_back(i);
    if (comparison.kind == ComparisonKind::given_name) scorer.given_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::family_name) scorer.family_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::birth_date) scorer.birth_ = static_cast<int>(i);
    if (comparison.kind == ComparisonKind::address) scorer.address_ = static_cast<int>(i);
  }
  std::stable_sort(scorer.order_.begin(), scorer.order_.end(), [&](size_t a, size_t b) {
    return cost_rank(model.comparisons[a].kind) < cost_rank(model.comparisons[b].kind);
  });
  SOSIE_RETURN_IF_ERROR(executor.for_each(n, [&](size_t i) {
    if (model.comparisons[i].by_frequency)
      scorer.by_frequency_[i] = frequency_weights(model.comparisons[i], count_persons(model.comparisons[i], comparer.comparables()));
    return Status();
  }));
  scorer.make_bounds();
  return scorer;
}

/// By comparison the most an equal and an unequal lane can weigh, and their sums by byte of the masks.
void Scorer::make_bounds() {
  const size_t n = model_->comparisons.size();
  bounds_.resize(n);
  for (size_t i = 0; i < n; ++i) {
    const Comparison& comparison = model_->comparisons[i];
    const size_t top = comparison.levels.size() - 1;
    const bool birth = comparison.kind == ComparisonKind::birth_date;
    const size_t equal = birth ? level::birth::kEqual : top;
    for (size_t level = 1; level <= top; ++level) {
      if (level != equal) bounds_[i].unequal = std::max(bounds_[i].unequal, weights_[i][level]);
    }
    const auto& frequent = by_frequency_[i];
    const Weight most = frequent.empty() ? weights_[i][equal] : *std::max_element(frequent.begin(), frequent.end());
    bounds_[i].equal = std::max(bounds_[i].unequal, most);
    if (!frequent.empty() && comparison.kind != ComparisonKind::text) bounds_[i].unequal = std::max(bounds_[i].unequal, most - kCrossedLoss);
  }
  const size_t num_bytes = (n + 7) / 8;
  base_.assign(num_bytes, {});
  gain_.assign(num_bytes, {});
  for (size_t byte = 0; byte < num_bytes; ++byte) {
    for (size_t mask = 0; mask < 256; ++mask) {
      for (size_t bit = 0; bit < 8 && byte * 8 + bit < n; ++bit) {
        if ((mask >> bit & 1) == 0) continue;
        base_[byte][mask] += bounds_[byte * 8 + bit].unequal;
        gain_[byte][mask] += bounds_[byte * 8 + bit].equal - bounds_[byte * 8 + bit].unequal;
      }
    }
  }
}

Weight Scorer::bound(const uint32_t* row_a, const uint32_t* row_b, uint32_t equal) const {
  const size_t lanes = rows_->lanes();
  const uint32_t both = RecordRows::filled(row_a, lanes) & RecordRows::filled(row_b, lanes);
  const uint32_t maybe = (equal | RecordRows::more(row_a, lanes) | RecordRows::more(row_b, lanes)) & both;
  Weight sum = prior_;
  for (size_t byte = 0; byte < base_.size(); ++byte) sum += base_[byte][both >> (8 * byte) & 255] + gain_[byte][maybe >> (8 * byte) & 255];
  if (birth_ >= 0 && (both >> birth_ & 1) == 0) sum += std::max(0, weights_[static_cast<size_t>(birth_)][level::birth::kOnlyYearEqual]);
  return sum;
}

Weight Scorer::term(size_t comparison, unsigned level, RecordId a, RecordId b) const {
  const std::vector<Weight>& frequent = by_frequency_[comparison];
  if (frequent.empty()) return weights_[comparison][level];
  const Comparables& c = comparer_->comparables();
  const auto i = static_cast<int>(comparison);
  const bool is_name = i == given_ || i == family_;
  const unsigned top = static_cast<unsigned>(model_->comparisons[comparison].levels.size()) - 1;
  if (is_name) {
    const std::vector<Code>& names = i == given_ ? c.given_name : c.family_name;
    if (level == top) return frequent[names[a]];
    const unsigned crossed = i == given_ ? level::given::kCrossed : level::family::kCrossed;
    if (level == crossed) return std::max(frequent[names[a]], frequent[names[b]]) - kCrossedLoss;
  } else if (level == top) {
    const CodeColumn& column = *code_column(model_->comparisons[comparison], c);
    return std::min(frequent[column.codes[a]], frequent[column.codes[b]]);
  }
  return weights_[comparison][level];
}

/// A changed surname is excused by an equal given name and birth date, an old address by its age.
bool Scorer::is_excused(size_t comparison, const WeightTerms& terms, RecordId a, RecordId b) const {
  const auto i = static_cast<int>(comparison);
  if (i == family_ && given_ >= 0 && birth_ >= 0) {
    return terms.levels[comparison] == level::kElse && terms.levels[static_cast<size_t>(given_)] == level::given::kEqual &&
           terms.levels[static_cast<size_t>(birth_)] == level::birth::kEqual;
  }
  const std::vector<int64_t>& updated = comparer_->comparables().updated;
  return i == address_ && terms.terms[comparison] < 0 && more_than_two_years_apart(updated[a], updated[b]);
}

/// Level and term of one comparison; those before it in `order_` are known.
void Scorer::weigh(size_t comparison, RecordId a, RecordId b, WeightTerms& terms) const {
  terms.levels[comparison] = static_cast<uint8_t>(comparer_->level(comparison, a, b));
  terms.terms[comparison] = term(comparison, terms.levels[comparison], a, b);
  if (is_excused(comparison, terms, a, b)) terms.terms[comparison] = 0;
}

bool Scorer::is_family_evidence(size_t comparison, unsigned level, RecordId a, RecordId b) const {
  const Comparison& definition = model_->comparisons[comparison];
  if (definition.family_evidence) return true;
  const CodeColumn* column = definition.kind == ComparisonKind::email || definition.kind == ComparisonKind::mobile
                                 ? code_column(definition, comparer_->comparables()) : nullptr;
  return column != nullptr && level + 1 == definition.levels.size() && !comparer_->equal_point_is_personal(*column, a, b);
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
  for (const size_t i : order_) weigh(i, a, b, terms);
  add_up(a, b, terms);
  return terms;
}

bool Scorer::score(RecordId a, RecordId b, const uint32_t* row_a, const uint32_t* row_b, uint32_t equal, WeightTerms& out) const {
  Weight reachable = bound(row_a, row_b, equal);
  if (reachable < review_weight_) return false;
  const size_t lanes = rows_->lanes();
  const uint32_t both = RecordRows::filled(row_a, lanes) & RecordRows::filled(row_b, lanes);
  const uint32_t maybe = equal | RecordRows::more(row_a, lanes) | RecordRows::more(row_b, lanes);
  for (const size_t i : order_) {
    weigh(i, a, b, out);
    reachable += out.terms[i];
    if (both >> i & 1) reachable -= maybe >> i & 1 ? bounds_[i].equal : bounds_[i].unequal;
    else if (static_cast<int>(i) == birth_) reachable -= std::max(0, weights_[i][level::birth::kOnlyYearEqual]);
    if (reachable < review_weight_) return false;
  }
  add_up(a, b, out);
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
        if (level + 1 == comparison.levels.size() && comparer_->equal_point_is_personal(*code_column(comparison, comparer_->comparables()), a, b)) return true;
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
      if (comparison.kind != ComparisonKind::email && comparison.kind != ComparisonKind::mobile && comparison.name != "national_id") continue;
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
