#include "engine/matching.h"

#include <fstream>
#include <sstream>

#include "core/spill.h"

namespace sosie {
namespace {

Result<std::string> read_model_file(const Job& job) {
  const std::string path = resolve_path(job, job.model_file);
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status::invalid_job("cannot read the model file").at({path});
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Result<std::unique_ptr<Matching>> Matching::prepare(const Job& job, const RecordSet& records,
                                                    const Normalized& normalized, const std::string& model_json,
                                                    const Executor& executor) {
  std::unique_ptr<Matching> matching(new Matching(job, records));
  std::string json = model_json;
  if (json.empty() && !job.model_file.empty()) {
    SOSIE_ASSIGN_OR_RETURN(json, read_model_file(job));
  }
  matching->model_is_fixed_ = !json.empty();
  if (matching->model_is_fixed_) {
    SOSIE_ASSIGN_OR_RETURN(matching->model_, model_from_json(json, job.model_file));
  } else {
    matching->model_ = starting_model(records, normalized.comparables, job.link_only);
  }
  SOSIE_RETURN_IF_ERROR(check_fields(matching->model_, normalized.comparables));
  SOSIE_ASSIGN_OR_RETURN(matching->rows_, RecordRows::build(matching->model_, normalized, executor));
  SOSIE_ASSIGN_OR_RETURN(matching->repeats_, Repeats::find(job, records, normalized, *matching->rows_, executor));
  if (!matching->model_is_fixed_ && !matching->repeats_.empty())
    matching->model_.prior_bits = prior_of_size(records.num_records - matching->repeats_.all().size());
  SOSIE_ASSIGN_OR_RETURN(matching->comparer_,
                         Comparer::build(matching->model_, normalized, *matching->rows_, executor));
  BlockOptions options;
  options.rules = job.blocking;
  options.across_sources_only = job.link_only;
  options.pairs_per_record = job.pairs_per_record;
  SOSIE_RETURN_IF_ERROR(executor.for_each(2, [&](size_t task) -> Status {
    if (task == 0) {
      SOSIE_ASSIGN_OR_RETURN(matching->blocks_,
                             BlockIndex::build(options, records, normalized, matching->repeats_, executor));
    } else {
      SOSIE_ASSIGN_OR_RETURN(matching->veto_, VetoRules::build(*matching->comparer_, records, executor));
    }
    return {};
  }));
  return matching;
}

PairStream Matching::all_pairs(const matchers::WeightBound* bound) const {
  return {.blocks = *blocks_,
          .rows = *rows_,
          .records = records_,
          .across_sources_only = job_.link_only,
          .bound = bound,
          .partition_bytes = partition_bytes()};
}

Status Matching::train(const Executor& executor) {
  if (!model_is_fixed_) {
    TrainOptions options;
    options.seed = job_.seed;
    options.across_sources_only = job_.link_only;
    SOSIE_RETURN_IF_ERROR(estimate_u(options, records_, repeats_, *comparer_, executor, model_));
    SOSIE_ASSIGN_OR_RETURN(train_report_,
                           train_m(options, all_pairs(nullptr), repeats_, *comparer_, *veto_, executor, model_));
  }
  const ScoreOptions options{job_.link_threshold, job_.review_threshold, job_.scoring};
  scorer_ = Scorer::build(model_, *comparer_, *rows_, *veto_, options);
  return {};
}

}  // namespace sosie
