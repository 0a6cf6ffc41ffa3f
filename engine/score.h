// Stage 5: match weights and decisions of pairs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/compare.h"
#include "engine/decided_pairs.h"
#include "engine/job/job.h"
#include "engine/model.h"
#include "engine/rows.h"
#include "engine/veto.h"
#include "matchers/similarity/weight_bound.h"

namespace sosie {

/// How a weight comes about: one term per comparison, then the prior and what the family cap took away.
struct WeightTerms {
  std::array<uint8_t, 16> levels{};
  std::array<Weight, 16> terms{};
  Weight prior = 0;
  Weight family_cap_loss = 0;  ///< at most 0
  Weight total = 0;
  uint64_t gamma = 0;
};

enum class Outcome : uint8_t { non_link, review, link };

/// A pair's decision and why.
struct PairVerdict {
  Outcome outcome = Outcome::non_link;
  Veto veto = Veto::none;
  bool person_specific = true;  ///< some agreement speaks of one person
  bool generational = false;
};

struct ScoreOptions {
  // --- what is decided ---
  double link = 0.95;  ///< match probability
  double review = 0.50;
  // --- what it costs ---
  Scoring scoring = Scoring::bounded;
};

/// Scores pairs under one model. Thread-safe once built.
class Scorer {
 public:
  static Scorer build(const Model& model, const Comparer& comparer, const RecordRows& rows, const VetoRules& veto,
                      const ScoreOptions& options);

  /// Every level, no shortcuts: training, audit and `why`.
  WeightTerms explain(RecordId a, RecordId b) const;
  /// Whether the total reaches the review threshold; then `out` is that of explain(). Bounded, the answer no comes
  /// nearly always without touching a string, and leaves `out` unfinished; otherwise `out` is explain()'s in any case.
  bool score(const RecordPair& pair, WeightTerms& out) const;
  /// Whether the pair may reach the review threshold, by what stands in its rows; false is certain. True of any pair
  /// when every level is asked for.
  bool may_reach(const RecordPair& pair) const;
  /// What pairs cannot reach the review threshold, as many at once can be asked.
  const matchers::WeightBound& bound() const { return bound_; }
  /// The bound by which pairs may be left out before they are scored; nullptr when every level is asked for.
  const matchers::WeightBound* bound_in_use() const { return weighs_every_level() ? nullptr : &bound_; }
  bool weighs_every_level() const { return scoring_ == Scoring::every_level; }
  /// What becomes of a pair at or above the review threshold.
  PairVerdict decide(const WeightTerms& terms, const RecordPair& pair) const;
  PairVerdict decide(const WeightTerms& terms, RecordId a, RecordId b) const {
    return decide(terms, {a, b, rows_->row(a), rows_->row(b)});
  }

  Weight review_weight() const { return review_weight_; }
  Weight link_weight() const { return link_weight_; }
  const Model& model() const { return *model_; }

 private:
  Weight term(size_t comparison, unsigned level, const RecordPair& pair) const;
  bool is_excused(size_t comparison, const WeightTerms& terms, RecordId a, RecordId b) const;
  void weigh(size_t comparison, const RecordPair& pair, WeightTerms& terms) const;
  void weigh_all(const RecordPair& pair, WeightTerms& terms) const;
  bool score_within_bound(const RecordPair& pair, WeightTerms& out) const;
  void add_up(RecordId a, RecordId b, WeightTerms& terms) const;
  bool has_person_specific_agreement(const WeightTerms& terms, RecordId a, RecordId b) const;
  bool is_family_evidence(size_t comparison, unsigned level, RecordId a, RecordId b) const;

  const Model* model_ = nullptr;
  const Comparer* comparer_ = nullptr;
  const RecordRows* rows_ = nullptr;
  const VetoRules* veto_ = nullptr;
  Scoring scoring_ = Scoring::bounded;
  Weight prior_ = 0, family_cap_ = 0, review_weight_ = 0, link_weight_ = 0;
  std::vector<std::array<Weight, 16>> weights_;    ///< by comparison, level
  std::vector<std::vector<Weight>> by_frequency_;  ///< by comparison, code: weight of an equal value
  matchers::WeightBound bound_;
  std::vector<size_t> order_;  ///< comparisons, cheap and decisive first
  int given_ = -1, family_ = -1, birth_ = -1, address_ = -1;
};

}  // namespace sosie
