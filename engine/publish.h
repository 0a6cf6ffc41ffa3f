// Stage 8: the run folder, written whole or not at all. Tables and columns are described in docs/output-tables.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/clusters.h"
#include "core/executor.h"
#include "core/status.h"
#include "engine/consent/consent.h"
#include "engine/decided_pairs.h"
#include "engine/households.h"
#include "engine/ingest.h"
#include "engine/job/job.h"
#include "engine/manifest.h"
#include "engine/merge.h"
#include "engine/normalize.h"
#include "engine/output_lock.h"

namespace sosie {

/// What the stages before tell the manifest.
struct RunReport {
  std::vector<NamedCount> counts;
  std::vector<std::string> guesses, warnings;
  std::vector<StageTime> stages;
};

/// A finished run that has not been written yet. Everything pointed to outlives the call; nothing is null unless it
/// says so.
struct PublishInput {
  const Job* job = nullptr;
  std::string output_directory;  ///< created when missing
  std::string job_text;          ///< the effective job, as job.toml
  std::string model_json;        ///< as model.json; empty: the run had none
  Moment as_of;
  const Ingested* ingested = nullptr;
  const Normalized* normalized = nullptr;
  const Clusters* clusters = nullptr;
  const DecidedPairs* pairs = nullptr;
  const consent::Consent* consent = nullptr;  ///< null: nothing is decided and nobody may be contacted
  std::span<const uint8_t> erased;            ///< by record, see erased_records(); empty: none
  std::span<const Hash128> entity_ids;        ///< by cluster
  const Households* households = nullptr;     ///< empty when no golden records are made
  const Merger* merger = nullptr;
  const OutputLock* lock = nullptr;  ///< of output_directory; null: taken for the time of publishing
  RunReport report;
};

struct PublishedRun {
  std::string directory;  ///< of the run
  Manifest manifest;
  uint64_t num_entities = 0, num_links = 0, num_reviews = 0;
  /// Channel -> entities with a point that may be used for the job's first purpose, in channel order.
  std::vector<std::pair<std::string, uint64_t>> contactable;
};

/// Whether the run merges its entities: a table asks for them, or consent decides whom to contact, which is counted.
bool makes_golden_records(const Job& job);

/// Which records consent has erased, by record; empty when none is.
std::vector<uint8_t> erased_records(const consent::Consent& consent, uint32_t num_records);

/// `<as_of in UTC, compact>-<8 hexadecimal digits>`, the digits from job, model, inputs and version: equal runs have
/// equal ids.
std::string run_id(const PublishInput& input);

/// Writes every table of the job, checks that each row in is accounted for, and moves the folder into place. internal
/// when a row is missing, io_error when the folder cannot be written (disk full) or the output is locked: then nothing
/// is published and the publication before stays. The tables are the same bytes for any number of threads.
Result<PublishedRun> publish(const PublishInput& input, const Executor& executor);

}  // namespace sosie
