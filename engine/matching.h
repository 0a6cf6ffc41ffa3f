// Everything pairs are found and judged with, in one place: a run builds it, `why` builds it again.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/block/block.h"
#include "engine/compare.h"
#include "engine/model.h"
#include "engine/pair_stream.h"
#include "engine/repeats.h"
#include "engine/rows.h"
#include "engine/score.h"
#include "engine/train.h"
#include "engine/veto.h"

namespace sosie {

/// The parts refer to each other and to the records they were built from: keep it where it is, and the records alive.
class Matching {
 public:
  /// Model, comparer, rows, family rules and blocks. `model_json` fixes the model (then nothing is trained); empty: the
  /// job's model file, else the starting model of the data.
  static Result<std::unique_ptr<Matching>> prepare(const Job& job, const RecordSet& records,
                                                   const Normalized& normalized, const std::string& model_json,
                                                   const Executor& executor);
  /// u and m from the data, unless the model is fixed; then builds the scorer.
  Status train(const Executor& executor);

  /// Every candidate pair that may reach review, or every one where all levels are asked for; once there is a scorer.
  PairStream pairs() const { return all_pairs(scorer_->bound_in_use()); }
  /// Lets go of what pairs are found with, once they have been: the veto, the rows and the model stay.
  void forget_blocks() { blocks_.reset(); }
  bool model_is_fixed() const { return model_is_fixed_; }
  const Model& model() const { return model_; }
  const BlockIndex& blocks() const { return *blocks_; }
  const RecordRows& rows() const { return *rows_; }
  const Repeats& repeats() const { return repeats_; }
  const VetoRules& veto() const { return *veto_; }
  const Scorer& scorer() const { return *scorer_; }
  const TrainReport& train_report() const { return train_report_; }

 private:
  PairStream all_pairs(const matchers::WeightBound* bound) const;
  Matching(const Job& job, const RecordSet& records) : job_(job), records_(records) {}

  const Job& job_;
  const RecordSet& records_;
  bool model_is_fixed_ = false;
  Model model_;
  std::optional<Comparer> comparer_;
  std::optional<RecordRows> rows_;
  Repeats repeats_;
  std::optional<VetoRules> veto_;
  std::optional<BlockIndex> blocks_;
  std::optional<Scorer> scorer_;
  TrainReport train_report_;
};

}  // namespace sosie
