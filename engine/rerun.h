// A finished run brought back to life, to answer what its tables do not say.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "engine/cluster.h"
#include "engine/consent/consent.h"
#include "engine/evaluate.h"
#include "engine/matching.h"
#include "engine/normalize.h"
#include "engine/run_folder.h"
#include "engine/why.h"

namespace sosie {

/// Reads the inputs of a run again, under its own job and model, and judges pairs and contact points as the run did.
/// Inputs that have changed since are said in notes(): the answers are then about what the files hold now. One thread
/// at a time.
class Rerun final : public PairExplainer, public ContactExplainer {
 public:
  /// invalid_data or io_error when an input is gone.
  static Result<std::unique_ptr<Rerun>> open(const RunFolder& run, const Executor& executor, MemoryAccountant& memory);

  /// What the answers do not rest on, a sentence each.
  const std::vector<std::string>& notes() const { return notes_; }

  Result<PairReason> explain(const RecordName& left, const RecordName& right) override;
  Result<std::string> explain(const RecordName& member, const ContactRow& row) override;
  /// How many of these pairs share a blocking key.
  Result<uint64_t> count_candidates(std::span<const TruthPair> pairs);

 private:
  Rerun(const RunFolder& run, const Executor& executor, MemoryAccountant& memory)
      : run_(run), executor_(executor), memory_(memory) {}
  Status read();
  Status build_consent();
  Status find_clusters();
  Result<RecordId> find(std::string_view source, std::string_view id) const;
  /// Empty when no rule does.
  std::string rule_that_finds(RecordId a, RecordId b) const;

  const RunFolder& run_;
  const Executor& executor_;
  MemoryAccountant& memory_;
  Job job_;
  Moment as_of_;
  Ingested ingested_;
  Normalized normalized_;
  std::unordered_map<RecordKey, RecordId> record_of_;  // looked up, never walked
  std::unique_ptr<Matching> matching_;                 // null when the run had fixed clusters
  Clusters clusters_;
  consent::PostalPoints post_;
  consent::IdentityColumns identity_;
  std::unique_ptr<consent::Consent> consent_;
  std::vector<std::string> notes_;
};

}  // namespace sosie
