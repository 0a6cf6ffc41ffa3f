// What a run folder says about itself: manifest.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "engine/ingest.h"

namespace sosie {

struct StageTime {
  std::string name;
  double seconds = 0;      ///< wall clock
  double cpu_seconds = 0;  ///< of all threads, user and system
};

/// A named number, e.g. {"block.candidate_pairs", 25'000'000}. Names are `stage.what`.
using NamedCount = std::pair<std::string, uint64_t>;

/// Where the rows of one source went: rows_in = member_rows + rejected + removed.
struct SourceAccount {
  std::string source;
  uint64_t rows_in = 0, member_rows = 0, rejected = 0, removed = 0;
};

struct TableAccount {
  std::string name, file;
  uint64_t rows = 0, bytes = 0;
};

/// A number that is estimated, with the interval that holds it in 95 of 100 cases.
struct Estimate {
  double expected = 0, low = 0, high = 0;
};

struct Manifest {
  std::string version;  ///< of sosie
  std::string run_id;
  std::string as_of;       ///< ISO 8601 with offset
  std::string job_hash;    ///< of job.toml
  std::string model_hash;  ///< of model.json
  std::string format;      ///< of the tables
  std::string link;        ///< dedupe | link
  std::vector<InputFile> inputs;
  std::vector<SourceAccount> sources;
  std::vector<TableAccount> tables;
  std::vector<NamedCount> counts;
  std::vector<std::string> guesses;  ///< what nobody said and sosie assumed
  std::vector<std::string> warnings;
  Estimate false_merges;  ///< merges of two persons, from the match probabilities of the links that joined clusters
  Estimate missed_pairs;  ///< pairs of one person left in review, from theirs
  // --- differs from run to run; nothing else does ---
  std::vector<StageTime> stages;
  uint64_t peak_bytes = 0;
};

/// The version of this library.
std::string_view sosie_version();

std::string manifest_to_json(const Manifest& manifest);
/// Reads what manifest_to_json wrote; members it does not know are ignored. invalid_data names `path`.
Result<Manifest> manifest_from_json(std::string_view json, const std::string& path);

}  // namespace sosie
